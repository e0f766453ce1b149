public import Streams

/// Random brightness, contrast and saturation in a random order, as torchvision's `ColorJitter` changes Pillow's images.
///
/// Each factor is uniform in 1 ± its amount. An image is blended with black (brightness), with the grey of its mean luminance (contrast)
/// or with its own luminance (saturation); a factor above 1 leads away from that. Equal to Pillow's arithmetic to the bit.
public struct ColorJitter: Codable, Hashable, Sendable {
  /// How far each factor may lie from 1; 0 leaves that quantity alone.
  public var brightness, contrast, saturation: Double

  public init(brightness: Double = 0.4, contrast: Double = 0.4, saturation: Double = 0.4) {
    self.brightness = brightness
    self.contrast = contrast
    self.saturation = saturation
  }

  private enum Key: String, CodingKey { case brightness, contrast, saturation }

  /// What is left out is SPOS's 0.4.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    self.init()
    if let given = try container.decodeIfPresent(Double.self, forKey: .brightness) { brightness = given }
    if let given = try container.decodeIfPresent(Double.self, forKey: .contrast) { contrast = given }
    if let given = try container.decodeIfPresent(Double.self, forKey: .saturation) { saturation = given }
  }

  /// What is blended with.
  public enum Quantity: Int, CaseIterable, Sendable { case brightness, contrast, saturation }

  /// Why it cannot be drawn; nil where it can.
  public var fault: String? {
    let amounts = [brightness, contrast, saturation]
    return amounts.allSatisfy { (0...1).contains($0) } ? nil : "amounts are \(amounts), should be 0 … 1"
  }

  /// The steps for one image, in their order; always as many numbers.
  public func draw(_ random: inout RandomStream) -> [(quantity: Quantity, factor: Double)] {
    let order = random.permutation(3), factors = (0..<3).map { _ in 2 * random.unit() - 1 }
    return order.compactMap { number in
      guard let quantity = Quantity(rawValue: number) else { return nil }
      let amount = [brightness, contrast, saturation][number]
      return amount == 0 ? nil : (quantity, 1 + amount * factors[number])
    }
  }

  /// The image with one quantity multiplied.
  public static func apply(_ quantity: Quantity, _ factor: Double, to image: RGBImage) -> RGBImage {
    let count = image.height * image.width, factor = Float(factor)
    return image.pixels.withUnsafeBufferPointer { source in
      func luminance(_ pixel: Int) -> UInt8 {
        let red = 19_595 * Int(source[3 * pixel]), green = 38_470 * Int(source[3 * pixel + 1]), blue = 7_471 * Int(source[3 * pixel + 2])
        return UInt8((red + green + blue + 0x8000) >> 16)
      }
      var grey: UInt8 = 0
      if quantity == .contrast {
        var sum = 0
        for pixel in 0..<count { sum += Int(luminance(pixel)) }
        grey = UInt8(Double(sum) / Double(count) + 0.5)
      }
      return RGBImage(height: image.height, width: image.width) { target in
        for pixel in 0..<count {
          let other = quantity == .saturation ? luminance(pixel) : grey
          for at in 3 * pixel..<3 * pixel + 3 { target[at] = blend(other, source[at], factor) }
        }
      }
    }
  }

  /// first + factor · (second − first), cut to a byte as Pillow's `Image.blend` cuts it.
  private static func blend(_ first: UInt8, _ second: UInt8, _ factor: Float) -> UInt8 {
    let value = Float(first) + factor * (Float(second) - Float(first))
    return UInt8(max(0, min(255, value)))
  }
}
