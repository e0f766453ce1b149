/// Over which pairs of nets a tau is taken (protocol, sections 2 and 5).
public enum ComparedPairs: Codable, Hashable, Sendable {
  /// All pairs of the design: tau-b.
  case all
  /// Pairs of one stratum, for instance of equal depth.
  case withinStrata
  /// All, each weighted by 1/(πᵢπⱼ), π the probability with which the design took a net.
  case ofSpace
  /// Pairs that the target's own runs tell apart.
  case resolvable
  /// Pairs among the best share of nets, chosen by another run of the target than the one that judges.
  case amongBest(share: Double)
  /// Pairs among the best share of nets by each supernet's own predictions.
  case amongPredictedBest(share: Double)
}
