import Imaging
import Testing

/// Bilinear resizing is held against torchvision in `PreprocessingTests`.
@Suite struct ResamplingTests {
  @Test func bicubicIsPillows() throws {
    for golden in try GoldenResizing.read().cases {
      let image = Resampling(.bicubic).resize(GoldenResizing.picture(golden.height, golden.width), height: 17, width: 13)
      #expect(image.pixels == Array(golden.bicubic), "\(golden.height) × \(golden.width)")
    }
  }

  @Test(arguments: [Resampling.Filter.bilinear, .bicubic]) func aFlatImageStaysFlatAndItsOwnSizeChangesNothing(filter: Resampling.Filter) {
    let flat = RGBImage(height: 9, width: 31, pixels: [UInt8](repeating: 200, count: 9 * 31 * 3))
    for (height, width) in [(1, 1), (4, 50), (90, 7), (9, 31)] {
      #expect(Resampling(filter).resize(flat, height: height, width: width).pixels.allSatisfy { $0 == 200 })
      #expect(LinearInterpolation.resize(flat, height: height, width: width).pixels.allSatisfy { $0 == 200 })
    }
    let picture = GoldenResizing.picture(12, 10)
    #expect(Resampling(filter).resize(picture, height: 12, width: 10) == picture)
  }

  /// A window is that part of the whole, smaller and larger than the source, in either direction.
  @Test(arguments: [(30, 7), (5, 44), (12, 10), (12, 3), (40, 10)]) func aWindowIsAPartOfTheWhole(height: Int, width: Int) {
    let picture = GoldenResizing.picture(12, 10), rows = height / 3..<height / 3 + 2, columns = width / 2..<width
    for filter in [Resampling.Filter.bilinear, .bicubic] {
      let whole = Resampling(filter).resize(picture, height: height, width: width)
      #expect(
        Resampling(filter).resize(picture, height: height, width: width, rows: rows, columns: columns)
          == whole.crop(rows: rows, columns: columns))
    }
    let whole = LinearInterpolation.resize(picture, height: height, width: width)
    #expect(
      LinearInterpolation.resize(picture, height: height, width: width, rows: rows, columns: columns)
        == whole.crop(rows: rows, columns: columns))
  }
}
