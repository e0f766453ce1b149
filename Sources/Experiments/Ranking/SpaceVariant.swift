public import Spaces

/// A space of the catalogue at a size of the experiment's own; what is not said is the catalogue's.
///
///     {name: nas-bench-macro, stem: 4, widths: [8, 16, 32], head: 128}
///
/// `{name: fairnas}` alone is the published space. Which fields a space takes differs: `activation` is NAS-Bench-Macro's, `strides` and
/// `stemStride` FairNAS's; another's is refused when the space is made.
public struct SpaceVariant: Codable, Hashable, Sendable {
  /// As the catalogue calls them (docs/methods.md, spaces).
  public enum Name: String, Codable, CaseIterable, Sendable {
    case nasBenchMacro = "nas-bench-macro"
    case fairNAS = "fairnas"
  }

  /// Says which fields may stand beside it.
  public var name: Name
  /// Channels of the first convolution; 32 where left out. FairNAS's separable one behind it has half of them.
  public var stem: Int?
  /// Channels and layers of each stage, as many of one as of the other: [64, 128, 256] and [2, 3, 3] in NAS-Bench-Macro, [32, 40, 80, 96,
  /// 192, 320] and [2, 4, 4, 4, 4, 1] in FairNAS where left out.
  public var widths, depths: [Int]?
  /// Stride of each stage's first layer, and of the stem; FairNAS alone: [2, 2, 2, 1, 2, 1] and 2 where left out, for 224 × 224 images.
  public var strides: [Int]?
  public var stemStride: Int?
  /// Channels of the 1 × 1 convolution in front of the average; 1280 where left out.
  public var head: Int?
  /// NAS-Bench-Macro's, ReLU where left out; FairNAS has ReLU6.
  public var activation: Activation?

  /// All sizes are the catalogue's unless said.
  public init(
    _ name: Name, stem: Int? = nil, widths: [Int]? = nil, depths: [Int]? = nil, strides: [Int]? = nil, stemStride: Int? = nil,
    head: Int? = nil, activation: Activation? = nil
  ) {
    (self.name, self.stem, self.widths, self.depths, self.strides) = (name, stem, widths, depths, strides)
    (self.stemStride, self.head, self.activation) = (stemStride, head, activation)
  }

  /// The space for images of a shape, valid as a whole. Throws `ExperimentError.value` where the sizes do not fit each other or the space,
  /// and `SpaceError` where the space that they make is none.
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
