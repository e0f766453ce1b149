package import Analysis
import Digests
package import Spaces
import Store
import Streams

/// Searches that nobody ran: run files and nets trained alone whose numbers are known.
package enum SimulatedRelaxations {
  package static var space: Space {
    .darts(.s2, channels: 2, cells: 3, input: ImageShape(height: 8, width: 8, channels: 1), classes: 4)
  }

  /// A net with so many skips among 16 operations, its right answers of so many images.
  package static func net(
    skips: Int, macs: Int, validation: Int = 50, test: Int, of images: Int = 100, diverged: Bool = false
  ) throws -> AloneNet {
    var left = skips
    func entries() -> [Genotype.Entry] {
      [(2, 0), (2, 1), (3, 0), (3, 1), (4, 0), (4, 1), (5, 0), (5, 1)].map { to, from in
        left -= 1
        return Genotype.Entry(left >= 0 ? .skip : .separable3, to: to, from: from)
      }
    }
    let normal = entries(), genotype = try Genotype(normal: normal, reduce: entries(), style: .pairs)
    let run = StandAloneRun(
      header: header("{\"net\":[\(skips),\(macs),\(validation),\(test)]}", peakBytes: 0),
      space: SpaceLabel(name: "x", digest: Digest(of: "x".utf8)), architecture: "0",
      seed: 1, history: [], validation: BlockScores(correct: [validation], images: [images]),
      test: BlockScores(correct: [test], images: [images]),
      diverged: diverged, parameters: [], statistics: [])
    return AloneNet(genotype, cost: Cost(parameters: 7 * macs % 11, macs: macs), run: run)
  }

  /// A search of two epochs and 60 s; a last stage lacks so many of each choice's first candidates.
  package static func relaxation(_ label: String, seed: Int, peakBytes: Int, lacking: Int = 0) throws -> RelaxationStudy.Search {
    let whole = Self.space, candidates = whole.choices.map { Array($0.candidates.indices.dropFirst(lacking)) }
    let space = whole.restricted(to: Architecture(kept: candidates))
    let weights = (0..<3).map { epoch in candidates.map { row in row.map { $0 == 0 ? 0.5 + 0.1 * Double(epoch) : 0.4 } } }
    let genotype = try Discretisation.topTwo.genotype(weights: weights[2], of: space)
    let history = (1...2).map {
      Epoch(passes: $0, updates: $0, images: 20 * $0, loss: 1, learningRate: 0.1, validationScore: 0.5, cpuSeconds: 30)
    }
    let run = RelaxationRun(
      header: header("{}", peakBytes: peakBytes), space: SpaceLabel(name: space.name, digest: try space.digest()), strategy: label,
      seed: seed,
      history: history, choices: space.choices.map(\.name), candidates: space.choices.map { $0.candidates.map(\.name) }, weights: weights,
      gains: weights.map { $0.map { _ in 1 } }, parameters: [], statistics: [])
    return RelaxationStudy.Search(
      label, run: run, rule: .topTwo, mixture: 0.9, operations: 0.6,
      chosen: RelaxationStudy.Discretised(
        genotype, weighted: 0.4, unweighted: 0.3, net: try net(skips: 6, macs: 3_000_000, validation: 70, test: 69)),
      random: [
        RelaxationStudy.Discretised(
          genotype, weighted: 0.4, unweighted: 0.3, net: try net(skips: 2, macs: 2_000_000, validation: 60, test: 59))
      ])
  }

  /// Two seeds each of A, of 1 MB, and B, of 2 MB; where they rank, A knows the twelve nets and B does not.
  package static func study(ranking: Bool = true, depth: [DepthTrajectory] = []) throws -> RelaxationStudy {
    var random = RandomStream(seed: 3, "simulated searches")
    let nets = try (0..<12).map { try net(skips: $0 % 3, macs: 1_000_000 * ($0 + 1), test: 500 + 20 * $0 + random.below(90), of: 1000) }
    func scores(_ label: String, _ seed: Int, _ share: Double) -> RelaxationRanking.Scores {
      func column() -> [Double] { nets.map { share * $0.test + 0.1 * random.unit() } }
      return RelaxationRanking.Scores(label: label, seed: seed, unweighted: column(), weighted: column())
    }
    let all = [scores("A", 1, 0.5), scores("A", 2, 0.6), scores("B", 1, 0), scores("B", 2, 0)]
    return try RelaxationStudy(
      space: space,
      [("A", 1), ("A", 2), ("B", 1), ("B", 2)].map { try relaxation($0, seed: $1, peakBytes: $0 == "A" ? 1 << 20 : 2 << 20) },
      ranking: ranking ? try RelaxationRanking(nets, all) : nil,
      alone: [AloneGroup("A", .searched, Array(nets.prefix(3)), without: 0), AloneGroup("uniform", .random, nets, without: 0)],
      depth: depth, costReference: "A",
      claim: RelaxationStudy.Claim(text: "A has more", source: "made up", more: "A", fewer: "B", draws: 100))
  }

  private static func header(_ spec: String, peakBytes: Int) -> RunHeader {
    RunHeader(
      spec: spec,
      provenance: Provenance(
        commit: "x", dirty: false, compiler: "x", cpu: "x", kernels: "x", blasBuild: "x", blasCore: "x", blasThreads: 1, started: "x",
        expense: Expense(wallSeconds: 60, cpuSeconds: 60, peakBytes: peakBytes)))
  }
}
