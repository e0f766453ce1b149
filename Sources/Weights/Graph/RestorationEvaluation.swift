public import Datasets
public import Engine
public import Imaging
internal import Spaces

/// How near a super-resolution net comes to the images of a folder, beside bicubic enlargement: peak signal-to-noise ratio and structural
/// similarity of brightness, image by image.
public struct RestorationEvaluation: Sendable {
  /// One image.
  public struct Score: Hashable, Sendable {
    public let name: String
    /// Of the net's image, and of what Pillow's bicubic filter makes of the small one.
    public let quality: ImageQuality, bicubic: ImageQuality
  }

  /// An image in all its forms, of one size but for `low`.
  public struct Restored: Sendable {
    public let name: String
    public let low: RGBImage, bicubic: RGBImage, restored: RGBImage, high: RGBImage
  }

  /// In the folder's order.
  public let scores: [Score]

  /// The mean over the images.
  public var quality: ImageQuality { Self.mean(scores.map(\.quality)) }
  public var bicubic: ImageQuality { Self.mean(scores.map(\.bicubic)) }

  private static func mean(_ all: [ImageQuality]) -> ImageQuality {
    func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
    return ImageQuality(psnr: mean(all.map(\.psnr)), ssim: mean(all.map(\.ssim)))
  }

  /// Runs the net over all pairs. Throws what reading images throws, `WeightsError.noScores` where the net gives NaN, and what `each` does.
  ///
  /// As FALSR's released code does it: differences of colour are those of the bicubic image, what the graph gives is cut off to bytes, and a
  /// border of as many pixels as the factor is left out of the comparison.
  ///
  /// - Parameters:
  ///   - side: the most rows and columns of the small image that are computed at once; no result depends on it.
  ///   - each: is shown every image.
  public init(
    _ net: GraphNetwork, on pairs: ImagePairs, threads: Int, level: KernelLevel = .best, side: Int = 256,
    each: (Restored) throws -> Void = { _ in }
  ) throws {
    precondition(pairs.factor == net.factor, "pairs of the net's factor")
    var upscaler = try Upscaler(net, threads: threads, level: level, side: side), scores: [Score] = []
    for (number, name) in pairs.names.enumerated() {
      let (low, high) = try pairs.images(number), least = ImageQuality.least + 2 * net.factor
      guard min(high.height, high.width) >= least else {
        throw DatasetError.malformed(
          file: "\(pairs.path)/\(name)",
          reason: "it has \(high.height) × \(high.width) pixels, and structural similarity needs \(least) × \(least)",
          remedy: "take it out of the folder")
      }
      let bicubic = Resampling(.bicubic).resize(low, height: high.height, width: high.width)
      let brightness = try upscaler.enlarge(low.brightness, height: low.height, width: low.width)
      guard brightness.allSatisfy(\.isFinite) else { throw WeightsError.noScores(network: net.path, image: number) }
      let restored = RGBImage(
        height: high.height, width: high.width, pixels: net.pixels(brightness: brightness, chroma: bicubic.chroma))
      scores.append(
        Score(
          name: name, quality: ImageQuality(of: restored, truth: high, border: net.factor),
          bicubic: ImageQuality(of: bicubic, truth: high, border: net.factor)))
      try each(Restored(name: name, low: low, bicubic: bicubic, restored: restored, high: high))
    }
    self.scores = scores
  }
}
