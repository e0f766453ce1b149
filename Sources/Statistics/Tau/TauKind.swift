/// Which pairs of nets a tau compares, and how it weighs them.
public enum TauKind: Sendable {
  /// tau-b of all pairs: the population is the design, nets as they were sampled.
  case b
  /// Pairs of equal stratum only, (ΣC − ΣD)/(pairs of equal stratum tied in neither column); for instance of equal depth.
  case withinStrata([Int])
  /// tau-b with pair (i, j) weighted 1/(πᵢπⱼ), π the probability with which the design included each net: estimates the tau of the whole
  /// space. O(n²); tau-b itself, and as fast, where all probabilities are equal.
  case population(inclusion: [Double])
  /// Pairs with |ȳᵢ − ȳⱼ| > 2√(s²/Rᵢ + s²/Rⱼ) only, (C − D) over their number: those that stand-alone training tells apart. O(n²).
  ///
  /// `variances` are s²/Rᵢ of each net's mean.
  case resolvable(variances: [Double])

  /// The same where all nets have one noise.
  public static func resolvable(noiseVariance: Double, runs: [Int]) -> TauKind {
    .resolvable(variances: runs.map { noiseVariance / Double($0) })
  }

  /// The sums over pairs of two columns of the same nets.
  ///
  /// - Throws: as `KendallTau`; `.noPairs` where no pair is left.
  package func sums(_ x: [Double], _ y: [Double], names: (String, String) = ("x", "y")) throws(StatisticsError) -> PairSums {
    let result: PairSums
    switch self {
    case .b: return try KendallTau(x, y, names: names).sums
    case .withinStrata(let strata):
      try StatisticsError.check(x, y, names: names)
      guard strata.count == x.count else { throw .lengths(x.count, strata.count) }
      result = Self.withinStrata(x, y, strata)
    case .population(let inclusion):
      try StatisticsError.check(x, y, names: names)
      guard inclusion.count == x.count else { throw .lengths(x.count, inclusion.count) }
      for probability in inclusion where !(probability > 0 && probability <= 1) {
        throw .range("an inclusion probability", value: probability, expected: "above 0 and at most 1")
      }
      if inclusion.allSatisfy({ $0 == inclusion[0] }) { return try KendallTau(x, y, names: names).sums }
      result = PairSums(count: x.count) { i, j in
        let weight = 1 / (inclusion[i] * inclusion[j]), a = sign(x[i] - x[j]), b = sign(y[i] - y[j])
        return (weight * a * b, weight * a * a, weight * b * b)
      }
    case .resolvable(let variances):
      try StatisticsError.check(x, y, names: names)
      guard variances.count == x.count else { throw .lengths(x.count, variances.count) }
      result = PairSums(count: x.count) { i, j in
        let resolved = Self.resolves(y[i] - y[j], variances[i], variances[j]) ? 1.0 : 0
        return (resolved * sign(x[i] - x[j]) * sign(y[i] - y[j]), resolved, resolved)
      }
    }
    guard !result.tau.isNaN else { throw .noPairs("by this tau") }
    return result
  }

  /// The same kind for some of the nets, repetitions included.
  package func restricted(to nets: [Int]) -> TauKind {
    switch self {
    case .b: .b
    case .withinStrata(let strata): .withinStrata(nets.map { strata[$0] })
    case .population(let inclusion): .population(inclusion: nets.map { inclusion[$0] })
    case .resolvable(let variances): .resolvable(variances: nets.map { variances[$0] })
    }
  }

  /// The target with the two closest nets swapped that this tau compares.
  package func swapping(_ y: [Double]) -> [Double] {
    switch self {
    case .b, .population: swappingClosest(y)
    case .withinStrata(let strata): swappingClosest(y) { strata[$0] == strata[$1] }
    case .resolvable(let variances): swappingClosest(y) { Self.resolves(y[$0] - y[$1], variances[$0], variances[$1]) }
    }
  }

  /// Whether a difference of two means with these variances exceeds twice its standard error.
  static func resolves(_ difference: Double, _ a: Double, _ b: Double) -> Bool { abs(difference) > 2 * (a + b).squareRoot() }

  private static func withinStrata(_ x: [Double], _ y: [Double], _ strata: [Int]) -> PairSums {
    var result = PairSums(
      net: [Double](repeating: 0, count: x.count), first: [Double](repeating: 0, count: x.count),
      second: [Double](repeating: 0, count: x.count))
    let order = strata.indices.sorted { (strata[$0], $0) < (strata[$1], $1) }
    for stratum in order.chunked(where: { strata[$0] == strata[$1] }) {
      let a = stratum.map { x[$0] }, b = stratum.map { y[$0] }, tau = KendallTau(Ranking(a), Ranking(b), b)
      for (position, net) in stratum.enumerated() {
        result.net[net] = tau.sums.net[position]
        result.first[net] = tau.untied[position]
      }
    }
    result.second = result.first
    return result
  }
}

/// tau of one kind with its jackknife interval over nets.
///
/// - Throws: as `KendallTau`; `.noPairs` where the kind leaves none.
public func tau(_ kind: TauKind, _ x: [Double], _ y: [Double], level: Double = 0.95) throws(StatisticsError) -> Estimate {
  try StrategyTau(scores: [x], target: y, kind: kind).estimate(scope: .nets, level: level)
}

/// The share of pairs that stand-alone training tells apart: |ȳᵢ − ȳⱼ| > 2√(s²/Rᵢ + s²/Rⱼ).
///
/// - Parameter noise: s² of each net; by default one for all, from the nets that have a second run.
public func resolvableShare(_ target: Target, noise: [Double]? = nil) throws(StatisticsError) -> Double {
  let variances = try target.variancesOfMeans(noise: noise), y = target.means, n = y.count
  var resolved = 0
  for i in 0..<n {
    for j in 0..<i where TauKind.resolves(y[i] - y[j], variances[i], variances[j]) { resolved += 1 }
  }
  return Double(resolved) / Double(n * (n - 1) / 2)
}

private func sign(_ x: Double) -> Double { x > 0 ? 1 : x < 0 ? -1 : 0 }

extension [Int] {
  /// Runs of neighbours that belong together.
  package func chunked(where together: (Int, Int) -> Bool) -> [ArraySlice<Int>] {
    var chunks: [ArraySlice<Int>] = [], start = 0
    for position in 1..<(count + 1) where position == count || !together(self[position - 1], self[position]) {
      chunks.append(self[start..<position])
      start = position
    }
    return chunks
  }
}
