public import Spaces

/// A space of the catalogue at a size of the experiment's own; what is not said is the catalogue's.
///
///     {name: nas-bench-macro, stem: 4, widths: [8, 16, 32], head: 128}
public struct SpaceVariant: Codable, Hashable, Sendable {
  public enum Name: String, Codable, CaseIterable, Sendable {
    case nasBenchMacro = "nas-bench-macro"
    case fairNAS = "fairnas"
  }

  public var name: Name
  public var stem: Int?
  /// Channels and layers of each stage.
  public var widths, depths: [Int]?
  /// Stride of each stage's first layer, and of the stem; FairNAS alone.
  public var strides: [Int]?
  public var stemStride: Int?
  public var head: Int?
  public var activation: Activation?

  public init(
    _ name: Name, stem: Int? = nil, widths: [Int]? = nil, depths: [Int]? = nil, strides: [Int]? = nil, stemStride: Int? = nil,
    head: Int? = nil, activation: Activation? = nil
  ) {
    (self.name, self.stem, self.widths, self.depths, self.strides) = (name, stem, widths, depths, strides)
    (self.stemStride, self.head, self.activation) = (stemStride, head, activation)
  }

  /// The space for images of a shape. Throws where the sizes do not fit each other.
  public func space(input: ImageShape, classes: Int) throws -> Space {
    let space: Space
    switch name {
    case .nasBenchMacro:
      let widths = widths ?? [64, 128, 256], depths = depths ?? [2, 3, 3]
      guard widths.count == depths.count else {
        throw ExperimentError.value(field: "space.widths", reason: "\(widths.count) widths for \(depths.count) stages")
      }
      guard strides == nil, stemStride == nil else {
        throw ExperimentError.value(field: "space.strides", reason: "only fairnas takes strides")
      }
      space = .nasBenchMacro(
        input: input, classes: classes, stem: stem ?? 32, widths: widths, depths: depths, head: head ?? 1280,
        activation: activation ?? .relu)
    case .fairNAS:
      let widths = widths ?? [32, 40, 80, 96, 192, 320], depths = depths ?? [2, 4, 4, 4, 4, 1], strides = strides ?? [2, 2, 2, 1, 2, 1]
      guard widths.count == depths.count, widths.count == strides.count else {
        throw ExperimentError.value(
          field: "space.widths", reason: "\(widths.count) widths, \(depths.count) depths, \(strides.count) strides")
      }
      guard activation == nil else { throw ExperimentError.value(field: "space.activation", reason: "fairnas has ReLU6") }
      space = .fairNAS(
        input: input, classes: classes, stem: (stem ?? 32, stemStride ?? 2, (stem ?? 32) / 2), widths: widths, depths: depths,
        strides: strides, head: head ?? 1280)
    }
    try space.validate()
    return space
  }
}
