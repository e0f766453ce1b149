import Digests
import Fixtures
import Store
import Testing

@Suite struct StoredRunTests {
  @Test func everyKindIsReadBackAsItWasWritten() throws {
    let folder = try TemporaryFolder()
    try Samples.supernet.write(to: folder["a.h5"])
    try Samples.evaluation.write(to: folder["b.h5"])
    try Samples.standAlone.write(to: folder["c.h5"])
    try Samples.relaxation.write(to: folder["d.h5"])
    try Samples.search.write(to: folder["e.h5"])
    try Samples.angles.write(to: folder["f.h5"])
    #expect(try AngleRun(reading: folder["f.h5"]) == Samples.angles)
    try Samples.proxies.write(to: folder["g.h5"])
    #expect(try ProxyRun(reading: folder["g.h5"]) == Samples.proxies)
    #expect(try SearchRun(reading: folder["e.h5"]) == Samples.search)
    #expect(try RelaxationRun(reading: folder["d.h5"]) == Samples.relaxation)
    #expect(try SupernetRun(reading: folder["a.h5"]) == Samples.supernet)
    #expect(try EvaluationRun(reading: folder["b.h5"]) == Samples.evaluation)
    #expect(try StandAloneRun(reading: folder["c.h5"]) == Samples.standAlone)
  }

  @Test func whatWeighsCandidatesIsKeptWhereARelaxedSupernetWasScored() throws {
    let folder = try TemporaryFolder(), plain = Samples.evaluation
    let relaxed = EvaluationRun(
      header: plain.header, space: plain.space, strategy: plain.strategy, seed: plain.seed, supernet: plain.supernet, weighting: "mixture",
      passes: plain.passes, policy: plain.policy, architectures: plain.architectures, scores: plain.scores, loss: plain.loss)
    try relaxed.write(to: folder["a.h5"])
    let again = try EvaluationRun(reading: folder["a.h5"])
    #expect(again == relaxed && again.weighting == "mixture" && again != plain)
    #expect(plain.arrays.allSatisfy { $0.name != "supernet/weighting" })
  }

