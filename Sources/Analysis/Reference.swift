public import Statistics
import Streams

/// What noise in the target allows: the reference lines of all tables and figures.
public struct Reference: Codable, Hashable, Sendable {
  /// s in points of accuracy: the standard deviation between runs of one net.
  public let noise: Answer<Double>
  /// Nets with a second run, on which the replicate lines are computed.
  public let repeatedNets: Int
  public let replicate: Answer<Estimate>, replicateWithinDepth: Answer<Estimate>
  public let oracle: Answer<Estimate>, oracleWithinDepth: Answer<Estimate>
  /// Share of pairs that the target's runs tell apart.
  public let resolvableShare: Answer<Double>
  /// Validation accuracy after a quarter of the epochs against the other runs' target, on the nets with a second run.
  public let shortTraining: Answer<Estimate>

  /// Where the design has all nets, lines have no interval over nets.
  init(_ design: Design, draws: Int, random: RandomStream) {
    let target = design.target, repeated = target.repeated, depth = repeated.nets.map { design.depth[$0] }
    let isCensus = design.isCensus && repeated.nets.count == design.count
    let bootstrap = design.isCensus ? nil : Bootstrap(.architecture, draws: draws)
    repeatedNets = repeated.nets.count
    noise = Answer { () throws(StatisticsError) in try target.noiseVariance.squareRoot() }
    replicate = Answer { () throws(StatisticsError) in try Statistics.replicate(seeds: repeated.seeds, isCensus: isCensus) }
    replicateWithinDepth = Answer { () throws(StatisticsError) in
      try Statistics.replicate(seeds: repeated.seeds, kind: .withinStrata(depth), isCensus: isCensus)
    }
    oracle = Answer { () throws(StatisticsError) in
      try Statistics.oracle(target, bootstrap: bootstrap, random: random)
    }
    oracleWithinDepth = Answer { () throws(StatisticsError) in
      try Statistics.oracle(
        target, kind: .withinStrata(design.depth), bootstrap: bootstrap, random: random.child("within depth"))
    }
    resolvableShare = Answer { () throws(StatisticsError) in try Statistics.resolvableShare(target) }
    guard let quarter = design.quarter else {
      shortTraining = Answer(absent: "published nets were not trained here")
      return
    }
    let early = repeated.seeds.indices.map { seed in repeated.nets.map { quarter[$0][seed] } }
    shortTraining = Answer { () throws(StatisticsError) in
      try acrossSeeds(predictions: early, seeds: repeated.seeds, isCensus: isCensus)
    }
  }
}
