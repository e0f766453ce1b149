import Fixtures
import FoundationEssentials
import Imaging
import Testing

@Suite struct ImageQualityTests {
  /// What Tests/Golden/imaging/quality.py writes.
  private struct Golden: Decodable {
    struct Pair: Decodable { let height: Int, width: Int, border: Int, psnr: Double, ssim: Double }
    let pairs: [Pair], brightness: [Double], chroma: [Double]
  }

  private let golden = Result { try JSONDecoder().decode(Golden.self, from: Fixtures.golden("imaging/quality.json")) }

  private func disturbed(_ image: RGBImage) -> RGBImage {
    let pixels = image.pixels.enumerated().map { UInt8(max(0, min(255, Int($1) + $0 * 7 % 23 - 11))) }
    return RGBImage(height: image.height, width: image.width, pixels: pixels)
  }

  /// Of sizes with one band of windows and with several.
  @Test func bothMeasuresAreThoseOfScikitImage() throws {
    for pair in try golden.get().pairs {
      let image = RGBImage(
        height: pair.height, width: pair.width, pixels: Fixtures.picture(height: pair.height, width: pair.width))
      let quality = ImageQuality(of: disturbed(image), truth: image, border: pair.border)
      #expect(abs(quality.psnr - pair.psnr) < 1e-10 && abs(quality.ssim - pair.ssim) < 1e-12, "\(quality) \(pair)")
    }
  }

  @Test func brightnessAndColoursAreThoseOfScikitImage() throws {
    let image = RGBImage(height: 8, width: 8, pixels: Fixtures.picture(height: 8, width: 8)), golden = try golden.get()
    #expect(zip(image.brightness, golden.brightness).allSatisfy { abs(Double($0) - $1) < 1e-7 } && image.brightness.count == 64)
    #expect(zip(image.chroma, golden.chroma).allSatisfy { abs(Double($0) - $1) < 1e-7 } && image.chroma.count == 128)
  }

  /// A ramp of 0 to 255 on 16 × 16, and the same with ±3 in a chequerboard, cut off at both ends.
  @Test func aDisturbedRampIsAsCountedByHand() {
    let ramp = Luma(height: 16, width: 16, values: (0..<256).map { UInt8($0) })
    let disturbed = (0..<256).map { at -> UInt8 in
      let step = (at / 16 + at) % 2 == 0 ? 3 : -3
      return UInt8(max(0, min(255, at + step)))
    }
    let other = Luma(height: 16, width: 16, values: disturbed)
    let quality = ImageQuality(of: other, truth: ramp)
    #expect(abs(quality.psnr - 38.630047) < 1e-6 && abs(quality.ssim - 0.992627043) < 1e-8, "\(quality)")
    #expect(ImageQuality(of: ramp, truth: ramp) == ImageQuality(psnr: .infinity, ssim: 1))
  }

  @Test func blackAndWhiteHaveTheLumaOfVideo() {
    let pixels: [UInt8] = [0, 0, 0, 255, 255, 255, 255, 0, 0]
    #expect(Luma(RGBImage(height: 1, width: 3, pixels: pixels)).values == [16, 235, 81])
  }
}
