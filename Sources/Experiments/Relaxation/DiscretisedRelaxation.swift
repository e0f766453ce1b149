internal import Analysis
package import Jobs
package import Spaces
package import Store
internal import Streams
internal import Training

/// What is made of a trained relaxation: its rule's genotype and random ones, all scored in the supernet, under the last mixture and with
/// weight 1.
///
/// Rule, random genotypes and policy are inputs of the evaluations and no part of the relaxation, so that another rule trains nothing.
///
/// Of a search with stages one is made for each of them.
package struct DiscretisedRelaxation {
  /// The job, and its run file without the weights.
  package let spec: RelaxationSpec, run: RelaxationRun
  /// What the rule makes of the last mixture, as it writes it.
  package let chosen: Genotype
  /// The same as its edges say, then random ones.
  let genotypes: [Genotype]
  /// Under the mixture: all candidates, the best of every edge, then the genotypes; with weight 1 the genotypes alone.
  package let weighted: EvaluationSpec, unweighted: EvaluationSpec

  /// Throws `SpaceError` where the rule does not fit the space. The random ones are drawn by the search's own seed, and keep as many operations in
  /// each kind of cell as the chosen one: a rule that keeps fewer is held against smaller genotypes, others against the same (protocol, section 9).
  init(_ spec: RelaxationSpec, _ run: RelaxationRun, rule: Discretisation, random count: Int, policy: NormalizationPolicy) throws {
    let space = spec.space, weights = run.discretised[run.weights.count - 1]
    chosen = try rule.genotype(weights: weights, of: space)
    var random = RandomStream(seed: UInt64(spec.seed), "random genotypes")
    let first = try space.architecture(chosen), drawn = (0..<count).map { _ in space.randomCells(ofSizeOf: first, &random) }
    let others = drawn.map(\.cells)
    genotypes =
      try [space.genotype(of: first, style: rule.style)]
      + drawn.map { try space.genotype(of: $0.cells, style: $0.isWhole ? .pairs : rule.style) }
    let strongest = Architecture(kept: weights.indices.map { choice in space.strongest(choice, weights[choice]).map { [$0] } ?? [] })
    (weighted, unweighted) = try Self.evaluations(of: spec, behind: [space.whole, strongest], [first] + others, policy)
    (self.spec, self.run) = (spec, run)
  }

  /// Both evaluations of genotypes in a relaxation's supernet, known or supposed; under the mixture `others` come in front of them. One block
  /// of images each: no reliability is asked of them.
  static func evaluations(
    of spec: RelaxationSpec, behind others: [Architecture] = [], _ genotypes: [Architecture], _ policy: NormalizationPolicy
  ) throws -> (weighted: EvaluationSpec, unweighted: EvaluationSpec) {
    let reference = try JobReference(spec), space = spec.space
    func evaluation(_ weighting: EvaluationSpec.Weighting, _ architectures: [Architecture]) -> EvaluationSpec {
      EvaluationSpec(.relaxation(reference, weighting), policy: policy, architectures: architectures.map { space.text(of: $0) }, blocks: 1)
    }
    return (evaluation(.mixture, others + genotypes), evaluation(.one, genotypes))
  }

  /// The same as jobs; `place` begins their labels.
  static func jobs(_ place: String, _ specs: (weighted: EvaluationSpec, unweighted: EvaluationSpec)) throws -> [Job] {
    [try Job(specs.weighted, label: "\(place), under the mixture"), try Job(specs.unweighted, label: "\(place), with weight 1")]
  }

  /// What the evaluations found: accuracies (fractions) on search-validation images.
  struct Accuracies {
    /// Of all candidates under the mixture, and of the best of every edge.
    let mixture: Double, operations: Double
    /// Of each genotype.
    let weighted: [Double], unweighted: [Double]
  }

  /// Throws where an evaluation is not done.
  func accuracies(in results: Results) throws -> Accuracies {
    func column(_ spec: EvaluationSpec) throws -> [Double] { try results.run(try JobReference(spec)).scores.map(\.mean) }
    let weighted = try column(weighted)
    return Accuracies(
      mixture: weighted[0], operations: weighted[1], weighted: Array(weighted.dropFirst(2)), unweighted: try column(unweighted))
  }
}

extension Space {
  /// Random cells without edges at random until each kind keeps no more operations than another architecture's; whether nothing had to go.
  fileprivate func randomCells(ofSizeOf other: Architecture, _ random: inout RandomStream) -> (cells: Architecture, isWhole: Bool) {
    var cells = randomCells(&random), isWhole = true
    for kind in CellKind.allCases {
      let edges = choices.indices.filter { CellEdge(name: choices[$0].name)?.kind == kind }
      let most = edges.reduce(0) { $0 + other.kept[$1].count }
      var left = edges.filter { !cells.kept[$0].isEmpty }
      while left.count > most {
        cells.kept[left.remove(at: random.below(left.count))] = []
        isWhole = false
      }
    }
    return (cells, isWhole)
  }

  /// The candidate of a choice with the largest weight, the first of equals; `none` is no candidate.
  fileprivate func strongest(_ choice: Int, _ weights: [Double]) -> Int? {
    let able = weights.indices.filter { choices[choice].candidates[$0].name != Primitive.none.rawValue }
    return able.reduce(nil as Int?) { best, k in best.map { weights[k] > weights[$0] ? k : $0 } ?? k }
  }
}
