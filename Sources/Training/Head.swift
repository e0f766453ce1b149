internal import Engine
internal import Spaces

/// The end of a network: convolutions, global average, classifier, loss.
struct Head: Sendable {
  let loss: CrossEntropy
  private let row: Row, pooled: View, linear: Linear

  init(_ site: inout Site, _ units: [Unit], _ buffers: [Int], labels: Int, slices: Int, smoothing: Double) throws(TrainingError) {
    guard units.count >= 2, case .linear(true) = units[units.count - 1].kind, case .globalAverage = units[units.count - 2].kind else {
      throw .unsupported(operation: "head", "it must end in a global average and a linear layer with bias")
    }
    row = try Row(&site, "head", Array(units.dropLast(2)), residual: false, end: nil, buffers)
    let last = units[units.count - 1], inputs = last.input.channels, classes = last.output.channels
    pooled = View(site.tensor(last.input), gradient: site.tensor(last.input))
    let logits = View(site.tensor(last.output), gradient: site.tensor(last.output))
    let bound = 1 / Float(inputs).squareRoot()
    let weights = site.parameters.add("classifier/weight", inputs * classes, .uniform(bound: bound), .weight)
    let bias = site.parameters.add("classifier/bias", classes, .uniform(bound: bound), .bias)
    linear = Linear(pooled, weights: weights, bias: bias, output: logits)
    loss = CrossEntropy(
      logits, labels: labels, results: site.layout.reserve(CrossEntropy.floats(slices: slices)), slices: slices, smoothing: smoothing)
  }

  func lower(_ view: View) -> [any Instruction] {
    let (instructions, last) = row.lower(view)
    return instructions + [GlobalAverage(last, output: pooled), linear, loss]
  }
}
