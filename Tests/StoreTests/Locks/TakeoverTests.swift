import Dispatch
import Fixtures
import FoundationEssentials
import Glibc
import Store
import Streams
import Synchronization
import Testing

/// A claim whose holder is gone and several that find it so, step by step, in every order: as machines without a common `flock` may come.
@Suite struct TakeoverTests {
  private static func abandon(_ path: String, by holder: String = "process 1 on elsewhere\n0-1-2\n", secondsAgo age: Int = 300) throws {
    try Data(holder.utf8).write(to: URL(filePath: path))
    let time = timespec(tv_sec: FileStamp.now() / 1_000_000_000 - age, tv_nsec: 0)
    try #require(utimensat(AT_FDCWD, path, [time, time], 0) == 0)
  }

  /// How many of those who ask for the lock have it when all are answered, each doing its steps when the order says so.
  private func holders(_ order: [Int], of count: Int) throws -> Int {
    let folder = try TemporaryFolder(), path = folder["job.lock"], turns = Turns(count), held = Mutex(0)
    let threads = DispatchGroup(), end = DispatchSemaphore(value: 0)
    try Self.abandon(path)
    for number in 0..<count {
      DispatchQueue(label: "contender \(number)").async(group: threads) {
        turns.await(number)
        do throws(StoreError) {
          let lock = try JobLock(path, settling: .zero) { turns.pause(number) }
          held.withLock { $0 += 1 }
          turns.finish(number)
          end.wait()
          _ = consume lock
        } catch {
          if case .locked = error {} else { Issue.record(error) }
          turns.finish(number)
        }
      }
    }
    turns.give(order)
    let number = held.withLock { $0 }
    for _ in 0..<number { end.signal() }
    threads.wait()
    #expect(try folder.names.isEmpty, "\(order)")
    return number
  }

  @Test func ofTwoWhoFindAClaimDeadOneTakesItInWhateverOrderTheyCome() throws {
    // Seven steps of the first and as many of the second: of all ways to lay them between each other one in twelve.
    let orders = (0..<1 << 14).filter { $0.nonzeroBitCount == 7 }.map { bits in (0..<14).map { bits >> $0 & 1 } }
    #expect(orders.count == 3_432)
    let chosen = orders.enumerated().filter { $0.offset % 12 == 0 }.map(\.element)
    for order in chosen { #expect(try holders(order, of: 2) == 1, "\(order)") }
  }

  @Test func ofThreeToo() throws {
    var random = RandomStream(seed: 1, "claims")
    for _ in 0..<300 {
      let order = (0..<24).map { _ in min(2, Int(random.unit() * 3)) }
      #expect(try holders(order, of: 3) == 1, "\(order)")
    }
  }

  /// Who dies on the way to a dead claim's place leaves it to others, wherever he was.
  @Test(arguments: 1...7) func whoDiesWhileHeTakesALockLeavesItFree(step: Int) async throws {
    let folder = try TemporaryFolder(), path = folder["job.lock"]
    try Self.abandon(path)
    try await Self.die(at: step, of: path)
    let lock = try JobLock(path, settling: .zero)
    #expect(try JobLock.holder(path)?.hasPrefix("process \(getpid()) on ") == true)
    _ = consume lock
    #expect(try folder.names.allSatisfy { $0.hasPrefix(".job.lock.") && $0.hasSuffix(".partial") }, "the next holder sweeps them")
  }

  /// A process that is killed between two steps of a takeover: before each of seven.
  private static func die(at step: Int, of path: String) async throws {
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String, step = step as Int] in
      var steps = 0
      let lock = try JobLock(path, settling: .zero) {
        steps += 1
        if steps == step { kill(getpid(), SIGKILL) }
      }
      _ = consume lock
    }
  }

  /// His second name is a claim like any other: on another machine it is believed for two minutes, and then taken over too.
  @Test func whoDiesElsewhereIsBelievedAsLongAsAnyHolder() async throws {
    let folder = try TemporaryFolder(), path = folder["job.lock"]
    try Self.abandon(path)
    try await Self.die(at: 5, of: path)
    let name = try #require(try folder.names.first { $0.hasSuffix(".partial") })
    try Self.abandon(folder[name], secondsAgo: 60)
    let error = #expect(throws: StoreError.self) { _ = try JobLock(path, settling: .zero) }
    guard case .locked(path, "process 1 on elsewhere") = error else { Issue.record("\(String(describing: error))"); return }
    try Self.abandon(folder[name])
    let lock = try JobLock(path, settling: .zero)
    #expect(try JobLock.holder(path)?.hasPrefix("process \(getpid()) on ") == true)
    _ = consume lock
  }

  /// The silent one freed his lock and another took it, between the last look and the rename: that one ends at his next touch, before which nobody else
  /// counts as a holder.
  @Test func aClaimFromElsewhereIsHeldOnceItsFormerHolderHasHadTimeToEnd() throws {
    let folder = try TemporaryFolder(), path = folder["job.lock"], clock = ContinuousClock()
    try Self.abandon(path)
    var steps = 0
    let settled = try clock.measure {
      let lock = try JobLock(path, settling: .milliseconds(50)) { steps += 1 }
      _ = consume lock
    }
    #expect(steps == 7 && settled >= .milliseconds(50))
    // The kernel's word for a dead one of this machine is enough.
    let held = try JobLock(path), words = try String(contentsOfFile: path, encoding: .utf8)
    _ = consume held
    try Self.abandon(path, by: words)
    steps = 0
    let lock = try JobLock(path, settling: .seconds(600)) { steps += 1 }
    _ = consume lock
    #expect(steps == 6)
  }

  /// Whoever was put in its place meanwhile has it.
  @Test func whoIsReplacedWhileHeWaitsDoesNotHoldIt() throws {
    let folder = try TemporaryFolder(), path = folder["job.lock"]
    try Self.abandon(path)
    var steps = 0
    let error = #expect(throws: StoreError.self) {
      _ = try JobLock(path, settling: .zero) {
        steps += 1
        guard steps == 7 else { return }
        do { try Data("process 2 on elsewhere\n0-1-2\n".utf8).write(to: URL(filePath: folder["other"])) } catch { Issue.record(error) }
        #expect(rename(folder["other"], path) == 0)
      }
    }
    guard case .locked(path, "process 2 on elsewhere") = error else { Issue.record("\(String(describing: error))"); return }
    #expect(try folder.names == ["job.lock"])
  }
}

/// Lets threads do a step at a time, in an order that is given.
private final class Turns: Sendable {
  private let own: [DispatchSemaphore], back = DispatchSemaphore(value: 0), over = Mutex<Set<Int>>([])

  init(_ count: Int) { own = (0..<count).map { _ in DispatchSemaphore(value: 0) } }

  func await(_ number: Int) { own[number].wait() }

  /// Between two steps.
  func pause(_ number: Int) {
    back.signal()
    own[number].wait()
  }

  /// After the last one.
  func finish(_ number: Int) {
    over.withLock { _ = $0.insert(number) }
    back.signal()
  }

  /// A turn each in this order, and then one after the other until all have finished.
  func give(_ order: [Int]) {
    var left = order[...]
    while over.withLock({ $0.count }) < own.count {
      for number in left.isEmpty ? Array(own.indices) : [left.removeFirst()] where !over.withLock({ $0.contains(number) }) {
        own[number].signal()
        back.wait()
      }
    }
  }
}
