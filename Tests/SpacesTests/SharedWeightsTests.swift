import FoundationEssentials
import Spaces
import Testing

@Suite struct SharedWeightsTests {
  private func space(_ candidates: [Operation]) -> Space {
    var space = Space.fairNAS()
    for index in space.choices.indices { space.choices[index].candidates = candidates }
    return space
  }

  private let block = Operation.invertedResidual("MB3_K3", expansion: 3, kernel: 3, activation: .hSwish)
  private let gated = Operation.invertedResidual("MB3_K3_SE", expansion: 3, kernel: 3, activation: .hSwish, squeezeExcite: SqueezeExcite())
  private let wider = Operation.invertedResidual("MB6_K3_SE", expansion: 6, kernel: 3, activation: .hSwish, squeezeExcite: SqueezeExcite())

  @Test func onlyTwinsShareAndTheirTextReadsBack() throws {
    let shared = space([block, gated, wider]).sharingTwins()
    try shared.validate()
    #expect(shared.choices[3].candidates.map(\.weightsOf) == [nil, "MB3_K3", nil])
    #expect(try Space(json: JSONEncoder().encode(shared)) == shared)
    #expect(CostTable(shared) == CostTable(space([block, gated, wider])))
  }

  @Test func aTwinAloneHasItsOwnWeights() throws {
    let shared = space([block, gated]).sharingTwins(), alone = shared.restricted(to: Architecture(path: shared.choices.map { _ in 1 }))
    try alone.validate()
    #expect(alone.choices.allSatisfy { $0.candidates[0].weightsOf == nil })
  }

  @Test func weightsOfOtherLayersOrOfNobodyAreRefused() throws {
    func refuses(_ candidates: [Operation], _ part: String) {
      let error = #expect(throws: SpaceError.self) { try space(candidates).validate() }
      #expect("\(error.map { "\($0)" } ?? "")".contains(part))
    }
    var own = gated, chained = gated, other = wider
    own.weightsOf = "MB9"
    refuses([block, own], "no earlier candidate")
    other.weightsOf = "MB3_K3"
    refuses([block, other], "differ in more than squeeze-excite")
    own.weightsOf = "MB3_K3"
    (chained.name, chained.weightsOf) = ("again", "MB3_K3_SE")
    refuses([block, own, chained], "name that one")
  }

  @Test func narrowerOperationsTrainTheFirstChannelsOfTheWidest() throws {
    func expanded(_ factor: Double, _ kernel: Int = 3, of owner: String? = nil) -> Operation {
      var operation = Operation.invertedResidual("MB\(factor)_K\(kernel)", expansion: factor, kernel: kernel, activation: .relu6)
      operation.weightsOf = owner
      return operation
    }
    let widths = space([
      expanded(6), expanded(4.5, of: "MB6.0_K3"), expanded(1.5, of: "MB6.0_K3"), expanded(3, of: "MB6.0_K3"), expanded(6, 5),
    ])
    try widths.validate()
    #expect(widths.choices[3].widthsAbove == [0, 1, 3, 2, 0])
    #expect(space([block, gated]).sharingTwins().choices[3].widthsAbove == [0, 0])
    for (other, reason) in [(expanded(6.5, of: "MB6.0_K3"), "a wider one"), (expanded(3, 5, of: "MB6.0_K3"), "another window")] {
      let error = #expect(throws: SpaceError.self, "\(reason)") { try space([expanded(6), other]).validate() }
      #expect("\(error.map { "\($0)" } ?? "")".contains("differ in more than squeeze-excite and wider convolutions"))
    }
    // On one channel a depthwise convolution is a dense one.
    #expect(throws: SpaceError.self) { try Space.shuffleNet(widths: [16], depths: [2], strides: [2], tenths: [16, 2]).validate() }
  }

  /// Linear layers and convolutions in groups are whole or not shared.
  @Test func onlyConvolutionsAndTheirBatchNormAreCut() {
    func placed(_ layer: Layer, _ inputs: Int, _ outputs: Int) -> PlacedLayer {
      PlacedLayer(layer, ImageShape(height: 1, width: 1, channels: inputs), ImageShape(height: 1, width: 1, channels: outputs))
    }
    func convolution(_ inputs: Int, _ outputs: Int, groups: Int = 1, kernel: Int = 3) -> PlacedLayer {
      placed(.convolution(Convolution(.fixed(outputs), kernel: kernel, groups: .count(groups))), inputs, outputs)
    }
    let dense = convolution(4, 6), depthwise = convolution(6, 6, groups: 6), grouped = convolution(4, 6, groups: 2)
    #expect([convolution(3, 6), convolution(4, 5), convolution(2, 2), dense].allSatisfy { $0.isPart(of: dense) })
    #expect([convolution(5, 6), convolution(4, 7), convolution(4, 6, kernel: 1), grouped].allSatisfy { !$0.isPart(of: dense) })
    #expect(convolution(2, 2, groups: 2).isPart(of: depthwise) && !convolution(1, 1).isPart(of: depthwise) && !dense.isPart(of: depthwise))
    #expect(grouped.isPart(of: grouped) && !convolution(2, 4, groups: 2).isPart(of: grouped))
    let linear = placed(.linear(outputs: 3), 6, 3), normalization = placed(.normalization(), 6, 6)
    #expect(linear.isPart(of: linear) && !placed(.linear(outputs: 3), 5, 3).isPart(of: linear))
    #expect(
      placed(.normalization(), 4, 4).isPart(of: normalization) && !placed(.normalization(affine: false), 4, 4).isPart(of: normalization))
  }
}
