internal import Engine
internal import Spaces

/// A linear layer with bias and the loss behind it: where a network ends, and its second head.
struct Classifier: Sendable {
  let linear: Linear, loss: CrossEntropy

  /// - Parameters:
  ///   - name: of its parameters.
  ///   - weight: what the loss counts in the network's.
  init(
    _ site: inout Site, _ name: String, _ unit: Unit, reading input: View, labels: Int, slices: Int, smoothing: Double, weight: Double = 1,
    loss lossName: String = "loss"
  ) {
    let inputs = unit.input.channels, classes = unit.output.channels, bound = 1 / Float(inputs).squareRoot()
    let logits = View(site.tensor(unit.output), gradient: site.tensor(unit.output))
    let weights = site.parameters.add("\(name)/weight", inputs * classes, .uniform(bound: bound), .weight)
    let bias = site.parameters.add("\(name)/bias", classes, .uniform(bound: bound), .bias)
    linear = Linear(input, weights: weights, bias: bias, output: logits)
    loss = CrossEntropy(
      logits, labels: labels, results: site.layout.reserve(CrossEntropy.floats(slices: slices)), slices: slices, smoothing: smoothing,
      weight: weight, name: lossName)
  }

  var instructions: [any Instruction] { [linear, loss] }
}
