public import Streams

/// A rectangle of random area and shape, resized to the net's input: what nets of ImageNet are trained on (Szegedy et al. 2015, by
/// torchvision's rule).
///
/// Ten times an area, uniform in `scale` of the image's, and a ratio width : height, log-uniform in `ratio`, are drawn; the first
/// rectangle that fits is placed uniformly. Where none fits, the largest in the middle whose ratio is allowed is taken.
public struct RandomResizedCrop: Codable, Hashable, Sendable {
  /// Bounds of the area, as a share of the image's.
  public var scale: [Double]
  /// Bounds of width : height.
  public var ratio: [Double]

  public init(scale: ClosedRange<Double> = 0.08...1, ratio: ClosedRange<Double> = 0.75...1 / 0.75) {
    self.scale = [scale.lowerBound, scale.upperBound]
    self.ratio = [ratio.lowerBound, ratio.upperBound]
  }

  private enum Key: String, CodingKey { case scale, ratio }

  /// What is left out is torchvision's default.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    self.init()
    if let given = try container.decodeIfPresent([Double].self, forKey: .scale) { scale = given }
    if let given = try container.decodeIfPresent([Double].self, forKey: .ratio) { ratio = given }
  }

  /// Why no crop can be drawn; nil where one can.
  public var fault: String? {
    func isSound(_ bounds: [Double]) -> Bool {
      bounds.count == 2 && bounds.allSatisfy { $0.isFinite && $0 > 0 && $0 < 1e6 } && bounds[0] <= bounds[1]
    }
    if !isSound(scale) || scale[1] > 1 { return "scale is \(scale), should be two ascending shares of the area, above 0 and up to 1" }
    return isSound(ratio) ? nil : "ratio is \(ratio), should be two ascending positive numbers"
  }

  /// Where the crop of an image of this size lies.
  public func draw(height: Int, width: Int, _ random: inout RandomStream) -> (rows: Range<Int>, columns: Range<Int>) {
    let logs = ratio.map(Elementary.log)
    for _ in 0..<10 {
      let area = Double(height * width) * (scale[0] + (scale[1] - scale[0]) * random.unit())
      let aspect = Elementary.exp(logs[0] + (logs[1] - logs[0]) * random.unit())
      let wide = Self.rounded((area * aspect).squareRoot()), high = Self.rounded((area / aspect).squareRoot())
      guard (1...width).contains(wide), (1...height).contains(high) else { continue }
      let top = random.below(height - high + 1), left = random.below(width - wide + 1)
      return (top..<top + high, left..<left + wide)
    }
    let shape = Double(width) / Double(height)
    var (high, wide) = (height, width)
    if shape < ratio[0] { high = max(1, min(height, Self.rounded(Double(width) / ratio[0]))) }
    if shape > ratio[1] { wide = max(1, min(width, Self.rounded(Double(height) * ratio[1]))) }
    let top = (height - high) / 2, left = (width - wide) / 2
    return (top..<top + high, left..<left + wide)
  }

  /// As Python rounds.
  private static func rounded(_ value: Double) -> Int { Int(value.rounded(.toNearestOrEven)) }
}
