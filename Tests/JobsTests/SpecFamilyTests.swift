import Jobs
import Spaces
import Testing
import Training

/// Jobs made together are those made one by one, to the last character of their texts.
@Suite struct SpecFamilyTests {
  private static func jobs(_ specs: [StandAloneSpec]) throws -> [Job] {
    try Job.all(specs, varying: \.architecture, \.seed) { "\($0.architecture), seed \($0.seed)" }
  }

  private static func check(_ specs: [StandAloneSpec]) throws {
    let together = try jobs(specs), alone = try specs.map { try Job($0) }
    #expect(together.map(\.text) == alone.map(\.text) && together == alone && together.map(\.digest) == alone.map(\.digest))
    #expect(together.map(\.label) == specs.map { "\($0.architecture), seed \($0.seed)" })
    #expect(together.map { $0.spec as? StandAloneSpec } == specs)
  }

  @Test func netsAndSeedsAloneDiffer() throws {
    let first = try Samples.standAlone(passes: 2)
    try Self.check(
      ["121020", "222222", "", "a b/c~|+,;"].flatMap { net in
        [0, 1, -1, .max, .min].map { seed in
          var spec = first
          (spec.architecture, spec.seed) = (net, seed)
          return spec
        }
      })
  }

  /// Of many, hashed on several threads, each has its own digest.
  @Test func manyAreHashedInTheirOrder() throws {
    let first = try Samples.standAlone(passes: 2)
    let specs = (0..<1_500).map { seed in
      var spec = first
      spec.seed = seed
      return spec
    }
    let jobs = try Self.jobs(specs)
    #expect(jobs.count == 1_500 && Set(jobs.map(\.digest)).count == 1_500)
    for place in [0, 511, 512, 1_023, 1_024, 1_499] { #expect(jobs[place].digest == (try Job(specs[place]).digest), "\(place)") }
  }

  /// What needs an escape, a marker's own text and number, and specs that differ in another field begin no wrong text.
  @Test func whatAFamilyCannotSayIsWrittenByTheEncoder() throws {
    let first = try Samples.standAlone(passes: 2)
    var specs: [StandAloneSpec] = []
    for (net, seed, passes) in [
      ("a\"b", 1, 2), ("a\\b", 2, 2), ("größer", 3, 2), ("\n", 4, 2), ("plain", 5, 2), ("plain", 5, 3), ("other", 5, 3), ("other", 6, 2),
      ("the text in which a family differs", 7, 2), ("x", -4_611_686_018_427_387_001, 2), ("x", 1, -4_611_686_018_427_387_001),
      ("y", 2, -4_611_686_018_427_387_001),
    ] {
      var spec = first
      (spec.architecture, spec.seed, spec.passes) = (net, seed, passes)
      specs.append(spec)
    }
    try Self.check(specs)
    specs[3].space.name = "the text in which a family differs"
    try Self.check(specs)
  }
}
