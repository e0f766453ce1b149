import Datasets
import Fixtures
import FoundationEssentials
import Imaging
import Streams
import Testing

/// Folders of photographs as data sets for super-resolution.
@Suite struct PhotographPatchesTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for (set, sizes) in [("train", [(20, 24), (18, 30), (26, 22), (40, 20)]), ("test", [(24, 24)])] {
      try FileManager.default.createDirectory(atPath: folder[set], withIntermediateDirectories: true)
      for (number, size) in sizes.enumerated() {
        // No two pixels near one another are alike, so that a patch is found by what it shows.
        let pixels = (0..<size.0 * size.1).flatMap { at -> [UInt8] in
          let value = UInt8((at * 37 + number * 101 + at * at / 7) % 256)
          return [value, value, value]
        }
        let image = RGBImage(height: size.0, width: size.1, pixels: pixels)
        try Data(try image.png(for: "\(number).png")).write(to: URL(filePath: folder["\(set)/\(number).png"]))
      }
    }
  }

  private func source(_ change: (inout ImagePairSource) -> Void = { _ in }) -> DataSource {
    var own = ImagePairSource(
      set: "own", folder: folder.path, trainingFolder: "train", testFolder: "test", factor: 2, side: 4, patches: 6, training: 24, test: 6)
    change(&own)
    return .imagePairs(own)
  }

  private func data(_ validation: Int = 6) throws -> PreparedData {
    try PreparedData(try Dataset.load(source()), SplitSpec(validation: validation, recalibration: 2, seed: 1))
  }

  /// Rows of a photograph's luma, and where the square of a large image stands in it.
  private func place(_ square: [Float], in photograph: Int) throws -> (top: Int, left: Int)? {
    let image = try RGBImage(reading: folder["train/\(photograph).png"]), luma = Luma(image)
    for top in 0...image.height - 8 {
      for left in 0...image.width - 8 {
        let agrees = (0..<64).allSatisfy { at in
          abs(square[at] - Float(luma.values[(top + at / 8) * image.width + left + at % 8]) / 255) < 1e-6
        }
        if agrees { return (top, left) }
      }
    }
    return nil
  }

  @Test func largeAndSmallSquaresStandAtOnePlaceOfOnePhotograph() throws {
    let images = try data().training, small = try #require(images.factor)
    #expect(small == 2 && images.height == 4 && images.channels == 1 && images.count == 18)
    var batches = try Batches(images, size: 6, stream: RandomStream(seed: 1, "images")), places: Set<[Int]> = []
    for epoch in 0..<2 {
      for batch in 0..<3 {
        var low = [Float](repeating: 0, count: 96), high = [Float](repeating: 0, count: 384)
        try batches.fill(batch, epoch: epoch, images: &low, labels: nil, targets: &high)
        for slot in 0..<6 {
          let square = Array(high[slot * 64..<(slot + 1) * 64])
          let found = try (0..<4).compactMap { photograph in try place(square, in: photograph).map { (photograph, $0) } }
          let (photograph, at) = try #require(found.first)
          #expect(at.top % 2 == 0 && at.left % 2 == 0)
          places.insert([photograph, at.top, at.left])
          let whole = try RGBImage(reading: folder["train/\(photograph).png"])
          let reduced = Luma(Resampling(.bicubic).resize(whole, height: whole.height / 2, width: whole.width / 2))
          for pixel in 0..<16 {
            let value = reduced.values[(at.top / 2 + pixel / 4) * reduced.width + at.left / 2 + pixel % 4]
            #expect(abs(low[slot * 16 + pixel] - Float(value) / 255) < 1e-6)
          }
        }
      }
    }
    #expect(places.count > 24, "places are drawn anew in each epoch")
  }

  /// No photograph is trained on and validated; evaluation sees the same squares each time.
  @Test func photographsStayTogetherInSplits() throws {
    let data = try data()
    #expect(Set(data.validation.indices.map { $0 / 6 }).count == 1)
    #expect(Set(data.training.indices.map { $0 / 6 }).isDisjoint(with: data.validation.indices.map { $0 / 6 }))
    var targets = [[Float](repeating: 0, count: 384), [Float](repeating: 1, count: 384)], images = [Float](repeating: 0, count: 96)
    for time in 0..<2 { try data.validation.fill(0..<6, images: &images, labels: nil, targets: &targets[time]) }
    #expect(targets[0] == targets[1] && data.test.count == 6 && data.test.interpolationError(0) > 0)
    let error = #expect(throws: DatasetError.self) { try self.data(5) }
    #expect(error?.description.contains("photograph") == true)
  }

  @Test func whatIsDeclaredAndWhatIsThereMustAgree() throws {
    let errors = [
      source { $0.training = 23 }, source { $0.side = 11 }, source { $0.channels = 2 }, source { $0.testFolder = "none" },
      source { $0.patches = 0 },
    ].map { source in #expect(throws: DatasetError.self) { try Dataset.load(source) } }
    #expect(errors.allSatisfy { $0?.description.isEmpty == false })
    let whole = try Dataset.load(source()), other = try Dataset.load(source { ($0.patches, $0.training, $0.test) = (5, 20, 5) })
    #expect(whole.digest != other.digest && whole.training.count == 24)
  }

  @Test func theSourceIsWrittenAndReadBack() throws {
    let text = try JSONEncoder().encode(source().withoutFolder)
    #expect(try JSONDecoder().decode(DataSource.self, from: text) == source { $0.folder = nil } && source().factor == 2)
  }
}
