import Engine
import Testing

@Suite struct WorkShareTests {
  @Test(arguments: [0, 1, 16, 33, 1000]) func sharesCoverTheWholeInOrder(count: Int) throws {
    for parts in 1...5 { #expect((0..<parts).flatMap { Array(WorkShare(index: $0, count: parts).of(count)) } == Array(0..<count)) }
  }
}
