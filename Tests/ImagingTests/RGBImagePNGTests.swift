import Fixtures
import Imaging
import Testing

@Suite struct RGBImagePNGTests {
  @Test(arguments: [(1, 1), (3, 5), (64, 31), (1, 700)]) func whatIsWrittenReadsBack(height: Int, width: Int) throws {
    let image = RGBImage(height: height, width: width, pixels: Fixtures.picture(height: height, width: width))
    #expect(try RGBImage(decoding: image.png(for: "made.png"), of: "made.png") == image)
  }

  @Test func imagesThatAreTooWideAreRefused() {
    let image = RGBImage(height: 1, width: 70_000, pixels: [UInt8](repeating: 0, count: 210_000))
    let error = #expect(throws: ImagingError.self) { try image.png(for: "wide.png") }
    #expect(error?.description.hasPrefix("wide.png cannot be made: ") == true)
  }
}
