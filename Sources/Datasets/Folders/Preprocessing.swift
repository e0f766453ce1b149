public import Imaging

/// How a photograph becomes a net's input where nothing is random: the short side resized, the middle cut out, pixels normalised, as the
/// released code of a paper does it.
///
///     let input = Preprocessing(.torchvision).image(try RGBImage(reading: "n01440764_10026.JPEG"))
public struct Preprocessing: Codable, Hashable, Sendable {
  /// Whose code it is equal to.
  public enum Style: String, Codable, CaseIterable, Hashable, Sendable {
    /// torchvision's `Resize`, `CenterCrop`, `ToTensor` and `Normalize` on Pillow's images: bilinear with antialias, RGB, ImageNet's mean
    /// and deviation (FairNAS, SCARLET, MoGA).
    case torchvision
    /// The same with CIFAR-10's mean and deviation, as FairDARTS's code has them.
    case cifar
    /// OpenCV's bilinear `resize` without antialias, then `CenterCrop`; BGR, intensities 0 … 255 as they are (SPOS, ABS).
    case openCV = "opencv"
    /// The same resizing, then RGB with ImageNet's mean and deviation (mmrazor).
    case mmrazor
  }

  public var style: Style
  /// What the short side is resized to.
  public var resize: Int
  /// Side of the square that nets see, at most `resize`.
  public var crop: Int

  public init(_ style: Style, resize: Int = 256, crop: Int = 224) {
    self.style = style
    self.resize = resize
    self.crop = crop
  }

  /// crop × crop pixels, their channels in the order of the style.
  public func image(_ photograph: RGBImage) -> RGBImage { ordered(view(photograph)) }

  /// The same, its channels red, green and blue.
  ///
  /// The long side is cut to a whole number as the style's code cuts it: SPOS rounds, the others drop what is behind the point.
  func view(_ photograph: RGBImage) -> RGBImage {
    let short = min(photograph.height, photograph.width), long = max(photograph.height, photograph.width)
    let scaled =
      style == .openCV ? Int(Double(resize) / Double(short) * Double(long) + 0.5) : Int(Double(resize * long) / Double(short))
    let isUpright = photograph.height >= photograph.width, height = isUpright ? scaled : resize, width = isUpright ? resize : scaled
    let rows = RGBImage.centre(crop, of: height), columns = RGBImage.centre(crop, of: width)
    return switch style {
    case .torchvision, .cifar:
      Resampling(.bilinear).resize(photograph, height: height, width: width, rows: rows, columns: columns)
    case .openCV, .mmrazor:
      LinearInterpolation.resize(photograph, height: height, width: width, rows: rows, columns: columns)
    }
  }

  /// The channels of an RGB image in the order of the style.
  func ordered(_ image: RGBImage) -> RGBImage { style == .openCV ? image.reversedChannels : image }

  /// What pixels are normalised by, in the order of the style's channels.
  public var moments: PixelMoments {
    switch style {
    case .torchvision, .mmrazor: PixelMoments(mean: [0.485, 0.456, 0.406], standardDeviation: [0.229, 0.224, 0.225])
    case .cifar:
      PixelMoments(
        mean: [0.49139968, 0.48215827, 0.44653124], standardDeviation: [0.24703233, 0.24348505, 0.26158768])
    case .openCV: PixelMoments(mean: [0, 0, 0], standardDeviation: [1.0 / 255, 1.0 / 255, 1.0 / 255])
    }
  }

  /// Refuses sizes that no image could have.
  func check() throws(DatasetError) {
    guard (1...4_096).contains(resize) else { throw .invalid(field: "resize", reason: "\(resize) is not in 1 … 4096") }
    guard (1...resize).contains(crop) else {
      throw .invalid(field: "crop", reason: "\(crop) is not in 1 … \(resize), what the short side is resized to")
    }
  }
}

/// As specs and experiments write it: `{"style": "opencv"}`; what is left out is as `init` has it.
extension Preprocessing {
  private enum Key: String, CodingKey { case style, resize, crop }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    self.init(try container.decode(Style.self, forKey: .style))
    if let given = try container.decodeIfPresent(Int.self, forKey: .resize) { resize = given }
    if let given = try container.decodeIfPresent(Int.self, forKey: .crop) { crop = given }
  }
}
