import Networks
import Digests
import Fixtures
import FoundationEssentials
import Spaces
import Store
import Testing
import Training
import Weights

/// Published nets as PyTorch computes them, from weights under the names of their released definitions.
@Suite struct ReleasedNetTests {
  struct Dump: Decodable {
    struct Net: Decodable, Sendable {
      let net: String, names: String, tensors: Int, logits: [[Double]]
    }
    let images: Int, size: Int, nets: [Net]
  }

  static let dump = Result { try JSONDecoder().decode(Dump.self, from: Fixtures.golden("weights/released.json")) }

  @Test func eachReleasedNetIsInTheDump() throws {
    #expect(Set(try Self.dump.get().nets.map(\.net)) == Set(ReleasedNet.names))
  }

  /// Names, layouts and every layer at once: logits of eight images within 10⁻⁴ of the largest.
  @Test(arguments: try dump.get().nets) func computesWhatPyTorchComputes(expected: Dump.Net) throws {
    let dump = try Self.dump.get(), net = try ReleasedNet(named: expected.net), tensors = try net.tensors()
    #expect(tensors.count == expected.tensors)
    let lines = tensors.map { (name: $0.name, line: "\($0.name) \($0.shape.reduce(1, *))\n") }.sorted { $0.name < $1.name }
    #expect(Digest(of: lines.map(\.line).joined().utf8).hex == expected.names)

    let folder = try TemporaryFolder(), path = folder["net.safetensors"]
    try SafetensorsWriter().write(
      tensors.map { .init($0.name, shape: $0.shape, .floats(SeededTensors.tensor($0.name, $0.shape))) }, to: path)
    let weights = try net.weights(from: SafetensorsFile(reading: path))
    var space = net.space
    // The nets end in an average over all positions: small images do.
    if space.input.height > dump.size { (space.input.height, space.input.width) = (dump.size, dump.size) }
    let outputs = try Outputs(space, weights, images: dump.images, several: !space.isChain)
    let logits = try outputs.of(Subnet(space.whole), SeededTensors.images(dump.images, size: space.input.height))
    let classes = logits.count / dump.images
    for (image, wanted) in expected.logits.enumerated() {
      let own = logits[image * classes..<(image + 1) * classes].map { Double($0) }
      let found = (0..<4).map { own[$0 * (classes / 4)] } + [(own.reduce(0) { $0 + $1 * $1 } / Double(classes)).squareRoot()]
      let largest = own.map { abs($0) }.max() ?? 0
      for (a, b) in zip(found, wanted) { #expect(abs(a - b) <= 1e-4 * largest, "\(expected.net), image \(image): \(a), PyTorch \(b)") }
    }
  }

  @Test func wrappersAreLeftOutAndOtherNamesAreListedWithTheNearest() throws {
    let net = try ReleasedNet(named: "fairnas-a"), folder = try TemporaryFolder(), path = folder["net.safetensors"]
    func read(_ rename: (String) -> String?) throws -> Snapshot {
      let tensors = try net.tensors().compactMap { tensor in
        rename(tensor.name).map { name in
          SafetensorsWriter.Tensor(
            name, shape: tensor.shape, .floats([Float](repeating: 1, count: tensor.shape.reduce(1, *))))
        }
      }
      try SafetensorsWriter().write(tensors + [.init("\(rename("stem.1") ?? "").num_batches_tracked", shape: [], .integers([7]))], to: path)
      return try net.weights(from: SafetensorsFile(reading: path))
    }
    #expect(try read { "module.\($0)" }.parameters.count == 185)
    let error = try #require(throws: WeightsError.self) {
      _ = try read { $0 == "stem.0.weight" ? "stm.0.weight" : $0 == "classifier.1.bias" ? nil : $0 }
    }
    #expect(
      error
        == .names(
          path: path, network: "FairNAS-A",
          missing: [.init("stem.0.weight", nearest: "stm.0.weight"), .init("classifier.1.bias", nearest: nil)],
          unexpected: ["stm.0.weight"]))
    #expect("\(error)".contains("2 missing: 'stem.0.weight' (did you mean 'stm.0.weight'?), 'classifier.1.bias'; 1 unexpected"))
    // The twin's layers have other shapes.
    let other = try ReleasedNet(named: "FairNAS-B")
    _ = try read { $0 }
    let file = try SafetensorsFile(reading: path)
    #expect(throws: WeightsError.shape(path: path, name: "mb_module.0.conv2.weight", found: [48, 1, 7, 7], expected: [48, 1, 5, 5])) {
      _ = try other.weights(from: file)
    }
  }

  @Test func unknownNamesAreToldWithTheNearest() {
    #expect(throws: WeightsError.self) { _ = try ReleasedNet(named: "FairNAS-D") }
    do { _ = try ReleasedNet(named: "SCARLTE-A") } catch { #expect("\(error)".contains("did you mean 'SCARLET-A'?")) }
  }
}
