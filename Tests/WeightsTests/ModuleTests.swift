import Engine
import Networks
import Spaces
import Testing
import Training
import Weights

@Suite struct ModuleTests {
  private static let spaces = Catalogue.spaces.filter { $0.input.height < 100 && !$0.name.hasSuffix("cifar") }

  /// Every number of every array is in one tensor, and exported and imported weights are what they were.
  @Test(arguments: spaces.indices) func tensorsHoldEachNumberOnce(number: Int) throws {
    let space = Self.spaces[number], network = try Network(space, space.task, batch: 1, .scoring(several: true))
    let modules = network.modules, table = network.parameters
    var held: [String: Int] = [:]
    for tensor in modules.flatMap(\.tensors) {
      held[tensor.parameter.name, default: 0] += tensor.count
      #expect(tensor.shape.reduce(1, *) == tensor.count)
      let values = (0..<tensor.count).map { Float($0) }
      #expect(tensor.imported(tensor.exported(values)) == values)
    }
    #expect(held == Dictionary(uniqueKeysWithValues: (table.parameters + table.statistics).map { ($0.name, $0.count) }))
    let names = try SeededTensors.snapshot(network).tensors(of: modules, in: space.name).map(\.name)
    #expect(Set(names).count == names.count)
  }

  /// PyTorch's axes by brute force, for each layout there is.
  @Test func layoutsAreThoseOfPyTorch() throws {
    let grouped = Operation(
      "grouped", [.convolution(Convolution(.fixed(6), kernel: 3, groups: .count(2), bias: true)), .normalization()])
    let space = Space(
      name: "layouts", input: ImageShape(height: 3, width: 2, channels: 4), classes: 5,
      stem: [.convolution(Convolution(.fixed(4), kernel: 3))], choices: [Choice("layer1", [grouped])],
      nodes: [.place(choice: 0, from: 0, channels: 6, stride: 1)],
      head: [.convolution(Convolution(.current(dividedBy: 1), kernel: 3, groups: .depthwise)), .flatten, .linear(outputs: 5)])
    let modules = try Network(space, Classification(), batch: 1, .scoring(several: false)).modules
    #expect(
      modules.map(\.name) == [
        "stem.convolution1", "layer1.grouped.convolution1", "layer1.grouped.layer2.normalization", "head.convolution1", "classifier",
      ])
    func weight(_ module: Int) -> (Module.Tensor, [Float]) {
      let tensor = modules[module].tensors[0]
      return (tensor, tensor.exported((0..<tensor.count).map { Float($0) }))
    }
    let (dense, denseValues) = weight(0)
    #expect(dense.shape == [4, 4, 3, 3])
    for o in 0..<4 { for i in 0..<4 { for p in 0..<9 { #expect(denseValues[(o * 4 + i) * 9 + p] == Float((p * 4 + i) * 4 + o)) } } }
    let (parts, partValues) = weight(1)
    #expect(parts.shape == [6, 2, 3, 3])
    for o in 0..<6 {
      for i in 0..<2 { for p in 0..<9 { #expect(partValues[(o * 2 + i) * 9 + p] == Float(((o / 3 * 9 + p) * 2 + i) * 3 + o % 3)) } }
    }
    let (depthwise, depthwiseValues) = weight(3)
    #expect(depthwise.shape == [6, 1, 3, 3])
    for c in 0..<6 { for p in 0..<9 { #expect(depthwiseValues[c * 9 + p] == Float(p * 6 + c)) } }
    let (linear, linearValues) = weight(4)
    #expect(linear.shape == [5, 36] && linear.otherShape == [5, 6, 3, 2])
    for o in 0..<5 { for c in 0..<6 { for p in 0..<6 { #expect(linearValues[(o * 6 + c) * 6 + p] == Float((p * 6 + c) * 5 + o)) } } }
  }
}
