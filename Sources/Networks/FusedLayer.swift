internal import Spaces

/// A producing layer with the map and the activation behind it: what becomes one view. Without a layer it is a map or an activation in
/// front.
struct FusedLayer: Hashable, Sendable {
  /// What is applied channel by channel to what the layer writes, a·z + b: BatchNorm, with scale and shift where affine, or a bias alone.
  enum Map: Hashable, Sendable {
    case normalization(affine: Bool)
    case bias
  }

  var layer: PlacedLayer?
  /// A pointwise convolution right behind a depthwise one: both are computed at once.
  var pointwise: PlacedLayer?
  var map: Map?
  /// Behind the map.
  var activation = Activation.identity
  /// Of the first layer, and of the last one: with `pointwise` that of its output.
  let input: ImageShape
  var output: ImageShape

  /// Groups a table: maps and activations join the layer in front of them, where that writes a tensor and has none yet; else they are units
  /// of their own. Identities of activations fall away.
  ///
  /// - Parameter dropsPaths: whether paths are dropped; else such layers are left out.
  static func group(_ layers: [PlacedLayer], dropsPaths: Bool) -> [FusedLayer] {
    var units: [FusedLayer] = []
    for placed in layers {
      switch placed.layer {
      case .dropPath where !dropsPaths: continue
      case .normalization(let affine):
        if let last = units.last, last.takesMap {
          units[units.count - 1].map = .normalization(affine: affine)
        } else {
          units.append(FusedLayer(map: .normalization(affine: affine), input: placed.input, output: placed.output))
        }
      case .activation(let activation):
        if activation == .identity { continue }
        if let last = units.last, last.takesActivation {
          units[units.count - 1].activation = activation
        } else {
          units.append(FusedLayer(activation: activation, input: placed.input, output: placed.output))
        }
      case .convolution(let convolution) where placed.isPointwise && !convolution.bias && units.last?.isBareDepthwise == true:
        units[units.count - 1].pointwise = placed
        units[units.count - 1].output = placed.output
      case .convolution(let convolution):
        units.append(FusedLayer(layer: placed, map: convolution.bias ? .bias : nil, input: placed.input, output: placed.output))
      default: units.append(FusedLayer(layer: placed, input: placed.input, output: placed.output))
      }
    }
    return units
  }

  /// Whether it may train the first channels of what the other trains, layer by layer.
  func isPart(of other: FusedLayer) -> Bool {
    func fits(_ own: PlacedLayer?, _ whole: PlacedLayer?) -> Bool {
      guard let own, let whole else { return own == nil && whole == nil }
      return own.isPart(of: whole)
    }
    return map == other.map && activation == other.activation && fits(layer, other.layer) && fits(pointwise, other.pointwise)
  }

  var isSqueezeExcite: Bool { if case .squeezeExcite = layer?.layer { true } else { false } }

  /// A product of matrices, position by position, that reads its input as it is.
  var isPointwise: Bool { pointwise == nil && layer?.isPointwise == true }

  /// Nothing of what enters passes.
  var isZero: Bool { layer?.layer == .zero }
  /// Random numbers instead of what enters.
  var isNoise: Bool { layer?.layer == .noise }

  /// Whether the layer writes a tensor of its own.
  private var produces: Bool {
    switch layer?.layer {
    case nil, .flatten, .zero: false
    default: true
    }
  }

  private var takesMap: Bool { produces && map == nil && activation == .identity }
  private var takesActivation: Bool { (produces || map != nil) && activation == .identity }

  private var isBareDepthwise: Bool {
    guard pointwise == nil, map == nil, activation == .identity, let layer, case .convolution = layer.layer else { return false }
    return layer.isDepthwise
  }
}
