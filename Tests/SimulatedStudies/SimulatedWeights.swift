package import Analysis
import Digests
package import Spaces
import Store
import Streams

/// Searches that nobody ran, whose weights are known: in RobustDARTS's S2, skip or separable convolution on every edge.
package struct SimulatedWeights: Sendable {
  package let space = SimulatedRelaxations.space

  package init() {}

  /// A search of one epoch after whose end skips of the normal cell have one weight, those of the reduction cell .4; the other operation
  /// has the rest, or ½ where weights do not compete. With edges, each edge's gain is its share of what enters its sum.
  package func relaxation(
    _ label: String, seed: Int, skips: Double, competing: Bool = true, edges: Bool = false, algorithm: RelaxationAlgorithm? = nil,
    alone: [AloneNet?]? = nil
  ) throws -> RelaxationStudy.Search {
    let last = space.choices.map { choice in
      let own = choice.name.hasPrefix("normal") ? skips : competing ? 0.4 : 0.5
      return choice.candidates.map { $0.name == "skip_connect" ? own : competing ? 1 - own : 0.5 }
    }
    let rule: Discretisation = competing ? .topTwo : .thresholdSparse(0.85)
    let gains = edges ? space.choices.map { 1 / Double(CellEdge(name: $0.name)?.to ?? 1) } : space.choices.map { _ in 1 }
    return try relaxation(
      label, seed: seed, [last.map { $0.map { _ in 0.5 } }, last], gains, rule, algorithm,
      alone ?? [Self.net(0.7, macs: 3_000_000), Self.net(0.6, macs: 2_000_000)])
  }

  /// A search whose α drifts at random for so many epochs.
  package func drifting(_ label: String, seed: Int, epochs: Int, competing: Bool, alone: [AloneNet?]) throws -> RelaxationStudy.Search {
    var random = RandomStream(seed: UInt64(seed), label)
    var alpha = space.choices.map { $0.candidates.map { _ in 0.0 } }
    func weights() -> [[Double]] {
      competing ? alpha.map(CellNulls.softmax) : alpha.map { row in row.map { CellNulls.softmax([$0, 0])[0] } }
    }
    var all = [weights()]
    for _ in 0..<epochs {
      for row in alpha.indices { for place in alpha[row].indices { alpha[row][place] += 0.3 * random.normal() } }
      all.append(weights())
    }
    return try relaxation(label, seed: seed, all, space.choices.map { _ in 1 }, competing ? .topTwo : .thresholdSparse(0.85), nil, alone)
  }

  /// A net with that share of 2,000 search-validation images right, and a point less of as many test images.
  package static func net(_ validation: Double, macs: Int) throws -> AloneNet {
    let right = Int((2_000 * validation).rounded())
    return try SimulatedRelaxations.net(skips: 0, macs: macs, validation: right, test: right - 20, of: 2_000)
  }

  package static let claim = RelaxationStudy.Claim(text: "A has more", source: "made up", more: "A", fewer: "B", draws: 200)

  /// Five seeds, or as many as are asked for, of A with many skips and of B with few.
  package func study(seeds: Int = 5) throws -> RelaxationStudy {
    let searches =
      try (1...seeds).map { try relaxation("A", seed: $0, skips: 0.8, algorithm: .firstOrderDARTS) }
      + (1...seeds).map { try relaxation("B", seed: $0, skips: 0.2, algorithm: .fairDARTS) }
    return try RelaxationStudy(space: space, searches, claim: Self.claim)
  }

  private func relaxation(
    _ label: String, seed: Int, _ weights: [[[Double]]], _ gains: [Double], _ rule: Discretisation, _ algorithm: RelaxationAlgorithm?,
    _ alone: [AloneNet?]
  ) throws -> RelaxationStudy.Search {
    let provenance = Provenance(
      commit: "x", dirty: false, compiler: "x", cpu: "x", kernels: "x", blasBuild: "x", blasCore: "x", blasThreads: 1, started: "x",
      expense: Expense(wallSeconds: 1, cpuSeconds: 60 + Double(seed), peakBytes: 1 << 20))
    let genotype = try rule.genotype(weights: Discretisation.product(weights[weights.count - 1], edges: gains), of: space)
    let epoch = Epoch(passes: 3, updates: 3, images: 60, loss: 1, learningRate: 0.1, validationScore: 0.5, cpuSeconds: 1)
    let run = RelaxationRun(
      header: RunHeader(spec: "{\"label\":\"\(label)\",\"seed\":\(seed)}", provenance: provenance),
      space: SpaceLabel(name: space.name, digest: Digest(of: "space".utf8)), strategy: label, seed: seed,
      history: [Epoch](repeating: epoch, count: weights.count - 1), choices: space.choices.map(\.name),
      candidates: space.choices.map { $0.candidates.map(\.name) }, weights: weights, gains: weights.map { _ in gains },
      parameters: [], statistics: [])
    return RelaxationStudy.Search(
      label, run: run, rule: rule, mixture: 0.9, operations: 0.6,
      chosen: RelaxationStudy.Discretised(genotype, weighted: 0.3, unweighted: 0.25, net: alone.first ?? nil),
      random: [RelaxationStudy.Discretised(genotype, weighted: 0.35, unweighted: 0.3, net: alone.dropFirst().first ?? nil)],
      algorithm: algorithm)
  }
}
