import Datasets
import Engine
import Fixtures
import FoundationEssentials
import Networks
import Spaces
import Testing
import Training

@Suite struct FeatureSimilarityTests {
  private struct Golden: Decodable {
    let images: Int, positions: Int, channels: Int, maps: [Maps], cosines: [[Double]]
    struct Maps: Decodable { let a: Int, b: Int, silent: Bool }
  }

  @Test func cosinesAreNumpys() throws {
    let golden = try JSONDecoder().decode(Golden.self, from: try Fixtures.golden("training/similarity.json"))
    let count = golden.images * golden.positions * golden.channels
    let maps = golden.maps.map { own in
      (0..<count).map { i in own.silent && i % golden.channels % 3 == 0 ? Float(0) : Float(Double((own.a * i + own.b) % 23 - 11) / 7) }
    }
    for (x, row) in zip(maps, golden.cosines) {
      for (y, expected) in zip(maps, row) {
        let found = FeatureSimilarity.cosine(x, y, positions: golden.positions, channels: golden.channels)
        #expect(abs(found - expected) < 1e-12)
      }
    }
  }

  /// Candidates that give the input, its negative, nothing and twice the input, in one place behind a fixed stem and a place before it.
  @Test func matricesOfKnownCandidatesAreKnown() throws {
    let map = Operation("map", [.convolution(Convolution(.output))])
    let negative = Operation("negative", [.convolution(Convolution(.output))])
    let doubling = Operation("doubling", [.convolution(Convolution(.output))], residual: true)
    let space = Space(
      name: "known", input: Samples.space.input, classes: 4,
      stem: [.convolution(Convolution(.fixed(3), kernel: 3)), .normalization(), .activation(.relu)],
      choices: [
        Choice("layer1", [map, .identity("skip")]),
        Choice("layer2", [.identity("skip"), map, negative, doubling, Operation("none", [.zero])]),
        Choice("layer3", [map, negative]),
      ], nodes: (0..<3).map { .place(choice: $0, from: $0, channels: 3, stride: 1) }, head: [.globalAverage, .linear(outputs: 4)])
    let images = try Samples.images().validation
    let network = try Network(space, Classification(), batch: 1, .scoring(several: false))
    func one(_ sign: Float) -> [Float] { (0..<9).map { $0 % 4 == 0 ? sign : 0 } }
    let weights = Snapshot(
      parameters: network.parameters.parameters.map { own in
        let values: [Float] =
          own.name.hasPrefix("layer")
          ? one(own.name.contains("negative") ? -1 : 1)
          : (0..<own.count).map { Float(($0 * 7) % 5) / 3 - 0.5 + (own.kind == .shift ? 1 : 0) }
        return Snapshot.Entry(name: own.name, shape: own.shape, values: values)
      },
      statistics: network.parameters.statistics.map { own in
        Snapshot.Entry(name: own.name, shape: own.shape, values: (0..<own.count).map { $0 < own.count / 2 ? 0 : 1 })
      })
    let found = try FeatureSimilarity(space, weights, place: 1, prefixes: [[0, 0, 0], [1, 0, 0]], on: images, count: 8)
    let expected = [[1.0, 1, -1, 1, 0], [1, 1, -1, 1, 0], [-1, -1, 1, -1, 0], [1, 1, -1, 1, 0], [0, 0, 0, 0, 0]]
    for (row, known) in zip(found.cosines, expected) { for (a, b) in zip(row, known) { #expect(abs(a - b) < 1e-6) } }
    #expect(found.choice == "layer2" && found.skips == [0])
    // Among map, negative, doubling and none: of 12 ordered pairs two are 1, four are −1. The skip's: 1, −1, 1, 0.
    #expect(abs(try #require(found.amongOthers) + 1.0 / 6) < 1e-6)
    #expect(abs(try #require(found.ofSkips) - 0.25) < 1e-6)
    #expect(abs(try #require(found.difference) + 1.0 / 6 + 0.25) < 1e-6)
    let last = try FeatureSimilarity(space, weights, place: 2, prefixes: [[0, 1, 0]], on: images, count: 4)
    #expect(last.ofSkips == nil && last.difference == nil)
    #expect(abs(try #require(last.amongOthers) + 1) < 1e-6)
  }
}
