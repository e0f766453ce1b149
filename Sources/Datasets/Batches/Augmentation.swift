public import Imaging
internal import Streams

/// Random changes of training images: crop after padding with black, horizontal flip, cutout (DeVries and Taylor 2017),
/// and for photographs a random crop of any size and changes of colour.
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

  public init(
    padding: Int = 0, flips: Bool = false, cutout: Int = 0, resizedCrop: RandomResizedCrop? = nil, jitter: ColorJitter? = nil
  ) {
    self.padding = padding
    self.flips = flips
    self.cutout = cutout
    self.resizedCrop = resizedCrop
    self.jitter = jitter
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

  /// Refuses what no image could survive, and of images in memory what is for photographs. Throws `DatasetError.invalid`.
  package func check(ofPhotographs: Bool) throws(DatasetError) {
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
  private enum Key: String, CodingKey { case padding, flips, cutout, resizedCrop, jitter }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    self = .none
    if let given = try container.decodeIfPresent(Int.self, forKey: .padding) { padding = given }
    if let given = try container.decodeIfPresent(Bool.self, forKey: .flips) { flips = given }
    if let given = try container.decodeIfPresent(Int.self, forKey: .cutout) { cutout = given }
    resizedCrop = try container.decodeIfPresent(RandomResizedCrop.self, forKey: .resizedCrop)
    jitter = try container.decodeIfPresent(ColorJitter.self, forKey: .jitter)
  }
}
