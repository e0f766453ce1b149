internal import Engine
internal import FoundationEssentials
internal import Synchronization

extension Array where Element: Sendable {
  /// What `body` makes of each part of the array, in the parts' order, on as many threads as there are cores: for many small things that have
  /// nothing to do with one another.
  func parts<Made: Sendable>(_ body: @escaping @Sendable (ArraySlice<Element>) -> Made) -> [Made] {
    let length = 512, count = (self.count + length - 1) / length
    let part: @Sendable (Int) -> Made = { body(self[$0 * length..<Swift.min(self.count, ($0 + 1) * length)]) }
    let threads = Swift.min(count, ProcessInfo.processInfo.activeProcessorCount)
    // A few are done before another thread has begun; where the system has none left this one does them all.
    guard threads > 1, case .success(let team) = Result(catching: { () throws(EngineError) in try Team(threads: threads) }) else {
      return (0..<count).map(part)
    }
    let made = Mutex([Made?](repeating: nil, count: count))
    team.forEach(count) { number, _, _ in
      let own = part(number)
      made.withLock { $0[number] = own }
    }
    return made.withLock { $0.compactMap(\.self) }
  }
}
