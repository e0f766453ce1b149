/// How far a network sees.
extension Space {
  /// How many positions of the input, in each direction, a position of the output depends on at most beside its own; nil where it is all of
  /// them, as behind a global average.
  public var reach: Int? {
    guard let stem = sight(stemLayers, 0) else { return nil }
    var reaches = [stem]
    let shapes = shapes
    for (number, node) in nodes.enumerated() {
      switch node {
      case .place(let choice, let from, _, _):
        var farthest = reaches[from]
        for candidate in choices[choice].candidates.indices {
          guard let end = sight(layers(ofNode: number, candidate: candidate, shapes: shapes), reaches[from]) else { return nil }
          farthest = max(farthest, end)
        }
        reaches.append(farthest)
      case .layers(_, let from, _):
        guard let end = sight(layers(ofNode: number, candidate: 0, shapes: shapes), reaches[from]) else { return nil }
        reaches.append(end)
      case .sum(let parts), .concatenation(let parts): reaches.append(parts.map { reaches[$0] }.max() ?? 0)
      }
    }
    return sight(headLayers, reaches[nodes.count]).map { Int($0.rounded(.up)) }
  }

  /// Behind layers that follow what sees so far.
  private func sight(_ layers: [PlacedLayer], _ start: Double) -> Double? {
    var reach = start
    for placed in layers {
      let step = Double(placed.input.height) / Double(input.height)
      switch placed.layer {
      case .convolution(let convolution): reach += Double(convolution.kernel / 2 * convolution.dilation) / step
      case .pool(let pool): reach += Double(pool.kernel / 2) / step
      case .factorizedReduce: reach += 1 / step
      case .branches:
        var farthest = reach
        for table in placed.branches {
          guard let end = sight(table, reach) else { return nil }
          farthest = max(farthest, end)
        }
        reach = farthest
      case .squeezeExcite, .globalAverage, .flatten, .linear: return nil
      case .normalization, .activation, .zero, .noise, .dropPath, .channels, .shuffle, .pixelShuffle, .zeroPad, .dropout: break
      }
    }
    return reach
  }
}
