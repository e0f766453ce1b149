import Datasets
import Synchronization
import Testing

@Suite struct LookaheadTests {
  @Test(arguments: [1, 2, 5]) func elementsComeInAnyOrderAndAreWhatTheirNumberSays(threads: Int) throws {
    let squares = Lookahead(capacity: 7, threads: threads) { (number) throws(DatasetError) in number * number }
    for number in Array(0..<50) + [3, 200, 201, 0, 1, 2, 2] { #expect(try squares.element(number) == number * number) }
  }

  /// What is begun lies less than the capacity beyond what was read, whatever the threads do.
  @Test func noMoreThanTheCapacityIsMadeAhead() throws {
    let read = Mutex(0), furthest = Mutex(0)
    let elements = Lookahead(capacity: 5, threads: 3) { (number) throws(DatasetError) in
      let ahead = number - read.withLock { $0 }
      furthest.withLock { $0 = max($0, ahead) }
      return number
    }
    for number in 0..<2_000 {
      _ = try elements.element(number)
      read.withLock { $0 = number }
    }
    // `read` is written after the element was taken.
    #expect((1...6).contains(furthest.withLock { $0 }))
  }

  @Test func nothingIsMadeFromTheEndOnUnlessAsked() throws {
    let largest = Mutex(0)
    let elements = Lookahead(capacity: 100, end: 10, threads: 2) { (number) throws(DatasetError) in
      largest.withLock { $0 = max($0, number) }
      return number
    }
    for number in 0..<10 { #expect(try elements.element(number) == number) }
    #expect(largest.withLock { $0 } == 9)
    #expect(try elements.element(12) == 12)
  }

  @Test func aFailureBelongsToItsNumberAlone() throws {
    let failure = DatasetError.invalid(field: "three", reason: "is none")
    let elements = Lookahead(capacity: 4, threads: 2) { (number) throws(DatasetError) in
      if number == 3 { throw failure }
      return number
    }
    for number in 0..<3 { #expect(try elements.element(number) == number) }
    #expect(throws: failure) { try elements.element(3) }
    #expect(try elements.element(4) == 4)
    #expect(throws: failure) { try elements.element(3) }
  }

  /// Readers at different places get what they ask for, each in its turn.
  @Test func readersMayShare() async throws {
    let elements = Lookahead(capacity: 3, threads: 2) { (number) throws(DatasetError) in number }
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for reader in 0..<4 {
        group.addTask { try (0..<100).allSatisfy { try elements.element(1_000 * reader + $0) == 1_000 * reader + $0 } }
      }
      for try await isRight in group { #expect(isRight) }
    }
  }
}
