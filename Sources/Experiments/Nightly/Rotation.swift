/// Which long experiments a night takes: those whose turn is longest ago, as many as its hours hold.
///
/// A pure function of past turns and of estimates. The turn of an experiment is over when it was finished, failed, or had a night from its
/// beginning: one that a night's end stopped earlier keeps its place, and so comes first. However long an experiment is, and whether its
/// machine keeps anything or begins empty, it keeps others waiting for a night.
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

  /// Whether the turn of an experiment that ran is over.
  ///
  /// - Parameters:
  ///   - place: among those that were chosen, from 0.
  ///   - isCut: whether the night's end stopped it.
  public static func isOver(place: Int, isCut: Bool) -> Bool { place == 0 || !isCut }

  /// - Parameters:
  ///   - candidates: each name once.
  ///   - turns: names of those whose turn was over, the latest last; one may stand there often.
  ///   - seconds: of the night; nothing is chosen where there are none.
  public init(_ candidates: [Candidate], turns: [String], seconds: Double) {
    func last(_ name: String) -> Int { turns.lastIndex(of: name) ?? -1 }
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
