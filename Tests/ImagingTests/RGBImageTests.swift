import Imaging
import Testing

@Suite struct RGBImageTests {
  private let image = RGBImage(height: 3, width: 5, pixels: (0..<45).map { UInt8($0) })

  @Test func aCropTakesItsRowsAndColumns() {
    #expect(image.crop(rows: 1..<2, columns: 3..<5).pixels == [24, 25, 26, 27, 28, 29])
    #expect(image.crop(rows: 0..<3, columns: 0..<5) == image)
  }

  /// torchvision rounds the half of an odd margin as Python does: 3/2 is 2, 1/2 is 0.
  @Test func theMiddleIsWhereTorchvisionHasIt() {
    #expect(RGBImage.centre(2, of: 3) == 0..<2 && RGBImage.centre(2, of: 5) == 2..<4)
    #expect(RGBImage.centre(3, of: 5) == 1..<4 && RGBImage.centre(2, of: 7) == 2..<4 && RGBImage.centre(2, of: 9) == 4..<6)
  }

  @Test func twoReversalsAreNone() {
    #expect(image.reversedChannels.pixels.prefix(3) == [2, 1, 0] && image.reversedChannels.reversedChannels == image)
  }
}
