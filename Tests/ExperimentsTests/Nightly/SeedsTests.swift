import Datasets
import Digests
import Experiments
import Fixtures
import FoundationEssentials
import Jobs
import Testing

/// Seeds of an experiment's file, moved together.
@Suite struct SeedsTests {
  private static let offset = NightHistory.stride

  private func plan(_ text: String, seedsMovedBy offset: Int) throws -> [Job] {
    try ExperimentKinds.house.experiment(reading: text, file: "a.yaml", seedsMovedBy: offset).reproduction(
      Surroundings(results: Results(try TemporaryFolder().path), environment: [:])
    ).plan().jobs
  }

  /// Images and nets stay, since a night that measured others would differ by them and not by what is watched.
  @Test func seedsOfTrainingMoveAndThoseOfSamplesStay() throws {
    let text = TinyExperiment.text
    let own = try ExperimentKinds.house.experiment(reading: text, file: "a.yaml", seedsMovedBy: Self.offset)
    let moved = try #require(own as? RankingExperiment)
    #expect(moved.supernets?.seeds == [Self.offset + 1, Self.offset + 2])
    #expect(moved.supernets?.pilotSeed == Self.offset + 100)
    #expect(moved.truth.seed == 1 && moved.data.split.seed == 3)
    var written = text
    for (old, new) in [
      ("seeds: [1, 2]", "seeds: [\(Self.offset + 1), \(Self.offset + 2)]"), ("pilotSeed: 100", "pilotSeed: \(Self.offset + 100)"),
    ] { written = written.replacing(old, with: new) }
    let byHand = try #require(try ExperimentKinds.house.experiment(reading: written, file: "a.yaml") as? RankingExperiment)
    #expect(moved == byHand)
  }

  @Test func jobsOfTwoNightsHaveNothingInCommonAndNoneMovesByNothing() throws {
    let plain = try plan(TinyExperiment.text, seedsMovedBy: 0).map(\.digest)
    let nights = try [1, 2].map { try plan(TinyExperiment.text, seedsMovedBy: $0 * Self.offset).map(\.digest) }
    #expect(nights.allSatisfy { $0.count == plain.count })
    #expect(Set(plain + nights[0] + nights[1]).count == 3 * plain.count)
    let fixed = try #require(try ExperimentKinds.house.experiment(reading: TinyExperiment.text, file: "a.yaml") as? RankingExperiment)
    let none = try ExperimentKinds.house.experiment(reading: TinyExperiment.text, file: "a.yaml", seedsMovedBy: 0)
    #expect(none as? RankingExperiment == fixed)
  }

  @Test func aSeedThatIsNoNumberIsRefusedInItsLine() throws {
    let text = TinyExperiment.text.replacing("pilotSeed: 100", with: "pilotSeed: many")
    let error = #expect(throws: ExperimentError.self) {
      try ExperimentKinds.house.experiment(reading: text, file: "a.yaml", seedsMovedBy: 5)
    }
    #expect(error?.description.contains("supernets.pilotSeed should be a whole number, is 'many'") == true, "\(String(describing: error))")
  }

  /// Whatever kind: a key with another word for a seed would stay behind.
  @Test func noOtherKeyOfAnyExperimentIsASeed() throws {
    let schema = try ExperimentKinds.house.schema().rendered()
    let keys = schema.split(separator: "\"").filter { $0.lowercased().contains("seed") }
    #expect(Set(keys.map(String.init)).isSubset(of: ["seed", "seeds", "pilotSeed"]), "\(Set(keys))")
  }

  /// Whoever adds a seed says on which side it is: the owners of `seed` in the schema are those of samples and those of training and searching.
  @Test func everyOwnerOfASeedIsOnOneSide() throws {
    guard case .object(let schema) = try ExperimentKinds.house.schema(), case .object(let types)? = schema["$defs"] else {
      Issue.record("the schema has no types")
      return
    }
    func hasSeed(_ value: JSONValue) -> Bool {
      switch value {
      case .object(let fields):
        if case .object(let properties)? = fields["properties"], properties["seed"] != nil { return true }
        return fields.contains { $0.key == "oneOf" && hasSeed($0.value) }
      case .array(let elements): return elements.contains(where: hasSeed)
      default: return false
      }
    }
    let owners = Set(types.filter { hasSeed($0.value) }.keys)
    let samples: Set = [
      "DataSource", "SplitSpec", "RankingExperiment.StandAlone", "RankingExperiment.Published",
      "RankingExperiment.Evaluation.Histogram", "RelaxationExperiment.Ranking", "RelaxationExperiment.RandomSearch",
    ]
    let moved: Set = [
      "RelaxationExperiment.Retraining", "SearchExperiment", "SearchExperiment.Pilots", "ShrinkingExperiment", "LiveSearchExperiment",
      "LiveSearchExperiment.Training", "TablesExperiment",
    ]
    #expect(owners == samples.union(moved), "\(owners.symmetricDifference(samples.union(moved)))")
  }

  /// Searches have a first seed, 0 where none is said: names of jobs are what they were.
  @Test func aSearchHasAFirstSeed() throws {
    let file = "\(Fixtures.root)/Benchmarks/watch/watched-search.yaml", text = try String(contentsOf: URL(filePath: file), encoding: .utf8)
    func jobs(_ text: String) throws -> [String] {
      try ExperimentKinds.house.experiment(reading: text, file: "a.yaml").reproduction(
        Surroundings(results: Results(try TemporaryFolder().path), environment: ["CONCORD_TABLES": Fixtures.root])
      ).plan().jobs.map(\.text)
    }
    let zero = try jobs(text), none = try jobs(text.replacing("seed: 0\n", with: "")),
      seven = try jobs(text.replacing("seed: 0\n", with: "seed: 7\n"))
    #expect(
      zero.count == 1 && zero == none && zero.allSatisfy { $0.contains("\"seed\":0") } && seven.allSatisfy { $0.contains("\"seed\":7") })
    let error = #expect(throws: ExperimentError.self) {
      try ExperimentKinds.house.experiment(reading: text.replacing("seed: 0\n", with: "seed: -1\n"), file: "a.yaml")
    }
    #expect(error?.description.contains("seed is -1, should be from 0") == true)
  }
}
