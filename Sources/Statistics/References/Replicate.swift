/// The replicate line: how well one stand-alone run of the nets predicts the others, mean over r of tau-b(y·r, mean of the other seeds).
///
/// A good predictor may exceed it, for a single run is noisy: it is no ceiling; see `oracle`.
/// - Parameters:
///   - seeds: for each seed the accuracies of the same nets.
///   - isCensus: whether these are all nets; then there is no interval over nets.
/// - Throws: `.tooFew` below two seeds; else as `KendallTau`.
public func replicate(seeds: [[Double]], kind: TauKind = .b, isCensus: Bool = false, level: Double = 0.95) throws(StatisticsError)
  -> Estimate
{
  try acrossSeeds(predictions: seeds, seeds: seeds, kind: kind, isCensus: isCensus, level: level)
}

/// Mean over r of tau(prediction r, mean of the target's seeds but r): for predictions that came out of run r itself.
///
/// With the validation accuracy after a quarter of the epochs this is the baseline `short training`.
/// - Throws: as `replicate`.
public func acrossSeeds(
  predictions: [[Double]], seeds: [[Double]], kind: TauKind = .b, isCensus: Bool = false, level: Double = 0.95
) throws(StatisticsError) -> Estimate {
  try StatisticsError.check(rows: seeds, named: "stand-alone seed", least: 2)
  guard predictions.count == seeds.count else { throw .lengths(predictions.count, seeds.count) }
  var pairs: [(x: [Double], y: [Double])] = []
  for seed in seeds.indices { pairs.append((predictions[seed], seeds.meanOfOthers(than: seed))) }
  var taus: [Jackknife] = [], swapped: [Jackknife] = []
  for (x, y) in pairs {
    taus.append(try kind.sums(x, y).jackknife)
    swapped.append(try kind.sums(x, kind.swapping(y)).jackknife)
  }
  return Estimate(.mean(taus), scale: .correlation, isCensus: isCensus, level: level, scope: .nets) { .mean(swapped) }
}
