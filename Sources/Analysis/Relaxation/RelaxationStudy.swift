internal import Digests
public import Spaces
public import Statistics
public import Store
internal import Streams

/// What searches of one space came to, seed by seed: skips of every epoch against chance, the accuracy that each step of discretising
/// takes, and what the genotypes reach when they are trained alone (protocol, section 9).
public struct RelaxationStudy: Codable, Sendable {
  /// One search with what was trained alone after it.
  public struct Search: Sendable {
    /// Of the method, as the experiment calls it.
    public let label: String
    /// What the search left, and the rule that made the genotype of it.
    public let run: RelaxationRun, rule: Discretisation
    /// Accuracy (fraction) of the whole mixture, and with the best operation of every edge under its weight.
    public let mixture: Double, operations: Double
    /// What the rule made of the last mixture, and random genotypes of the same supernet.
    public let chosen: Discretised, random: [Discretised]
    /// Nil where it is none of the papers'.
    public let algorithm: RelaxationAlgorithm?
    /// The stages in front of the run, where it is the last of several.
    public let before: [RelaxationRun]

    public init(
      _ label: String, run: RelaxationRun, rule: Discretisation, mixture: Double, operations: Double, chosen: Discretised,
      random: [Discretised], algorithm: RelaxationAlgorithm? = nil, before: [RelaxationRun] = []
    ) {
      (self.label, self.run, self.rule, self.mixture, self.operations) = (label, run, rule, mixture, operations)
      (self.chosen, self.random, self.algorithm, self.before) = (chosen, random, algorithm, before)
    }
  }

  /// What was declared before anything ran: that one method's genotypes have more skips in the normal cell than another's.
  public struct Claim: Codable, Sendable {
    /// In words and whose; labels of the methods with more and with fewer skips; draws of the null.
    public let text: String, source: String, more: String, fewer: String, draws: Int

    public init(text: String, source: String, more: String, fewer: String, draws: Int) {
      (self.text, self.source, self.more, self.fewer, self.draws) = (text, source, more, fewer, draws)
    }
  }

  /// Accuracies (fractions) along one genotype's way out of a supernet.
  public struct Discretised: Codable, Sendable {
    /// As the papers write it.
    public let genotype: String
    /// Kept candidates under the mixture's weights, then each with weight 1.
    public let weighted: Double, unweighted: Double
    /// The same genotype trained alone; nil where it is no network, or was not trained.
    public let net: AloneNet?

    public init(_ genotype: Genotype, weighted: Double, unweighted: Double, net: AloneNet?) {
      (self.genotype, self.weighted, self.unweighted, self.net) = (genotype.description, weighted, unweighted, net)
    }

    /// Search-validation accuracy (fraction) of the net that was trained alone.
    public var alone: Double? { net?.validation }
  }

  /// One search.
  public struct Row: Codable, Sendable {
    /// Of the method, of the search, and its outcome as the papers write it.
    public let label: String, seed: Int, genotype: String
    /// Skips among the kept operations after each epoch, in each kind of cell.
    public let normal: SkipTrajectory, reduce: SkipTrajectory
    /// Accuracy (fraction) of the whole mixture.
    public let mixture: Double
    /// With the best operation of every edge under its weight.
    public let operations: Double
    /// The genotype of the rule, and random ones of the same supernet.
    public let chosen: Discretised, random: [Discretised]
    /// Mean of min(w, 1 − w) over all weights w of the mixture at the end; mean entropy of a choice's weights, as a share of its
    /// largest, where they add up to 1; mean distance of the largest weight of a choice from the next. Gains of
    /// edges are no part of these weights.
    public let distance: Double, entropy: Double?, margin: Double
    /// Weights of every epoch, [epochs][choices][candidates].
    public let weights: [[[Double]]]
    /// How decided the weights were, epoch by epoch.
    public let trajectory: WeightTrajectory
    /// Of all stages together; memory is the largest one's.
    public let epochs: Int, cpuSeconds: Double, peakBytes: Int
    /// SHA-256 of the search job.
    public let digest: String

