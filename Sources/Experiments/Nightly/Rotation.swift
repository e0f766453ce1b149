/// Which long experiments a night takes: those that were finished least recently, as many as its hours hold.
///
/// A pure function of what was finished and of estimates. An experiment that a night's end stops keeps its run files and checkpoints and,
/// not being finished, comes first again.
public struct Rotation: Hashable, Sendable {
  /// An experiment that might run.
  public struct Candidate: Hashable, Sendable {
    public let name: String
    /// Wall-clock seconds of what of it is left to do, as estimated.
    public let seconds: Double

    public init(_ name: String, seconds: Double) { (self.name, self.seconds) = (name, seconds) }
  }

  /// One that runs this night.
  public struct Chosen: Hashable, Sendable {
    public let name: String, seconds: Double
    /// Whether the night ends before it does, as estimated.
    public let isPart: Bool
  }

  /// In the order in which they run.
  public let chosen: [Chosen]
  /// Names of those that wait, the next first.
  public let waiting: [String]

  /// - Parameters:
  ///   - candidates: each name once.
  ///   - finished: names in the order of time, the latest last; one may stand there often.
  ///   - seconds: of the night; nothing is chosen where there are none.
  public init(_ candidates: [Candidate], finished: [String], seconds: Double) {
    func last(_ name: String) -> Int { finished.lastIndex(of: name) ?? -1 }
    let order = candidates.sorted { (last($0.name), $0.name) < (last($1.name), $1.name) }
    var rest = seconds, chosen: [Chosen] = []
    for own in order {
      guard rest > 0 else { break }
      chosen.append(Chosen(name: own.name, seconds: own.seconds, isPart: own.seconds > rest))
      rest -= own.seconds
    }
    self.chosen = chosen
    waiting = order.dropFirst(chosen.count).map(\.name)
  }
}
