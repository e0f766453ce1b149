extension SearchAlgorithm {
  /// The first option that no search can have, as the field and what it should be; nil where all is well.
  ///
  /// - Parameter objectives: how many the problem has.
  public func fault(objectives: Int) -> (field: String, reason: String)? {
    let faults: [(field: String, reason: String)?]
    switch self {
    case .random: faults = []
    case .evolution(let own):
      faults = [
        Self.least(1, own.population, "population"), Self.least(1, own.top, "top"), Self.least(0, own.mutants, "mutants"),
        Self.least(0, own.crossovers, "crossovers"), Self.share(own.mutation, "mutation"), Self.least(1, own.tries, "tries"),
        own.decimals.flatMap { Self.within(0...12, $0, "decimals") },
      ]
    case .agingEvolution(let own): faults = [Self.least(1, own.population, "population"), Self.least(1, own.sample, "sample")]
    case .localSearch(let own): faults = [Self.least(1, own.initial, "initial")]
    case .nsga2(let own):
      faults = [
        Self.least(2, own.population, "population"), Self.share(own.crossover, "crossover"),
        own.mutation.flatMap { Self.share($0, "mutation") },
        own.limit.flatMap { $0.isFinite ? nil : ("limit", "is \($0), should be a number") }, own.weighting.fault(objectives: objectives),
        own.kinds.fault,
        own.kinds.reinforced > 0 && own.policy == nil ? ("policy", "is missing, should say what draws reinforced genes") : nil,
        own.policy.flatMap(Self.fault),
      ]
    }
    return faults.lazy.compactMap(\.self).first
  }

  private static func fault(_ policy: PolicyOptions) -> (field: String, reason: String)? {
    do throws(PolicyError) { try policy.check() } catch { return ("policy", "\(error)") }
    return nil
  }

  private static func least(_ least: Int, _ value: Int, _ field: String) -> (field: String, reason: String)? {
    within(least...1_000_000, value, field)
  }

  private static func within(_ range: ClosedRange<Int>, _ value: Int, _ field: String) -> (field: String, reason: String)? {
    range.contains(value) ? nil : (field, "is \(value), should be from \(range.lowerBound) to \(range.upperBound)")
  }

  private static func share(_ value: Double, _ field: String) -> (field: String, reason: String)? {
    (0...1).contains(value) ? nil : (field, "is \(value), should be a probability from 0 to 1")
  }
}

extension Weighting {
  fileprivate func fault(objectives: Int) -> (field: String, reason: String)? {
    guard let weights else { return nil }
    if weights.count != objectives {
      return ("weighting.weights", "are \(weights.count), should be one for each of \(objectives) objectives")
    }
    return weights.allSatisfy { $0 >= 0 && $0.isFinite } && weights.contains { $0 > 0 }
      ? nil : ("weighting.weights", "should be 0 or more, and one of them above 0")
  }
}

extension HierarchicalMutation {
  fileprivate var fault: (field: String, reason: String)? {
    let shares = [natural, prior, reinforced]
    guard shares.allSatisfy({ $0 >= 0 && $0.isFinite }), shares.contains(where: { $0 > 0 }) else {
      return ("kinds", "should be shares of 0 or more, and one of them above 0")
    }
    return scale > 0 && scale.isFinite ? nil : ("kinds.scale", "is \(scale), should be above 0")
  }
}
