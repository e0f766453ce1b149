import Analysis
import Digests
import Spaces
import Store
import Testing

@Suite struct AngleRunTests {
  private static let space = Space.nasBenchMacro(
    input: ImageShape(height: 8, width: 8, channels: 1), classes: 4, stem: 4, widths: [8], depths: [3], head: 16)

  /// Sums that tell every candidate from every other.
  private static func run(seed: Int = 1, in space: Space = space) -> AngleRun {
    AngleRun(
      header: RunHeader(
        spec: "{}",
        provenance: Provenance(
          commit: "x", dirty: false, compiler: "x", cpu: "x", kernels: "x", blasBuild: "x", blasCore: "x", blasThreads: 1, started: "x",
          expense: .none)), space: SpaceLabel(name: "x", digest: Digest(of: "x".utf8)), strategy: "spos", seed: seed,
      supernet: Digest(of: "s".utf8), passes: 90, choices: space.choices.map(\.name),
      candidates: space.choices.map { $0.candidates.map(\.name) },
      fixed: [4, 5, 1],
      sums: space.choices.indices.map { choice in
        (0..<3).map { candidate in
          let size = Double(candidate * (choice + 1))
          return [size, size + 1, 0.1 * size + Double(seed)]
        }
      })
  }

  @Test func aNetsAngleIsThatOfItsSums() throws {
    let run = Self.run(), angles = try run.angles(of: ["012", "210", "222"], in: Self.space)
    // 4 + 0 + 2 + 6, 5 + 1 + 3 + 7, and what moved: 1 + (0 + 1) + (0.2 + 1) + (0.6 + 1).
    let angle = try #require(angles["012"])
    #expect(abs(angle - AngleTable.Sums(start: 12, end: 16, moved: 4.8).angle) < 1e-14 && Set(angles.values).count == 3)
    #expect(run.table.sums(of: [0, 1, 2]).magnitude == 4)
  }

  /// Codes of one network run other weights: layers 2 and 3 of "012" and of "021" are not the same.
  @Test func codesOfOneNetworkHaveAnglesOfTheirOwn() throws {
    let space = Self.space
    #expect(space.text(of: space.canonical(try space.architecture("201"))) == "210")
    let angles = try Self.run().angles(of: ["201", "210"], in: space)
    #expect(angles["201"] != angles["210"])
  }

  @Test func predictionsStandByRisingSeed() throws {
    let own = try NetPredictions(angles: [Self.run(seed: 3), Self.run(seed: 1)], of: "SPOS", nets: ["012", "222"], in: Self.space)
    #expect(own.name == "angle of SPOS" && own.seeds == [1, 3])
    #expect(own.scores == (try [1, 3].map { try Self.run(seed: $0).angles(of: ["012", "222"], in: Self.space) }))
  }

  @Test func anotherSpaceAndWhatIsNoPathAreNamed() {
    #expect(throws: AnalysisError.self) { try Self.run().angles(of: ["01230123"], in: .nasBenchMacro()) }
    #expect(throws: AnalysisError.self) { try Self.run().angles(of: ["01"], in: Self.space) }
  }
}
