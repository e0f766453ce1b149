import Analysis
import FoundationEssentials
import Reporting
import SimulatedStudies
import Testing

@Suite struct RelaxationWeightFiguresTests {
  private let simulated = SimulatedWeights()

  private func figure(_ name: String, of study: RelaxationStudy) throws -> Figure {
    try #require(try RelaxationFigures(study).drawings.map { try $0.figure() }.first { $0.name == name })
  }

  private static let labels = [
    "DARTS", "DARTS, second order", "FairDARTS", "PC-DARTS", "P-DARTS", "Noisy DARTS, 0.2", "FairDARTS, single level",
  ]

  /// Seven methods of two seeds, every other one with weights that do not compete.
  private func many() throws -> RelaxationStudy {
    let searches = try (1...7).flatMap { method in
      try (1...2).map { seed in
        try simulated.drifting(
          Self.labels[method - 1], seed: seed, epochs: 30, competing: method % 2 == 1,
          alone: [SimulatedWeights.net(0.7 + 0.01 * Double(method), macs: 1_000_000 * method)])
      }
    }
    return try RelaxationStudy(space: simulated.space, searches, claim: SimulatedWeights.claim)
  }

  @Test func ridgesPoolSeedsAtEpochsFromFirstToLast() throws {
    let own = try figure("weight-ridges", of: try simulated.study(seeds: 2))
    #expect(own.script.contains("('0' 1, '1' 0)") && !own.script.contains("kept from here on"))
    let ridges = try figure("weight-ridges", of: try many())
    #expect(ridges.script.contains("('0' 7, '4' 6, '9' 5, '13' 4, '17' 3, '21' 2, '26' 1, '30' 0)"))
    #expect(ridges.script.split(separator: "set arrow from 0.85, graph 0").count == 4)
  }

  @Test func trajectoriesAreOfTheEdgeThatSkipsMost() throws {
    let own = try figure("weight-trajectories", of: try simulated.study(seeds: 2))
    #expect(own.caption.contains("from state 0 to 2 of the normal cell, on which A gives skips"))
    #expect(own.data.contains("# A, skip_connect\n# epoch\tmean\tseed 1\tseed 2\n0.0\t0.5\t0.5\t0.5\n1.0\t0.8\t0.8\t0.8\n"))
    #expect(own.data.contains("# B, skip_connect\n# epoch\tmean\tseed 1\tseed 2\n0.0\t0.5\t0.5\t0.5\n1.0\t0.2\t0.2\t0.2\n"))
  }

  @Test func productsAreSaidToBeSuch() throws {
    let search = try simulated.relaxation("P", seed: 1, skips: 0.8, edges: true, algorithm: .partialDARTS)
    let study = try RelaxationStudy(space: simulated.space, [search], claim: SimulatedWeights.claim)
    for name in ["weight-ridges", "weight-trajectories"] {
      #expect(try figure(name, of: study).caption.hasSuffix("Weights of P are products with those of their edges."))
      #expect(!(try figure(name, of: simulated.study(seeds: 1)).caption.contains("products")))
    }
  }

  @Test func whatAnEarlierStageTookAwayIsLeftOut() throws {
    let search = try simulated.relaxation("P", seed: 1, skips: 1), claim = SimulatedWeights.claim
    let ridges = try figure("weight-ridges", of: try RelaxationStudy(space: simulated.space, [search], claim: claim))
    let last = try #require(ridges.data.split(separator: "\n\n\n").first { $0.hasPrefix("# P, epoch 1\n") })
    // 14 of 42 weights are 1, 14 each .4 and .6; the 14 others of the normal cell's edges are 0.
    let heights = last.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap { Double($0.split(separator: "\t")[2]) }
    #expect(heights.count { abs($0 - 2.4 * (1.0 / 3).squareRoot()) < 1e-9 } == 6 && !heights.contains { $0 > 1.4 })
  }

  @Test func sevenMethodsFitAPage() async throws {
    let kept = ProcessInfo.processInfo.environment["CONCORD_FIGURES"]
    for figure in try RelaxationFigures(try many()).drawings.map({ try $0.figure() }) {
      #expect(figure.size.width <= 17.8 && figure.size.height < 24, "\(figure.name) is \(figure.size.height) cm high")
      // To look at them: CONCORD_FIGURES=folder.
      if let kept { try await Gnuplot().draw(figure, in: "\(kept)/seven", formats: [.png]) }
    }
  }
}
