import Datasets
import Fixtures
import Streams
import Testing

@Suite struct IDXTests {
  private let imageFile = Expected(path: "images", bytes: 28, remedy: "get it"),
    labelFile = Expected(path: "labels", bytes: 11, remedy: "get it")
  private let images: [UInt8] = [0, 0, 8, 3, 0, 0, 0, 3, 0, 0, 0, 2, 0, 0, 0, 2] + (0..<12).map { UInt8($0) }
  private let labels: [UInt8] = [0, 0, 8, 1, 0, 0, 0, 3, 2, 0, 1]

  private func parse(_ images: [UInt8], _ labels: [UInt8]) throws(DatasetError) -> ImageSet {
    try IDX.images(images, labels, count: 3, height: 2, width: 2, classes: 3, imageFile, labelFile)
  }

  @Test func readsImagesAndLabels() throws {
    let set = try parse(images, labels)
    #expect(set.pixels == (0..<12).map { UInt8($0) })
    #expect(set.labels == [2, 0, 1])
    #expect(set.classCounts == [1, 1, 1])
  }

  @Test(arguments: [
    (at: 3, value: UInt8(1), says: "magic number"), (2, 9, "magic number"), (7, 4, "extents"), (4, 255, "extents"), (15, 0, "extents"),
  ])
  func headersThatSayOtherwiseAreRefused(at: Int, value: UInt8, says: String) {
    var bad = images
    bad[at] = value
    let error = #expect(throws: DatasetError.self) { try parse(bad, labels) }
    #expect(error?.description.contains(says) == true)
    #expect(error?.description.contains("get it") == true)
  }

  @Test func labelsAboveTheClassesAreRefused() {
    let error = #expect(throws: DatasetError.self) { try parse(images, Array(labels.dropLast()) + [3]) }
    #expect(error?.description.contains("label 3") == true)
  }

  @Test func injuredFilesAreReadOrRefused() {
    var random = RandomStream(seed: 1, "idx"), refused = 0
    for _ in 0..<3_000 {
      do throws(DatasetError) {
        let set = try parse(random.injure(images), random.below(2) == 0 ? labels : random.injure(labels))
        #expect(set.count == 3 && set.pixels.count == 12)
      } catch { refused += 1 }
    }
    #expect(refused > 1_000)
  }
}
