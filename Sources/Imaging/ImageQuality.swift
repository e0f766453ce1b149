internal import Streams

/// How near an image is to the true one, on brightness: what super-resolution is judged by (metric code of FALSR's release).
///
///     let quality = ImageQuality(of: restored, truth: photograph, border: 2)   // quality.psnr in dB, quality.ssim from −1 to 1
public struct ImageQuality: Hashable, Sendable {
  /// Peak signal-to-noise ratio in dB, of a peak of 255: 10 log₁₀(255²/mean squared difference); infinite for equal images.
  public let psnr: Double
  /// Structural similarity (Wang et al. 2004), C₁ = (0.01 · 255)², C₂ = (0.03 · 255)²: the mean over all windows of 11 × 11 that lie inside,
  /// weighted by a Gaussian of σ 1.5.
  public let ssim: Double

  public init(psnr: Double, ssim: Double) { (self.psnr, self.ssim) = (psnr, ssim) }

  /// Images of one size, compared without so many pixels at each side; what is left has at least `least` rows and columns.
  public init(of image: RGBImage, truth: RGBImage, border: Int) {
    self.init(of: Luma(image, withoutBorder: border), truth: Luma(truth, withoutBorder: border))
  }

  /// Of one size, at least `least` rows and columns.
  public init(of image: Luma, truth: Luma) {
    precondition(image.height == truth.height && image.width == truth.width, "images of one size are compared")
    precondition(min(image.height, image.width) >= Self.least, "structural similarity has windows of \(Self.least) × \(Self.least)")
    psnr = Self.psnr(image, truth)
    ssim = Self.ssim(image, truth)
  }

  /// The side of a window.
  public static let least = 11

  private static func psnr(_ a: Luma, _ b: Luma) -> Double {
    let squares = zip(a.values, b.values).reduce(0) { sum, pair in
      let difference = Int(pair.0) - Int(pair.1)
      return sum + difference * difference
    }
    return squares == 0
      ? .infinity : 10 / Elementary.log(10) * Elementary.log(255 * 255 / (Double(squares) / Double(a.values.count)))
  }

  /// Windows of so many rows are taken at once, so that what is kept does not grow with the image.
  private static let rowsAtOnce = 64

  private static func ssim(_ a: Luma, _ b: Luma) -> Double {
    let rows = a.height - least + 1, columns = a.width - least + 1
    var sum = 0.0
    for first in stride(from: 0, to: rows, by: rowsAtOnce) {
      let band = first * a.width..<(min(first + rowsAtOnce, rows) + least - 1) * a.width
      sum += ssim(a.values[band].map(Double.init), b.values[band].map(Double.init), width: a.width)
    }
    return sum / Double(rows * columns)
  }

  /// The sum over all windows of a band.
  private static func ssim(_ a: [Double], _ b: [Double], width: Int) -> Double {
    let c1 = 0.01 * 255 * 0.01 * 255, c2 = 0.03 * 255 * 0.03 * 255
    func products(_ x: [Double], _ y: [Double]) -> [Double] { x.indices.map { x[$0] * y[$0] } }
    let x = means(a, width), y = means(b, width)
    let xx = means(products(a, a), width), yy = means(products(b, b), width), xy = means(products(a, b), width)
    var sum = 0.0
    for i in x.indices {
      let product = x[i] * y[i], squares = x[i] * x[i] + y[i] * y[i]
      sum += (2 * product + c1) * (2 * (xy[i] - product) + c2) / ((squares + c1) * (xx[i] + yy[i] - squares + c2))
    }
    return sum
  }

  /// The normal law's weights of a window's rows, and of its columns.
  private static let weights: [Double] = {
    let raw = (0..<least).map { at in
      let x = Double(at - least / 2)
      return Elementary.exp(-x * x / (2 * 1.5 * 1.5))
    }
    let sum = raw.reduce(0, +)
    return raw.map { $0 / sum }
  }()

  /// Weighted means of all windows that lie inside.
  private static func means(_ values: [Double], _ width: Int) -> [Double] {
    let height = values.count / width, columns = width - least + 1, rows = height - least + 1, weights = weights
    var across = [Double](repeating: 0, count: height * columns), means = [Double](repeating: 0, count: rows * columns)
    for y in 0..<height {
      for k in 0..<least { for x in 0..<columns { across[y * columns + x] += weights[k] * values[y * width + x + k] } }
    }
    for y in 0..<rows {
      for k in 0..<least { for x in 0..<columns { means[y * columns + x] += weights[k] * across[(y + k) * columns + x] } }
    }
    return means
  }
}
