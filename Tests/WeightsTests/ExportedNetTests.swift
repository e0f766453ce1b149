import Digests
import Fixtures
import FoundationEssentials
import Networks
import Spaces
import Testing
import Training
import Weights

/// A net that is exported is the net that PyTorch loads.
@Suite struct ExportedNetTests {
  struct Dump: Decodable { let file: String, logits: [[Double]] }

  /// The very file that PyTorch loaded under strict names, and its logits. CONCORD_EXPORT=FILE keeps it for `exported.py`.
  @Test func pyTorchLoadsTheFileAndComputesTheSame() throws {
    let searched = try Catalogue.space(named: "scarlet-tiny")
    let space = searched.restricted(
      to: try searched.architecture("MB3_K3_SE,skip,MB6_K5,MB3_K7_SE,MB3_K3,MB6_K3_SE,MB6_K5_SE"))
    let network = try Network(space, Classification(), batch: 1, .scoring(several: false)), weights = SeededTensors.snapshot(network)
    let folder = try TemporaryFolder(), path = ProcessInfo.processInfo.environment["CONCORD_EXPORT"] ?? folder["net.safetensors"]
    try SafetensorsWriter().write(try weights.tensors(of: network.modules, in: space.name), to: path)
    let dump = try JSONDecoder().decode(Dump.self, from: Fixtures.golden("weights/exported.json"))
    #expect(Digest(of: try Data(contentsOf: URL(filePath: path))).hex == dump.file)

    let outputs = try Outputs(space, weights, images: 2)
    let logits = try outputs.of(Subnet(space.whole), SeededTensors.images(3, size: 14, channels: 1))
    let largest = dump.logits.joined().map { abs($0) }.max() ?? 0
    for (found, wanted) in zip(logits, dump.logits.joined()) { #expect(abs(Double(found) - wanted) <= 1e-4 * largest) }
    #expect(logits.count == 30)

    // And back.
    let file = try SafetensorsFile(reading: path)
    #expect(try Snapshot(network, named: network.modules.map(\.name), from: file, of: "it") == weights)
  }

  @Test func layersOfOneNameAreRefused() throws {
    let space = Space(
      name: "twins", input: ImageShape(height: 4, width: 4, channels: 1), classes: 2, stem: [.convolution(Convolution(.fixed(2)))],
      choices: ["a.b", "a/b"].map { Choice($0, [Operation("c", [.convolution(Convolution(.output))])]) },
      nodes: [.place(choice: 0, from: 0, channels: 2, stride: 1), .place(choice: 1, from: 1, channels: 2, stride: 1)],
      head: [.globalAverage, .linear(outputs: 2)])
    let network = try Network(space, Classification(), batch: 1, .scoring(several: false))
    #expect(throws: WeightsError.sameName(network: "twins", name: "a.b.c.convolution1.weight")) {
      _ = try SeededTensors.snapshot(network).tensors(of: network.modules, in: "twins")
    }
  }
}
