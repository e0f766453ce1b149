import Engine
import Networks
import Training
import Weights

/// Tensors made from their names, as `Tests/Golden/weights/released.py` makes them: FNV-1a of the name, then SplitMix64 of the index.
enum SeededTensors {
  /// Uniform in 0 ..< 1, in steps of 2⁻²⁴.
  static func uniform(_ name: String, _ count: Int) -> [Double] {
    let seed = name.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    return (1...max(count, 1)).prefix(count).map { i in
      var z = seed &+ UInt64(i) &* 0x9E37_79B9_7F4A_7C15
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return Double((z ^ (z >> 31)) >> 40) / 0x1p24
    }
  }

  /// Three quarters of He's variance for weights, under which logits are well conditioned and still differ from image to image, something near 1 for scales and variances, something near 0 for shifts and means.
  static func tensor(_ name: String, _ shape: [Int]) -> [Float] {
    let values = uniform(name, shape.reduce(1, *))
    if shape.count == 1 {
      let isNearOne = name.hasSuffix("running_var") || name.hasSuffix("weight")
      return values.map { Float(isNearOne ? 0.5 + $0 : 0.2 * (2 * $0 - 1)) }
    }
    let bound = (4.5 / Double(shape.dropFirst().reduce(1, *))).squareRoot()
    return values.map { Float(bound * (2 * $0 - 1)) }
  }

  /// [images][height][width][channels], each image wider than the one before it.
  static func images(_ count: Int, size: Int, channels: Int = 3) -> [Float] {
    let each = size * size * channels
    return uniform("images", count * each).enumerated().map { i, u in Float((2 * u - 1) * (0.5 + 0.25 * Double(i / each))) }
  }

  /// Of a network, by the names of its own arrays; variances near 1.
  static func snapshot(_ network: Network) -> Snapshot {
    Snapshot(
      parameters: network.parameters.parameters.map {
        let name = $0.kind == .scale ? "\($0.name).weight" : $0.name, inputs = $0.shape.dropLast().reduce(1, *)
        return .init(name: $0.name, shape: $0.shape, values: tensor(name, $0.shape.count == 1 ? $0.shape : [$0.count / inputs, inputs]))
      },
      statistics: network.parameters.statistics.map {
        let channels = $0.count / 2
        return .init(
          name: $0.name, shape: $0.shape,
          values: tensor("\($0.name).running_mean", [channels]) + tensor("\($0.name).running_var", [channels]))
      })
  }
}
