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
    func first(_ height: Int, _ width: Int, _ size: Int) -> Int {
      let pixels = (0..<3 * height * width).map { $0 % 3 == 0 ? UInt8($0 / 3) : 0 }
      return Int(RGBImage(height: height, width: width, pixels: pixels).centerCrop(size).pixels[0])
    }
    #expect(first(3, 5, 2) == 0 * 5 + 2)
    #expect(first(3, 5, 3) == 1)
    #expect(first(7, 9, 2) == 2 * 9 + 4)
  }

  @Test func twoMirrorsAndTwoReversalsAreNone() {
    #expect(image.mirrored.pixels.prefix(3) == [12, 13, 14])
    #expect(image.reversedChannels.pixels.prefix(3) == [2, 1, 0])
    #expect(image.mirrored.mirrored == image && image.reversedChannels.reversedChannels == image)
  }
}
