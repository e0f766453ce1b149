/// What nets that enlarge are to give: for each image of a set a larger one of the same channels.
///
/// Intensities from 0 for black to 255 for full, image by image in NHWC order; nets are told them from 0 to 1.
public struct LargeImages: Hashable, Sendable {
  /// How many times as high and wide as the set's images they are.
  public let factor: Int
  /// count × (factor × height) × (factor × width) × channels.
  public let pixels: [UInt8]

  /// The set that they belong to says how many they are.
  public init(factor: Int, pixels: [UInt8]) {
    precondition(factor > 0, "images are enlarged by a factor")
    (self.factor, self.pixels) = (factor, pixels)
  }
}
