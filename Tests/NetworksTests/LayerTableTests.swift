import Engine
import Networks
import Spaces
import Streams
import Testing

@Suite struct LayerTableTests {
  private func names(_ space: Space) throws -> [String] {
    try Network(space, Classification(), batch: 2, .path).parameters.parameters.map(\.name)
  }

  /// Initial weights are drawn by name: a chain's names are those of its first version.
  @Test func aChainsParametersAreNamedByChoiceOperationAndLayer() throws {
    let names = try names(Samples.catalogue[0])
    #expect(names.prefix(3) == ["stem/convolution1/weight", "stem/convolution1/scale", "stem/convolution1/shift"])
    #expect(names.contains("layer1/identity/convolution1/weight") && names.contains("layer2/MB6_K5/convolution3/shift"))
    #expect(
      names.suffix(5) == [
        "head/convolution1/weight", "head/convolution1/scale", "head/convolution1/shift", "classifier/weight", "classifier/bias",
      ])
  }

  @Test func aGraphsParametersAreNamedByNodeChoiceOperationAndNumber() throws {
    let names = try names(Samples.catalogue[2])
    #expect(names.contains("stem/1/weight") && names.contains("node3/normal/2<-0/sep_conv_3x3/1/depthwise"))
    #expect(names.contains("node3/normal/2<-0/sep_conv_3x3/2/pointwise") && !names.contains { $0.contains("pool") })
    let branches = try self.names(Samples.shuffled)
    #expect(branches.contains("layer1/shuffle_3/layer1.2/convolution2/weight"), "\(branches)")
  }

  @Test func pyTorchsShapesAreKept() throws {
    let table = try Network(Samples.catalogue[0], Classification(), batch: 2, .path).parameters.parameters
    let shapes = Dictionary(uniqueKeysWithValues: table.map { ($0.name, $0.shape) })
    #expect(shapes["stem/convolution1/weight"] == [3, 3, 2, 3] && shapes["layer1/MB3_K3/convolution1/weight"] == [1, 1, 3, 9])
    #expect(shapes["layer1/MB3_K3/convolution2/weight"] == [3, 3, 9] && shapes["classifier/weight"] == [6, 3])
  }

  /// He's law has a variance of 2/fan, PyTorch's of 1/(3 fan); linear layers have PyTorch's under both.
  @Test(arguments: Initialization.allCases) func initialWeightsFollowTheSpacesLaw(law: Initialization) throws {
    var space = Space.nasBenchMacro(input: Samples.input, classes: 3, stem: 16, widths: [32, 32], depths: [2, 2], head: 64)
    space.initialization = law
    let network = try Network(space, Classification(), batch: 2, .path), executor = try Executor(network.capacity(threads: 1))
    network.parameters.initialize(executor.contents, RandomStream(seed: 1, "weights"))
    func variance(_ name: String) throws -> Double {
      let parameter = try #require(network.parameters.parameters.first { $0.name == name })
      let squares = parameter.range.reduce(0.0) { $0 + Double(executor.contents.parameters[$1]) * Double(executor.contents.parameters[$1]) }
      return squares / Double(parameter.count)
    }
    let wide = try variance("layer2/MB6_K5/convolution1/weight"), expected = law == .heUniform ? 2.0 / 32 : 1.0 / 96
    #expect(abs(wide - expected) < 0.05 * expected, "\(wide), not \(expected)")
    #expect(abs(try variance("classifier/weight") - 1.0 / 192) < 0.3 / 192)
  }
}
