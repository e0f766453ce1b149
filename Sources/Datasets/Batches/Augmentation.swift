public import Imaging
internal import Streams

/// Random changes of training images: crop after padding with black, horizontal flip, cutout (DeVries and Taylor 2017),
/// for photographs a random crop of any size and changes of colour, for square images one of the eight symmetries.
///
/// Crop and flip act on intensities, cutout sets a square of normalised values to 0, the mean colour, as DARTS does.
public struct Augmentation: Codable, Hashable, Sendable {
  /// Rows and columns of black on each side before a crop of the original size; 0 for none.
  public var padding: Int
  /// Whether half of the images are mirrored.
  public var flips: Bool
  /// Side of the square that is cut out around a random pixel, clipped at the border; 0 for none.
  public var cutout: Int
  /// What of a photograph is taken, before all else; nil for what evaluation sees. Of images in folders alone.
  public var resizedCrop: RandomResizedCrop?
  /// Random brightness, contrast and saturation of a photograph, after its crop; nil for none. Of images in folders alone.
  public var jitter: ColorJitter?
  /// Whether each image, a square one, is turned by quarters and mirrored at random, and its larger version with it.
  public var symmetries: Bool

  public init(
    padding: Int = 0, flips: Bool = false, cutout: Int = 0, resizedCrop: RandomResizedCrop? = nil, jitter: ColorJitter? = nil,
    symmetries: Bool = false
  ) {
    self.padding = padding
    self.flips = flips
    self.cutout = cutout
    self.resizedCrop = resizedCrop
    self.jitter = jitter
    self.symmetries = symmetries
  }

  /// Images as they are.
  public static let none = Augmentation()

  /// What happens to one image.
  struct Draw {
    /// How far the crop stands right of and below the original, −padding … padding.
    let down, right: Int
    let flipped: Bool
    /// Rows and columns that are cut out.
    let rows, columns: Range<Int>
  }

  /// Always five numbers, so that one setting does not move what another draws.
  func draw(height: Int, width: Int, _ stream: RandomStream) -> Draw {
    var random = stream
    let down = random.below(2 * padding + 1) - padding, right = random.below(2 * padding + 1) - padding
    let flipped = random.bits() >> 63 == 1 && flips
    let top = random.below(height) - cutout / 2, left = random.below(width) - cutout / 2
    return Draw(
      down: down, right: right, flipped: flipped, rows: max(0, top)..<max(0, min(height, top + cutout)),
      columns: max(0, left)..<max(0, min(width, left + cutout)))
  }

  /// How an image is laid down; nil where symmetries are not asked for. A stream of its own, so that nothing else moves.
  func symmetry(_ stream: RandomStream) -> Symmetry? {
    guard symmetries else { return nil }
    var random = stream.child("symmetry")
    return Symmetry(random.below(8))
  }

  /// Refuses what no image could survive, of images in memory what is for photographs, and of images with larger versions what those do not
  /// go through. Throws `DatasetError.invalid`.
  ///
  /// - Parameter areEnlarged: whether nets are to give larger images.
  package func check(ofPhotographs: Bool, areEnlarged: Bool = false) throws(DatasetError) {
    for (field, isAsked) in [("padding", padding != 0), ("flips", flips), ("cutout", cutout != 0)] where areEnlarged && isAsked {
      throw .invalid(field: "augmentation.\(field)", reason: "it is for images with classes: images that are enlarged take symmetries")
    }
    if symmetries && ofPhotographs {
      throw .invalid(field: "augmentation.symmetries", reason: "it is for images in memory, and these are photographs of an image-folder")
    }
    for (field, value) in [("padding", padding), ("cutout", cutout)] where !(0...1_024).contains(value) {
      throw .invalid(field: "augmentation.\(field)", reason: "\(value) is not in 0 … 1024")
    }
    for (field, isAsked, fault) in [
      ("resizedCrop", resizedCrop != nil, resizedCrop?.fault), ("jitter", jitter != nil, jitter?.fault),
    ] {
      if let fault { throw .invalid(field: "augmentation.\(field)", reason: fault) }
      if isAsked && !ofPhotographs {
        throw .invalid(field: "augmentation.\(field)", reason: "it is for the photographs of an image-folder")
      }
    }
  }
}

/// Augmentations as specs and experiments write them: `{"padding": 4, "flips": true}`; what is left out does not happen.
extension Augmentation {
  private enum Key: String, CodingKey { case padding, flips, cutout, resizedCrop, jitter, symmetries }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    self = .none
    if let given = try container.decodeIfPresent(Int.self, forKey: .padding) { padding = given }
    if let given = try container.decodeIfPresent(Bool.self, forKey: .flips) { flips = given }
    if let given = try container.decodeIfPresent(Int.self, forKey: .cutout) { cutout = given }
    resizedCrop = try container.decodeIfPresent(RandomResizedCrop.self, forKey: .resizedCrop)
    jitter = try container.decodeIfPresent(ColorJitter.self, forKey: .jitter)
    if let given = try container.decodeIfPresent(Bool.self, forKey: .symmetries) { symmetries = given }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(padding, forKey: .padding)
    try container.encode(flips, forKey: .flips)
    try container.encode(cutout, forKey: .cutout)
    try container.encodeIfPresent(resizedCrop, forKey: .resizedCrop)
    try container.encodeIfPresent(jitter, forKey: .jitter)
    if symmetries { try container.encode(true, forKey: .symmetries) }
  }
}
