import Engine
import Fixtures
import FoundationEssentials
import Glibc
import Jobs
import Search
import Spaces
import Store
import Strategies
import Testing
import Training

@Suite struct ShrinkingSupernetTests {
  /// A step at 20, 30, … 90 passes until 8 codes are left; weights are kept at each.
  private static func spec(
    by score: ShrinkingStages.Score = .angle, replace: Int? = 5, _ options: Shrinking.Options = Self.options, most: Double? = nil
  ) throws -> SupernetSpec {
    var spec = try Samples.supernet(.spos(UniformSampling()))
    spec.snapshots = [0, 20, 30, 40, 50, 60, 70, 80]
    spec.shrinking = ShrinkingStages(
      by: score, first: 20, between: 10, replace: replace, most: most, images: score == .accuracy ? 40 : nil, options)
    return spec
  }

  /// Pools have room for all nets.
  private static let options = Shrinking.Options(drop: 2, pool: 1_000, draws: 20_000, codes: 8)

  private func run(_ spec: SupernetSpec) throws -> (run: SupernetRun, shrinking: SupernetRun.Shrinking) {
    let run = try SupernetRun(reading: try Samples.worker(try TemporaryFolder().path).run(spec))
    return (run, try #require(run.shrinking))
  }

  /// V of a net out of a file: what ends in weight of the stem, the head, the classifier and the candidates taken.
  private func vector(_ path: [Int], _ arrays: [NamedArray]) throws -> [Double] {
    let space = Samples.space, taken = ["stem", "head"] + zip(space.choices, path).map { "\($0.name)/\($0.candidates[$1].name)" }
    return arrays.filter { array in
      array.name == "classifier/weight" || array.name.hasSuffix("/weight") && taken.contains { array.name.hasPrefix("\($0)/") }
    }.flatMap { array -> [Double] in
      guard case .floats(let values) = array.values else { return [] }
      return values.map(Double.init)
    }
  }

  private func angle(_ path: [Int], _ start: [NamedArray], _ end: [NamedArray]) throws -> Double {
    let u = try vector(path, start), v = try vector(path, end)
    func product(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
    // The sine by Lagrange's identity in place of an arc cosine, whose digits small angles lose.
    let cosine = product(u, v), squares = product(u, u) * product(v, v)
    return atan2(max(0, squares - cosine * cosine).squareRoot(), cosine)
  }

  /// Brute force: every net that is left, its angle out of the weights of two snapshots, in Double, without tables and draws.
  @Test func whatGoesIsWhatAListOfAllNetsSays() throws {
    let (run, shrinking) = try run(try Self.spec()), space = Samples.space
    let weights = Dictionary(uniqueKeysWithValues: run.snapshots.map { ($0.passes, $0.parameters) })
    let nets = Array(try PathIndex(space).paths)
    var left = space.choices.map { Array($0.candidates.indices) }
    #expect(shrinking.steps.count >= 4)
    for step in shrinking.steps {
      let end = try #require(weights[step.passes]), start = try #require(weights[step.start])
      func kept(_ left: [[Int]]) -> [[Int]] { nets.filter { net in zip(left, net).allSatisfy { $0.contains($1) } } }
      let angles = try kept(left).map { ($0, try angle($0, start, end)) }
      var scores: [(choice: Int, candidate: Int, score: Double)] = []
      for (choice, own) in left.enumerated() where own.count > 1 {
        for candidate in own {
          let members = angles.filter { $0.0[choice] == candidate }.map(\.1)
          let score = members.isEmpty ? -Double.infinity : members.reduce(0, +) / Double(members.count),
            found = step.scores[choice][candidate]
          #expect(found == score || abs(found - score) < 1e-7, "\(step.passes) passes, \(choice):\(candidate): \(found), \(score)")
          scores.append((choice, candidate, score))
        }
      }
      let scored = step.scores.joined().count { !$0.isNaN }
      #expect(scored == scores.count, "what is gone or alone has no score")
      var gone = 0
      for own in scores.sorted(by: { $0.score < $1.score }) where gone < 2 && left[own.choice].count > 1 {
        var less = left
        less[own.choice].removeAll { $0 == own.candidate }
        if !kept(less).isEmpty { (left, gone) = (less, gone + 1) }
      }
      #expect(step.left == left, "\(step.passes) passes")
    }
    #expect(left == shrinking.left && left.allSatisfy { !$0.isEmpty } && left.reduce(1) { $0 * $1.count } <= 8)
  }

  @Test func stepsAreWhereTheyAreDeclaredAndTheStartIsReplacedOnce() throws {
    let (_, shrinking) = try run(try Self.spec())
    #expect(shrinking.steps.map(\.passes) == Array([20, 30, 40, 50, 60, 70, 80, 90].prefix(shrinking.steps.count)))
    // Six are gone behind the third step, which is the first time that there are more than five.
    #expect(shrinking.steps.map(\.start) == [0, 0, 0] + shrinking.steps.dropFirst(3).map { _ in 40 })
    #expect(shrinking.steps.last.map { $0.codes <= 8 } == true && shrinking.steps.dropLast().allSatisfy { $0.codes > 8 })
    #expect(try run(try Self.spec(replace: nil)).shrinking.steps.allSatisfy { $0.start == 0 })
    #expect(try run(try Self.spec(replace: 0)).shrinking.steps.map(\.start).prefix(3) == [0, 20, 20])
  }

  /// Frozen as idle weights are: no step after the one that took an operation moves it, and what is left moves.
  @Test func whatIsGoneIsTrainedNoMore() throws {
    let (run, shrinking) = try run(try Self.spec()), last = try #require(run.snapshots.last)
    var left = Samples.space.choices.map { Array($0.candidates.indices) }, compared = 0
    for step in shrinking.steps where step.passes < 90 {
      let then = try #require(run.snapshots.first { $0.passes == step.passes })
      for (choice, own) in Samples.space.choices.enumerated() {
        for candidate in left[choice] where !step.left[choice].contains(candidate) {
          let folder = "\(own.name)/\(own.candidates[candidate].name)/"
          for (before, after) in zip(then.parameters, last.parameters) where before.name.hasPrefix(folder) {
            #expect(before == after, "\(before.name)")
            compared += 1
          }
        }
      }
      left = step.left
    }
    let first = try #require(run.snapshots.first { $0.passes == 20 })
    #expect(compared > 0 && zip(first.parameters, last.parameters).contains { $0 != $1 })
  }

  @Test(arguments: ShrinkingStages.Score.allCases) func stoppedInAnyStageItEndsWithTheSameBits(score: ShrinkingStages.Score) throws {
    let spec = try Self.spec(by: score, Shrinking.Options(drop: 2, pool: 20, draws: 200, codes: 8))
    let whole = try Samples.finish(spec, in: try TemporaryFolder().path).file
    for steps in [1, 7, 29] {
      let folder = try TemporaryFolder(), (file, stops) = try Samples.finish(spec, in: folder.path, stoppingEvery: steps)
      #expect(stops > 0 && file.resultDigest == whole.resultDigest, "every \(steps) steps, \(stops) times")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder["supernet"]).count == 1)
    }
  }

  /// A second passes between any two looks, so that scoring is stopped in the middle of a step, too.
  @Test func stoppedWhileAStepScoresItGoesOnBehindWhatIsScored() throws {
    let spec = try Self.spec(by: .accuracy, Shrinking.Options(drop: 3, pool: 30, draws: 300, codes: 60))
    let whole = try Samples.finish(spec, in: try TemporaryFolder().path).file
    let folder = try TemporaryFolder(), files = Results(folder.path).files(of: try Job(spec))
    var isScored = false, file: RunFile?, sessions = 0
    while file == nil {
      sessions += 1
      try #require(sessions < 200, "a session gets further than the one before")
      do { file = try RunFile.read(try Samples.worker(folder.path, Countdown(60), LeapingClock()).run(spec)) } catch WorkError.interrupted {
        let state = try Checkpoint(reading: files.checkpoint).state
        isScored = isScored || state.contains(#""scored":{""#)
      }
    }
    #expect(isScored && file?.resultDigest == whole.resultDigest)
  }

  @Test func scoresDifferAndAnEqualSeedDrawsEqualNets() throws {
    let all = try ShrinkingStages.Score.allCases.map { try run(try Self.spec(by: $0)).shrinking }
    #expect(Set(all.map { $0.steps[0].scores.joined().map(\.bitPattern) }).count == all.count)
    #expect(try run(try Self.spec(by: .random)).shrinking.left == all.last?.left)
  }

  /// FairNAS's form: each choice loses its worst.
  @Test func everyChoiceLosesItsWorst() throws {
    let options = Shrinking.Options(drop: 1, per: .choice, pool: 1_000, draws: 20_000, codes: 64)
    let (_, shrinking) = try run(try Self.spec(options))
    let first = try #require(shrinking.steps.first)
    #expect(first.left.allSatisfy { $0.count == 2 } && first.codes == 64 && shrinking.steps.count == 1)
    for (scores, left) in zip(first.scores, first.left) {
      #expect(scores.indices.filter { !left.contains($0) } == [scores.indices.min { scores[$0] < scores[$1] } ?? -1])
    }
  }

  @Test func whatNoTrainingCanDoIsNamed() throws {
    func said(_ change: (inout SupernetSpec) throws -> Void) throws -> String {
      var spec = try Self.spec()
      try change(&spec)
      let error = #expect(throws: WorkError.self) { try Samples.worker(try TemporaryFolder().path).run(spec) }
      return error?.description ?? ""
    }
    #expect(try said { $0.shrinking?.first = 0 }.contains("shrinking.first: is 0, should be from 1 to the 90 passes"))
    #expect(try said { $0.shrinking?.first = 91 }.contains("shrinking.first: is 91"))
    #expect(try said { $0.shrinking?.between = 0 }.contains("shrinking.between: is 0"))
    #expect(try said { $0.shrinking?.options.codes = 729 }.contains("729 are not fewer than small has"))
    #expect(try said { $0.shrinking?.images = 40 }.contains("stands beside angle, which looks at none"))
    #expect(
      try said { $0.shrinking?.most = 1 }.contains("shrinking: ") && said { $0.shrinking?.replace = -1 }.contains("shrinking.replace"))
    #expect(try said { $0.strategy = .strictFairness(StrictFairness()) }.contains("takes a pass a candidate"))
  }

  /// A spec without stages has the digest that it had before there were any, and one with them reads back.
  @Test func stagesStandInASpecWhereTheyAreSaid() throws {
    let plain = try Job(try Samples.supernet()).text, spec = try Self.spec(most: 1e9), text = try Job(spec).text
    #expect(!plain.contains("shrinking") && text.contains(#""shrinking":{"between":10,"by":"angle","codes":8,"draws":20000,"drop":2,"#))
    #expect(try JobKinds.house.job(reading: text).spec as? SupernetSpec == spec)
  }

  /// A search on what is left proposes nothing else, whatever it is.
  @Test func aSearchKeepsToWhatIsLeft() throws {
    let folder = try TemporaryFolder(), spec = try Self.spec(Shrinking.Options(drop: 2, pool: 50, draws: 500, codes: 200))
    let supernet = try SupernetRun(reading: try Samples.worker(folder.path).run(spec)), left = try #require(supernet.shrinking).left
    let score = SearchSpec.Source.supernet(try JobReference(spec), passes: 90, policy: .recalibrated(images: 40))
    let search = SearchSpec(
      space: Samples.space, aims: [SearchSpec.Aim(Objective("accuracy", unit: "%", .maximize), score)], left: left,
      algorithm: .evolution(Evolution.Options()), evaluations: 30)
    let run = try SearchRun(reading: try Samples.worker(folder.path).run(search))
    for text in run.architectures {
      let path = try #require(try Samples.space.architecture(text).path)
      #expect(zip(left, path).allSatisfy { $0.contains($1) }, "\(text)")
    }
    #expect(run.architectures.count > 5)
    for wrong in [[[0]], left.map { _ in [] }, left.map { _ in [1, 0] }, left.map { _ in [3] }] {
      var other = search
      other.left = wrong
      let error = #expect(throws: WorkError.self) { try Samples.worker(folder.path).run(other) }
      #expect(error?.description.contains("left: should name candidates of each choice of small, rising") == true)
    }
  }
}