    /// The accuracies on the way from the mixture to the net that is trained alone.
    fileprivate var accuracies: DiscretisationGap.Seed {
      DiscretisationGap.Seed(
        seed: seed, mixture: mixture, operations: operations, weighted: chosen.weighted, unweighted: chosen.unweighted,
        retrained: chosen.alone,
        random: random.map(\.unweighted))
    }

    /// Of each epoch, how many edges of a kind of cell each candidate dominates: the one with the largest weight, the first of equals; a
    /// row a name, in the order in which names come.
    public func dominant(_ kind: CellKind, choices: [String], candidates: [[String]]) -> [(name: String, edges: [Int])] {
      var names: [String] = []
      for row in candidates { for name in row where !names.contains(name) { names.append(name) } }
      var counts = names.map { _ in [Int](repeating: 0, count: weights.count) }
      for (epoch, rows) in weights.enumerated() {
        for (choice, row) in rows.enumerated() where CellEdge(name: choices[choice])?.kind == kind {
          let best = row.indices.reduce(0) { row[$1] > row[$0] ? $1 : $0 }
          if let name = names.firstIndex(of: candidates[choice][best]) { counts[name][epoch] += 1 }
        }
      }
      return zip(names, counts).map { ($0, $1) }
    }
  }

  /// The searches of one method.
  public struct Group: Codable, Sendable {
    /// Its searches by seed, and what its rule keeps by chance.
    public let label: String, algorithm: RelaxationAlgorithm?, rule: Discretisation, rows: [Row], nulls: CellNulls
    /// What is lost on the way from the mixture to the genotype, over seeds.
    public let gap: DiscretisationGap

    /// Skips in the normal cell at the end, mean over searches; nil of none.
    public var meanSkips: Double? { rows.isEmpty ? nil : rows.map { Double($0.normal.last.skips) }.mean }
    /// Accuracy (fraction) of the whole mixture, mean over searches; nil of none.
    public var meanMixture: Double? { rows.isEmpty ? nil : rows.map(\.mixture).mean }
    /// |w at the end − w at the beginning|, mean over choices, candidates and searches: 0 where nothing moves the weights; nil of no search.
    public var meanWeightChange: Double? {
      let changes = rows.flatMap { row in
        zip(row.weights.first ?? [], row.weights.last ?? []).flatMap { zip($0, $1).map { abs($1 - $0) } }
      }
      return changes.isEmpty ? nil : changes.mean
    }
  }

  /// What became of the claim: exact permutation of the seeds' skips in the normal cell at the last epoch.
  public struct Decision: Codable, Sendable {
    /// Of the seeds.
    public let comparison: SkipComparison
    public let finding: Verdict.Finding, reason: String
    /// The same of shares: a claim on counts stands beside the one on shares, for rules keep more or fewer operations.
    public let shareFinding: Verdict.Finding, shareReason: String

    /// Supported where the difference is above 0 and the two-sided p at most .05, contradicted where it is below 0; with fewer seeds than
    /// a claim needs the test describes, and the finding is inconclusive.
    fileprivate init(more: [SkipTrajectory], fewer: [SkipTrajectory]) {
      let comparison = SkipComparison(more, fewer)
      self.comparison = comparison
      func judged(_ test: Measured<PermutationTest>, _ what: String) -> (Verdict.Finding, String) {
        guard let test = test.value else { return (.inconclusive, test.reason ?? "not computed") }
        let numbers = "difference of mean \(what) \(Self.rounded(test.difference)), two-sided p \(Self.rounded(test.twoSided))"
        guard comparison.hasEnoughSeeds else { return (.inconclusive, "\(numbers); a claim needs \(SkipComparison.least) seeds of each") }
        return (
          test.twoSided > 0.05 ? .inconclusive : test.difference > 0 ? .supported : .contradicted,
          "\(numbers), the least possible \(Self.rounded(test.leastP))"
        )
      }
      (finding, reason) = judged(comparison.last, "skips")
      (shareFinding, shareReason) = judged(comparison.share, "shares of skips")
    }

    private static func rounded(_ value: Double) -> String { "\((value * 1000).rounded() / 1000)" }
  }

