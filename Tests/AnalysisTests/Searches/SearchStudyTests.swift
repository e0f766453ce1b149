import Analysis
import Digests
import Spaces
import Statistics
import Store
import Testing

@Suite struct SearchStudyTests {
  private let space = Space.darts(.s2, channels: 2, cells: 3, input: ImageShape(height: 8, width: 8, channels: 1), classes: 4)

  /// A made-up search whose normal cell prefers skips to this degree at its end.
  private func search(_ label: String, seed: Int, skips: Double, alone: [Double?] = [0.7, 0.6]) throws -> SearchStudy.Search {
    let provenance = Provenance(
      commit: "x", dirty: false, compiler: "x", cpu: "x", kernels: "x", blasBuild: "x", blasCore: "x", blasThreads: 1, started: "x",
      expense: Expense(wallSeconds: 1, cpuSeconds: 60, peakBytes: 1 << 20))
    func weights(_ skip: Double) -> [[Double]] {
      space.choices.map { choice in
        let own = choice.name.hasPrefix("normal") ? skip : 0.4
        return choice.candidates.map { $0.name == "skip_connect" ? own : 1 - own }
      }
    }
    let all = [weights(0.5), weights(skips)], rule = Discretisation.topTwo
    let genotype = try rule.genotype(weights: all[1], of: space)
    let run = SearchRun(
      header: RunHeader(spec: "{\"seed\":\(seed)}", provenance: provenance),
      space: SpaceLabel(name: space.name, digest: Digest(of: "space".utf8)), strategy: label, seed: seed,
      history: [
        Epoch(passes: 3, updates: 3, images: 60, loss: 1, learningRate: 0.1, validationAccuracy: 0.5, cpuSeconds: 1)
      ], choices: space.choices.map(\.name), candidates: space.choices.map { $0.candidates.map(\.name) }, weights: all,
      genotype: genotype.description, mix: 0.9, operations: 0.6,
      chosen: SearchRun.Cut(architecture: space.text(of: try space.architecture(genotype)), keep: 0.3, one: 0.25),
      random: [SearchRun.Cut(architecture: space.text(of: try space.architecture(genotype)), keep: 0.35, one: 0.3)], parameters: [],
      statistics: [])
    return SearchStudy.Search(run: run, rule: rule, alone: alone)
  }

  private func study(seeds: Int) throws -> SearchStudy {
    let searches =
      try (1...seeds).map { try search("A", seed: $0, skips: 0.8) } + (1...seeds).map { try search("B", seed: $0, skips: 0.2) }
    return try SearchStudy(
      space: space, searches, claim: SearchStudy.Claim(text: "A has more", source: "made up", more: "A", fewer: "B", draws: 200))
  }

  @Test func skipsAreThoseOfTheRuleAtEveryEpoch() throws {
    let study = try study(seeds: 5), a = study.groups[0].rows[0], b = study.groups[1].rows[0]
    #expect(study.groups.map(\.label) == ["A", "B"] && a.normal.kept == [8, 8] && b.normal.kept == [8, 8])
    #expect(a.normal.last.skips == 8 && b.normal.last.skips == 0 && a.reduce.last.skips == 0)
    let dominant = a.dominant(.normal, choices: study.choices, candidates: study.candidates)
    #expect(dominant.map(\.name) == ["skip_connect", "sep_conv_3x3"] && dominant[0].edges == [14, 14] && dominant[1].edges == [0, 0])
    #expect(abs(a.distance - (14 * 0.2 + 14 * 0.4) / 28) < 1e-12 && abs(a.margin - (14 * 0.6 + 14 * 0.2) / 28) < 1e-12)
  }

  @Test func fiveSeedsDecideAndThreeDescribe() throws {
    let five = try #require(try study(seeds: 5).decision), three = try #require(try study(seeds: 3).decision)
    #expect(five.finding == .supported && five.reason.contains("two-sided p 0.008"))
    #expect(three.finding == .inconclusive && three.reason.contains("a claim needs 5 seeds"))
    let searches = try (1...5).map { try search("A", seed: $0, skips: 0.2) } + (1...5).map { try search("B", seed: $0, skips: 0.8) }
    let claim = SearchStudy.Claim(text: "A has more", source: "made up", more: "A", fewer: "B", draws: 200)
    #expect(try SearchStudy(space: space, searches, claim: claim).decision?.finding == .contradicted)
  }

  @Test func theGapIsTakenApart() throws {
    let gap = try study(seeds: 5).groups[0].gap
    #expect(abs((gap.gap.value?.value ?? 0) - 0.65) < 1e-12 && abs((gap.prunedOperations.value?.value ?? 0) - 0.3) < 1e-12)
    #expect(abs((gap.recovered.value?.value ?? 0) - 0.45) < 1e-12 && abs((gap.beyondRandom.value?.value ?? 0) - 0.05) < 1e-12)
  }
}
