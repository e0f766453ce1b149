/// Trainable parameters, and multiply-adds for one image.
///
/// The papers call multiply-adds FLOPs. Tools differ in what they count: here convolutions and linear layers count, and
/// BatchNorm, activations, biases and pooling do not (`PlacedLayer.macs`).
public struct Cost: Codable, Hashable, Sendable, AdditiveArithmetic {
  public var parameters, macs: Int

  public init(parameters: Int, macs: Int) {
    self.parameters = parameters
    self.macs = macs
  }

  /// Of layers one behind the other.
  public init(_ layers: [PlacedLayer]) {
    self.init(parameters: layers.reduce(0) { $0 + $1.parameters }, macs: layers.reduce(0) { $0 + $1.macs })
  }

  public static let zero = Cost(parameters: 0, macs: 0)
  public static func + (a: Cost, b: Cost) -> Cost { Cost(parameters: a.parameters + b.parameters, macs: a.macs + b.macs) }
  public static func - (a: Cost, b: Cost) -> Cost { Cost(parameters: a.parameters - b.parameters, macs: a.macs - b.macs) }
}