  @Test func whatWentInStagesIsKeptWhereASpaceShrank() throws {
    let folder = try TemporaryFolder(), plain = Samples.supernet
    let steps = [
      SupernetRun.Shrinking.Step(passes: 20, start: 0, scores: [[0.5, 0.25, -.infinity], [0.5, 1]], left: [[0, 1], [0, 1]]),
      SupernetRun.Shrinking.Step(passes: 30, start: 20, scores: [[0.75, 0.125, .nan], [0.5, 1]], left: [[0], [0, 1]]),
    ]
    let shrunk = SupernetRun(
      header: plain.header, space: plain.space, strategy: plain.strategy, seed: plain.seed, history: plain.history, probes: plain.probes,
      snapshots: plain.snapshots,
      shrinking: SupernetRun.Shrinking(choices: ["a", "b"], candidates: [["x", "y", "z"], ["x", "y"]], steps: steps))
    try shrunk.write(to: folder["a.h5"])
    let file = try RunFile.read(folder["a.h5"]), again = try #require(try SupernetRun(file, from: folder["a.h5"]).shrinking)
    #expect(again.left == [[0], [0, 1]] && again.steps.map(\.left) == steps.map(\.left) && again.steps.map(\.codes) == [4, 2])
    #expect(
      again.steps.map(\.start) == [0, 20] && again.steps.map(\.passes) == [20, 30] && again.candidates == [["x", "y", "z"], ["x", "y"]])
    #expect(again.steps.map { $0.scores.joined().map(\.bitPattern) } == steps.map { $0.scores.joined().map(\.bitPattern) })
    #expect(file.arrays.first { $0.name == "shrinking/dropped" }?.values == .integers([-1, 1, 0, -1, -1]))
    #expect(plain.arrays.allSatisfy { !$0.name.hasPrefix("shrinking/") && $0.name != "choices" })
    let wrong = file.arrays.map { array in
      array.name == "shrinking/dropped" ? NamedArray(array.name, .integers([-1, 2, 0, -1, -1]), "") : array
    }
    try RunFile(kind: "supernet", schema: 2, header: plain.header, arrays: wrong).write(to: folder["b.h5"])
    #expect(throws: StoreError.damaged(path: folder["b.h5"], what: "shrinking/dropped, which names no step")) {
      try SupernetRun(reading: folder["b.h5"])
    }
  }

  @Test func anotherKindOrSchemaIsRefusedByName() throws {
    let folder = try TemporaryFolder(), path = folder["a.h5"]
    try Samples.supernet.write(to: path)
    #expect(throws: StoreError.wrongKind(path: path, found: "supernet", expected: "evaluation")) { try EvaluationRun(reading: path) }
    let later = RunFile(kind: "supernet", schema: 3, header: Samples.header, arrays: Samples.supernet.arrays)
    try later.write(to: path)
    #expect(throws: StoreError.wrongSchema(path: path, kind: "supernet", found: 3, expected: 2)) { try SupernetRun(reading: path) }
  }

  @Test func eachArrayThatIsAbsentIsNamed() throws {
    let folder = try TemporaryFolder(), path = folder["a.h5"]
    let runs: [any StoredRun] = [
      Samples.evaluation, Samples.standAlone, Samples.supernet, Samples.relaxation, Samples.search, Samples.angles, Samples.proxies,
    ]
    for run in runs.map(\.runFile) {
      for array in run.arrays where !array.name.contains("/parameters") && !array.name.contains("/statistics") {
        if array.name.hasPrefix("parameters/") || array.name.hasPrefix("statistics/") { continue }
        try RunFile(kind: run.kind, schema: run.schema, header: run.header, arrays: run.arrays.filter { $0 != array }).write(to: path)
        #expect(throws: StoreError.missingArray(path: path, name: array.name)) {
          switch run.kind {
          case "evaluation": _ = try EvaluationRun(reading: path)
          case "supernet": _ = try SupernetRun(reading: path)
          case "relaxation": _ = try RelaxationRun(reading: path)
          case "search": _ = try SearchRun(reading: path)
          case "angles": _ = try AngleRun(reading: path)
          case "proxies": _ = try ProxyRun(reading: path)
          default: _ = try StandAloneRun(reading: path)
          }
        }
      }
    }
  }

  @Test func aSearchsBestIsTheFirstOfEqualsAndNeverADivergedNet() {
    func run(_ scores: [Double], _ direction: SearchRun.Objective.Direction) -> SearchRun {
      SearchRun(
        header: Samples.header, space: Samples.space, algorithm: "", objectives: [.init(name: "x", unit: "", direction: direction)],
        architectures: ["a", "b", "c", "d"], scores: scores.map { [$0] }, seeds: [0, 1], orders: [[3, 2, 1, 0], []], evaluations: 4)
    }
    #expect(run([1, 3, 3, .nan], .maximize).best(0) == "c" && run([1, 3, 3, .nan], .minimize).best(0) == "a")
    #expect(run([.nan, .nan, .nan, .nan], .maximize).best(0) == "d" && run([1, 2, 3, 4], .maximize).best(1) == nil)
  }

  @Test func aSearchThatNamesNoNetOrOneTwiceIsDamaged() throws {
    let folder = try TemporaryFolder(), path = folder["a.h5"], run = Samples.search.runFile
    for rows in [[0, 2, 3, 1, -1, -1], [0, 2, 0, 1, -1, -1], [0, 2, -2, 1, -1, -1], [0, 2, 1, -1, 1, 2]] {
      let arrays = run.arrays.map {
        $0.name == "searches/evaluated" ? NamedArray($0.name, shape: [2, 3], .integers(rows)) : $0
      }
      try RunFile(kind: run.kind, schema: run.schema, header: run.header, arrays: arrays).write(to: path)
      let error = #expect(throws: StoreError.self) { try SearchRun(reading: path) }
      guard case .damaged = error else { Issue.record("\(rows): \(String(describing: error))"); return }
    }
  }

  @Test func anglesWhoseCandidatesAreMiscountedAreDamaged() throws {
    let folder = try TemporaryFolder(), path = folder["a.h5"], run = Samples.angles.runFile
    for counts in [[2, 2], [3, 0], [1, 1]] {
      let arrays = run.arrays.map { $0.name == "candidates/counts" ? NamedArray($0.name, .integers(counts)) : $0 }
      try RunFile(kind: run.kind, schema: run.schema, header: run.header, arrays: arrays).write(to: path)
      #expect(throws: StoreError.damaged(path: path, what: "candidates/counts, which do not count candidates/names")) {
        try AngleRun(reading: path)
      }
    }
  }

  @Test func columnsOfUnequalLengthAreNamed() throws {
    let folder = try TemporaryFolder(), path = folder["a.h5"], run = Samples.evaluation.runFile
    let arrays = run.arrays.map { $0.name == "scores/loss" ? NamedArray("scores/loss", .doubles([1])) : $0 }
    try RunFile(kind: run.kind, schema: 2, header: run.header, arrays: arrays).write(to: path)
    #expect(throws: StoreError.wrongArray(path: path, name: "scores/loss", found: "float64 [1]", expected: "float64 [3]")) {
      try EvaluationRun(reading: path)
    }
  }

  @Test func accuraciesThatAreNotTheCountsAreRefused() throws {
    let folder = try TemporaryFolder(), path = folder["a.h5"], run = Samples.evaluation.runFile
    let arrays = run.arrays.map { $0.name == "scores/accuracy" ? NamedArray("scores/accuracy", .doubles([0.99, 0.5, 0.5])) : $0 }
    try RunFile(kind: run.kind, schema: 2, header: run.header, arrays: arrays).write(to: path)
    #expect(throws: StoreError.damaged(path: path, what: "scores/accuracy, which is not the sums over images")) {
      try EvaluationRun(reading: path)
    }
  }

  @Test func timesDoNotChangeTheResultDigest() {
    let run = Samples.standAlone
    let slower = run.history.map {
      Epoch(
        passes: $0.passes, updates: $0.updates, images: $0.images, loss: $0.loss, learningRate: $0.learningRate,
        validationScore: $0.validationScore, cpuSeconds: $0.cpuSeconds * 2)
    }
    let again = StandAloneRun(
      header: run.header, space: run.space, architecture: run.architecture, seed: run.seed, history: slower, validation: run.validation,
      test: run.test, diverged: run.diverged, parameters: run.parameters, statistics: run.statistics)
    #expect(again.runFile.resultDigest == run.runFile.resultDigest)
    #expect(again.runFile.contentDigest != run.runFile.contentDigest)
  }

  @Test func accuracyCountsAllBlocks() {
    #expect(BlockScores(correct: [1, 2, 1], images: [2, 4, 2]).mean == 0.5)
  }
}
