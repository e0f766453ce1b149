public import Spaces
public import Streams

/// SPOS with a law of choices that is not uniform: one candidate of every choice is drawn `odds` times as often as each other.
///
/// A positive control: it is known to train candidates unequally, so a comparison that does not see it could not have seen the difference
/// between fair strategies either (protocol, section 3). Nobody proposes to search with it.
///
///     {name: biased, odds: 10}
public struct BiasedSampling: Strategy, Hashable {
  /// How many times as often, above 0 and not 1 to be a control.
  public var odds: Double
  /// The favoured candidate of every choice; where nil choice c favours candidate c mod m, so that no kind of operation is favoured in all.
  public var candidate: Int?

  /// - Parameter candidate: of a choice with fewer candidates, counted round.
  public init(odds: Double, candidate: Int? = nil) { (self.odds, self.candidate) = (odds, candidate) }

  /// One pass on one batch, as SPOS. The favoured candidate of m has probability odds/(odds + m − 1), each other 1/(odds + m − 1).
  public func step(_ now: Moment, _ space: Space, _ state: inout Stateless, _ random: inout RandomStream) -> [Action] {
    let path = space.choices.enumerated().map { number, choice in
      let count = choice.candidates.count, favoured = (candidate ?? number) % count, total = odds + Double(count - 1)
      let place = random.unit() * total
      guard place >= odds else { return favoured }
      // Each of the others has a stretch of 1 behind the favoured one's.
      let other = min(Int(place - odds), count - 2)
      return other < favoured ? other : other + 1
    }
    return [.pass(Pass(.path(path), .training())), .updateWeights]
  }
}
