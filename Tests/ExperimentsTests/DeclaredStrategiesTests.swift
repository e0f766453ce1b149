import Engine
import Experiments
import Fixtures
import FoundationEssentials
import Reporting
import Testing
import Training

/// What the committed experiments have in common, whatever they ask.
@Suite struct DeclaredStrategiesTests {
  private func experiments(_ profile: String) throws -> [(file: String, own: any Experiment)] {
    let folder = "\(Fixtures.root)/Benchmarks/\(profile)"
    return try FileManager.default.contentsOfDirectory(atPath: folder).sorted().filter { $0.hasSuffix(".yaml") }.map { file in
      let text = String(decoding: try Data(contentsOf: URL(filePath: "\(folder)/\(file)")), as: UTF8.self)
      return ("\(profile)/\(file)", try ExperimentKinds.house.experiment(reading: text, file: file))
    }
  }

  private func supernets(_ own: any Experiment) -> RankingExperiment.Supernets? {
    if case .own(let ranking)? = (own as? LiveSearchExperiment)?.ranking { return ranking.supernets }
    return (own as? RankingExperiment)?.supernets
  }

  /// A strategy or method that two experiments name looks the same in the figures of both.
  @Test func aNameHasOneLookInAllReports() throws {
    var looks: [String: Set<Int>] = [:], reports: [String: Int] = [:]
    for own in try DeclaredExperiment.profiles.flatMap(experiments).map(\.own) {
      let labels = supernets(own)?.strategies.map(\.label) ?? (own as? RelaxationExperiment)?.relaxation.methods.map(\.label) ?? []
      let drawn = Looks(of: labels)
      #expect(Set(labels.map { drawn[$0] }).count == labels.count, "\(own.name)")
      guard labels.count > 1 else { continue }
      for label in labels {
        looks[label, default: []].insert(drawn[label])
        reports[label, default: 0] += 1
      }
    }
    #expect(reports.count { $0.value > 1 } >= 10)
    for (label, own) in looks { #expect(own.count == 1, "\(label)") }
  }

  /// Protocol, section 3: where a learning rate is chosen, it is from a grid that is extended, by shorter pilots, and gradients are clipped.
  @Test(arguments: ["laptop", "nightly", "paper"]) func learningRatesAreChosenFromGridsThatAreExtended(_ profile: String) throws {
    let all = try experiments(profile).compactMap { file, own in supernets(own).map { (file, $0) } }
    #expect(all.count >= 2)
    for (file, own) in all where !own.rates.isEmpty {
      #expect(own.extensions == 4 && own.pilotShare == 0.25, "\(file)")
      #expect(own.rates.contains { $0 > 1 } && own.rates.contains { $0 < 1 }, "\(file)")
      #expect(own.recipe.optimizer.clipping != .none, "\(file)")
    }
    if profile == "paper" { for (file, own) in all { #expect(!own.rates.isEmpty, "\(file)") } }
  }
}
