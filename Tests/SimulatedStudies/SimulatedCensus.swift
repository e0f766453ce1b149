package import Analysis
import Digests
package import Spaces
import Store
import Streams

/// Scores of all distinct nets of a space under supernets that know their published accuracies up to noise.
package struct SimulatedCensus {
  package let space: Space
  /// Canonical texts in order.
  package let texts: [String]
  package var evaluations: [PopulationScores] = []

  /// NAS-Bench-Macro with two stages of two layers: 81 nets.
  package static var small: Space {
    .nasBenchMacro(input: ImageShape(height: 8, width: 8, channels: 1), classes: 4, stem: 4, widths: [8, 8], depths: [2, 2], head: 16)
  }

  /// A table in NAS-Bench-Macro's layout of all codes of a space: deeper nets are better, three runs differ by half a point.
  package static func table(of space: Space, change: (String, inout String) -> Void = { _, _ in }) throws -> String {
    let costs = CostTable(space)
    var codes: [[Int]] = [[]]
    for choice in space.choices { codes = codes.flatMap { code in choice.candidates.indices.map { code + [$0] } } }
    let records = try codes.map { code in
      let architecture = Architecture(path: code), cost = costs.cost(of: architecture), text = space.text(of: architecture)
      let net = space.text(of: space.canonical(architecture))
      var random = RandomStream(seed: 5, net)
      let middle = 60 + 5 * Double(space.depth(of: try space.architecture(net))) + random.normal()
      let runs = (0..<3).map { _ in middle + 0.5 * random.normal() }
      var record = "{\"test_acc\": \(runs), \"params\": \(cost.parameters), \"flops\": \(cost.macs)}"
      change(text, &record)
      return "\"\(text)\": \(record)"
    }
    return "{\(records.joined(separator: ", "))}"
  }

  /// - Parameters:
  ///   - table: read for the space.
  ///   - noise: of a supernet's scores in points of accuracy, by strategy.
  package init(_ space: Space, table: PublishedTable, noise: [(String, Double)], seeds: Int = 3) throws {
    self.space = space
    texts = try PathIndex(space).paths.map { space.text(of: Architecture(path: $0)) }
    let label = SpaceLabel(name: space.name, digest: try space.digest())
    for (strategy, noise) in noise {
      for seed in 1...seeds {
        var random = RandomStream(seed: UInt64(seed), strategy)
        let counts = texts.map { text in
          let runs = table.runs[text] ?? [], mean = runs.reduce(0, +) / Double(runs.count)
          let correct = Int(max(0, (mean + noise * random.normal()) * 5))
          return BlockScores(
            correct: (0..<10).map { correct / 10 + ($0 < correct % 10 ? 1 : 0) }, images: [Int](repeating: 50, count: 10))
        }
        let inclusion = [Double](repeating: 1, count: texts.count)
        let run = EvaluationRun(
          header: SimulatedRuns.header("\(strategy) \(seed)"), space: label, strategy: strategy, seed: seed,
          supernet: Digest(of: "\(strategy) \(seed)".utf8), passes: 300, policy: SimulatedRuns.policy,
          architectures: texts, scores: counts, loss: [Double](repeating: 1, count: texts.count))
        evaluations.append(PopulationScores(strategy, population: "design", inclusion: inclusion, run))
      }
    }
  }

  package func study(_ table: PublishedTable, k: Int = 10) throws -> RankingStudy {
    let primary = Primary(
      policy: SimulatedRuns.policy,
      claims: [.init(text: "the second ranks better", source: "made", first: evaluations[evaluations.count - 1].label, second: "SPOS")],
      k: k, draws: 200)
    return try RankingStudy(space: space, truth: .published(table, nets: texts), evaluations: evaluations, supernets: [], primary: primary)
  }
}
