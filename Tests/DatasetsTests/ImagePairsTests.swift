import Datasets
import Fixtures
import Imaging
import Testing

@Suite struct ImagePairsTests {
  private func image(_ height: Int, _ width: Int) -> RGBImage {
    RGBImage(height: height, width: width, pixels: Fixtures.picture(height: height, width: width))
  }

  private func write(_ image: RGBImage, _ path: String) throws { try DatasetsTests.write(try image.png(for: path), path) }

  @Test func pairsAreReadAsTheyAre() throws {
    try withFolder { folder in
      try write(image(8, 12), "\(folder)/b_HR.png")
      try write(image(4, 6), "\(folder)/b_LR.png")
      try write(image(6, 6), "\(folder)/a_HR.png")
      try write(image(3, 3), "\(folder)/a_LR.png")
      let pairs = try ImagePairs(folder, factor: 2)
      #expect(pairs.names == ["a", "b"] && pairs.count == 2)
      let (low, high) = try pairs.images(1)
      #expect(low == image(4, 6) && high == image(8, 12))
      let others = try ImagePairs(folder, factor: 3)
      #expect(throws: DatasetError.self) { try others.images(0) }
    }
  }

  /// Odd rows and columns at the end are left out, and the small image is Pillow's bicubic one, as `ResamplingTests` hold it.
  @Test(arguments: [2, 3, 4]) func smallImagesAreMade(factor: Int) throws {
    try withFolder { folder in
      try write(image(25, 31), "\(folder)/photograph.png")
      let pairs = try ImagePairs(folder, factor: factor), (low, high) = try pairs.images(0)
      #expect(high == image(25, 31).crop(rows: 0..<25 / factor * factor, columns: 0..<31 / factor * factor))
      #expect(low == Resampling(.bicubic).resize(high, height: 25 / factor, width: 31 / factor))
    }
  }

  @Test func whatDoesNotBelongTogetherIsSaid() throws {
    func reason(_ folder: String) -> String {
      do { return "\(try ImagePairs(folder, factor: 2).count) pairs" } catch { return "\(error)" }
    }
    try withFolder { folder in
      #expect(reason(folder).contains("any image is missing"))
      #expect(reason("\(folder)/nowhere").contains("nowhere is missing"))
      try write(image(4, 4), "\(folder)/a_LR.png")
      #expect(reason(folder).contains("a_HR.png is missing"))
      try write(image(8, 8), "\(folder)/b_HR.png")
      #expect(reason(folder).contains("b_LR.png is missing"))
    }
  }
}