  /// Names of the space, of its choices, and of the candidates of each choice.
  public let space: String, choices: [String], candidates: [[String]]
  public let claim: Claim
  /// A method each, in the order of the experiment.
  public let groups: [Group]
  /// Nil where a method of the claim has no search.
  public let decision: Decision?
  /// How truly the supernets rank random genotypes; nil where that was not asked for.
  public let ranking: RelaxationRanking?
  /// What was trained alone, by origin.
  public let alone: [AloneGroup]
  public let costs: [RelaxationCost]
  /// Of the methods that search in stages.
  public let depth: [DepthTrajectory]

  /// Throws `SpaceError` where a rule does not fit the space.
  /// - Parameter costReference: the method that others' costs are compared with.
  public init(
    space: Space, _ searches: [Search], ranking: RelaxationRanking? = nil, alone: [AloneGroup] = [], depth: [DepthTrajectory] = [],
    costReference: String? = nil, claim: Claim
  ) throws {
    (self.ranking, self.alone, self.depth) = (ranking, alone, depth)
    self.space = space.name
    self.claim = claim
    choices = space.choices.map(\.name)
    candidates = space.choices.map { $0.candidates.map(\.name) }
    var labels: [String] = []
    for search in searches where !labels.contains(search.label) { labels.append(search.label) }
    groups = try labels.map { label in
      let own = searches.filter { $0.label == label }, rows = try own.map { try Row($0, space) }
      // α begins normal around uniform weights, or all sigmoids at ½.
      let nulls = try CellNulls(
        space, rule: own[0].rule, draws: claim.draws, random: RandomStream(seed: 0, "null of \(label)"),
        competes: own[0].competes, gate: own[0].competes ? CellNulls.softmax : { $0.map { _ in 0.5 } })
      return Group(
        label: label, algorithm: own[0].algorithm, rule: own[0].rule, rows: rows, nulls: nulls,
        gap: DiscretisationGap(rows.map(\.accuracies), classes: space.classes))
    }
    costs = RelaxationCost.all(groups, reference: costReference)
    let trajectories = Dictionary(groups.map { ($0.label, $0.rows.map(\.normal)) }) { first, _ in first }
    decision = trajectories[claim.more].flatMap { more in trajectories[claim.fewer].map { Decision(more: more, fewer: $0) } }
  }
}

extension RelaxationStudy.Row {
  fileprivate init(_ search: RelaxationStudy.Search, _ space: Space) throws {
    let run = search.run
    (label, seed, genotype) = (search.label, run.seed, search.chosen.genotype)
    var kept: [CellKind: [Int]] = [:], skips: [CellKind: [Int]] = [:]
    weights = run.discretised(in: space)
    for weights in weights {
      let genotype = try search.rule.genotype(weights: weights, of: space)
      for kind in CellKind.allCases {
        kept[kind, default: []].append(genotype.entries(kind).count)
        skips[kind, default: []].append(genotype.entries(kind).count { $0.operation == .skip })
      }
    }
    normal = SkipTrajectory(seed: run.seed, kept: kept[.normal] ?? [], skips: skips[.normal] ?? [])
    reduce = SkipTrajectory(seed: run.seed, kept: kept[.reduce] ?? [], skips: skips[.reduce] ?? [])
    (mixture, operations, chosen, random) = (search.mixture, search.operations, search.chosen, search.random)
    let competes = search.competes, last = run.weights[run.weights.count - 1], all = last.joined()
    distance = all.reduce(0) { $0 + min($1, 1 - $1) } / Double(all.count)
    trajectory = WeightTrajectory(run.weights, competing: competes)
    entropy = competes ? trajectory.entropy.last : nil
    let margins = last.map { row in
      let sorted = row.sorted(by: >)
      return sorted[0] - (sorted.count > 1 ? sorted[1] : 0)
    }
    margin = margins.reduce(0, +) / Double(margins.count)
    let stages = search.before + [run], expenses = stages.map(\.header.provenance.expense)
    epochs = stages.reduce(0) { $0 + $1.history.count }
    (cpuSeconds, peakBytes) = (expenses.reduce(0) { $0 + $1.cpuSeconds }, expenses.map(\.peakBytes).max() ?? 0)
    digest = run.header.specDigest.hex
  }
}
