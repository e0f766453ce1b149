internal import Engine
internal import Spaces

/// A head that reads a node inside the network while it trains, and whose loss is added with a weight (Liu et al. 2019, released code):
/// windows, convolutions, all positions side by side, a hidden layer, classifier.
struct SecondHead: Sendable {
  let node: Int
  private let front: Branch, stored: View, flat: View, hidden: Pointwise, classifier: Classifier

  init(
    _ site: inout Site, _ auxiliary: Auxiliary, _ units: [Unit], _ buffers: [Int], labels: Int, slices: Int, smoothing: Double
  ) throws(TrainingError) {
    guard units.count >= 4, units[units.count - 3].kind == .flatten, units[units.count - 2].kind == .linear(bias: false),
      units[units.count - 1].kind == .linear(bias: true)
    else {
      throw .unsupported(
        operation: "auxiliary head", "it must end in a flattening, a linear layer without bias and one with bias behind it")
    }
    node = auxiliary.node
    let layers = Array(units.dropLast(3)), wide = units[units.count - 2], last = units[units.count - 1]
    front = try Branch(&site, "auxiliary", layers, .own, buffers, slices: slices)
    let tensor = site.tensor(wide.input), gradient = site.tensor(wide.input), kept = site.shape(layers[layers.count - 1].output)
    stored = View(Tensor(kept, at: tensor.offset), gradient: Tensor(kept, at: gradient.offset))
    flat = View(tensor, gradient: gradient)
    let normalization = site.normalization("auxiliary/hidden", wide)
    let output = View(site.tensor(wide.output), normalization, wide.activation.inEngine, gradient: site.tensor(wide.output))
    let inputs = wide.input.channels, bound = 1 / Float(inputs).squareRoot()
    let weights = site.parameters.add("auxiliary/hidden/weight", inputs * wide.output.channels, .uniform(bound: bound), .weight)
    hidden = Pointwise(flat, weights: weights, output: output)
    classifier = Classifier(
      &site, "auxiliary/classifier", last, reading: output, labels: labels, slices: slices, smoothing: smoothing, weight: auxiliary.weight,
      loss: "auxiliary loss")
  }

  /// What reads the node's output.
  func lower(_ input: View) -> [Draft] {
    let end = front.output, stored = stored, rest: [any Instruction] = [hidden] + classifier.instructions
    return front.lower(input) + [Draft(nil) { _ in Engine.Mixture(Inputs([end]), output: stored, name: "auxiliary/flat") }]
      + rest.map { instruction in Draft(nil) { _ in instruction } }
  }
}
