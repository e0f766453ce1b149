import Statistics
import Streams

/// All that `concord correlate` says about a study.
struct Agreement {
  /// A paired difference of two taus on the same architectures.
  struct Difference {
    let first: String, second: String, estimate: Estimate
  }

  let study: Study
  let level: Double
  let predictions: [Association], baselines: [Association]
  /// Each prediction minus each one behind it and each baseline.
  let differences: [Difference]
  /// Nil for one seed.
  let replicate: Estimate?
  /// Nil for one seed; absent with its reason where noise explains all differences.
  let oracle: Estimate?
  /// Noise draws behind the oracle line.
  let oracleDraws: Int
  /// The share of pairs further apart than twice the standard error of their difference; nil for one seed or too many architectures.
  let resolvableShare: Double?

  init(_ study: Study, k: Int, level: Double) throws(StatisticsError) {
    (self.study, self.level) = (study, level)
    let names = study.predictions + study.baselines
    var associations: [Association] = []
    for column in names { associations.append(try Association(column, study, k: k, level: level)) }
    predictions = Array(associations.prefix(study.predictions.count))
    baselines = Array(associations.dropFirst(study.predictions.count))

    var differences: [Difference] = []
    if names.count > 1 {
      var taus: [StrategyTau] = []
      for column in names { taus.append(try StrategyTau(baseline: column.values, target: study.target)) }
      let pairs = study.predictions.indices.flatMap { first in (first + 1..<names.count).map { (first, $0) } }
      for (first, second) in pairs {
        let difference = try taus[first].difference(to: taus[second], sharedSeeds: false, level: level).theseSupernets
        differences.append(Difference(first: names[first].name, second: names[second].name, estimate: difference))
      }
    }
    self.differences = differences

    // Work is bounded: about 10⁸ ranked values, and no O(n²) share beyond 20,000 architectures.
    oracleDraws = min(1_000, max(10, 20_000_000 / study.count))
    guard study.seeds.count > 1 else {
      (replicate, oracle, resolvableShare) = (nil, nil, nil)
      return
    }
    let target = try Target(seeds: study.seeds.map(\.values))
    replicate = try Statistics.replicate(seeds: study.seeds.map(\.values), level: level)
    var bootstrap = Bootstrap(.architecture, draws: min(2_000, 8_000_000 / study.count))
    bootstrap.level = level
    do {
      oracle = try Statistics.oracle(
        target, draws: oracleDraws, bootstrap: bootstrap.draws >= 500 ? bootstrap : nil, drawsPerSample: 4,
        random: RandomStream(seed: 0, "correlate"))
    } catch StatisticsError.noPairs {
      oracle = nil
    }
    resolvableShare = study.count <= 20_000 ? try Statistics.resolvableShare(target) : nil
  }
}
