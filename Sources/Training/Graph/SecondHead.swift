internal import Engine
internal import Spaces

/// A head that reads a node inside the network while it trains, and whose loss is added with a weight (Liu et al. 2019, released code):
/// windows, convolutions, all positions side by side, a hidden layer, classifier.
struct SecondHead: Sendable {
  let node: Int
  private let front: Branch, stored: View, flat: View, hidden: Pointwise, classifier: Linear, loss: CrossEntropy

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
    func weights(_ name: String, _ unit: Unit) -> Parameter {
      let inputs = unit.input.channels, bound = 1 / Float(inputs).squareRoot()
      return site.parameters.add("auxiliary/\(name)/weight", inputs * unit.output.channels, .uniform(bound: bound), .weight)
    }
    let normalization = site.normalization("auxiliary/hidden", wide)
    let output = View(site.tensor(wide.output), normalization, wide.activation.inEngine, gradient: site.tensor(wide.output))
    hidden = Pointwise(flat, weights: weights("hidden", wide), output: output)
    let logits = View(site.tensor(last.output), gradient: site.tensor(last.output)), matrix = weights("classifier", last)
    let bound = 1 / Float(last.input.channels).squareRoot()
    let bias = site.parameters.add("auxiliary/classifier/bias", last.output.channels, .uniform(bound: bound), .bias)
    classifier = Linear(output, weights: matrix, bias: bias, output: logits)
    loss = CrossEntropy(
      logits, labels: labels, results: site.layout.reserve(CrossEntropy.floats(slices: slices)), slices: slices, smoothing: smoothing,
      weight: auxiliary.weight, name: "auxiliary loss")
  }

  /// What reads the node's output.
  func lower(_ input: View) -> [Draft] {
    let end = front.output, stored = stored, rest: [any Instruction] = [hidden, classifier, loss]
    return front.lower(input) + [Draft(nil) { _ in Engine.Mixture(Inputs([end]), output: stored, name: "auxiliary/flat") }]
      + rest.map { instruction in Draft(nil) { _ in instruction } }
  }
}
