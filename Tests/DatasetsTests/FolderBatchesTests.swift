import Datasets
import Fixtures
import FoundationEssentials
import Imaging
import Streams
import Testing

/// Batches of photographs, which threads decode ahead.
@Suite struct FolderBatchesTests {
  private let photographs: PhotographFolder, images: PreparedImages
  private let all = Augmentation(padding: 1, flips: true, cutout: 2, resizedCrop: RandomResizedCrop(), jitter: ColorJitter())
  private let stream = RandomStream(seed: 4, "images")

  init() throws {
    photographs = try PhotographFolder([("train", [9, 8, 6])])
    images = try PreparedImages(try ImageFolder(photographs.folder["train"]), Preprocessing(.torchvision, resize: 12, crop: 8))
  }

  private func fill(_ batches: inout Batches, _ batch: Int, _ epoch: Int) throws -> (values: [Float], labels: [Int32]) {
    var values = [Float](repeating: .nan, count: batches.size * batches.images.imageSize),
      labels = [Int32](repeating: -1, count: batches.size)
    try batches.fill(batch, epoch: epoch, images: &values, labels: &labels)
    return (values, labels)
  }

  private func originals() throws -> [[Float]] {
    try (0..<images.count).map { image in
      var values = [Float](repeating: 0, count: images.imageSize), label: Int32 = 0
      try images.fill(image..<image + 1, images: &values, labels: &label)
      return values
    }
  }

  /// Without changes an epoch shows each photograph of its batches once, with its label: the goldens differ, their copies have one class each.
  @Test func anEpochShowsEachPhotographOnceWithItsLabel() throws {
    let originals = try originals()
    var batches = try Batches(images, size: 7, stream: stream), seen: [[Float]: Int] = [:]
    for batch in 0..<3 {
      let (values, labels) = try fill(&batches, batch, 2)
      for slot in 0..<7 {
        let look = Array(values[slot * 192..<(slot + 1) * 192])
        #expect(originals.indices.contains { originals[$0] == look && Int32(images.raw.labels[$0]) == labels[slot] })
        seen[look, default: 0] += 1
      }
    }
    for (look, count) in seen { #expect(count <= originals.count { $0 == look }) }
  }

  /// Resuming is reading from another place on: bits do not depend on what was read before.
  @Test func anyBatchCanBeHadAtAnyTime() throws {
    var forward = try Batches(images, size: 5, augmentation: all, stream: stream)
    let looks = try (0..<12).map { try fill(&forward, $0 % 4, $0 / 4) }
    #expect(Set(looks.map(\.values)).count == 12)
    var resumed = try Batches(images, size: 5, augmentation: all, stream: stream)
    for at in 7..<12 { #expect(try fill(&resumed, at % 4, at / 4) == looks[at]) }
    for at in [3, 0, 11, 1, 2] { #expect(try fill(&resumed, at % 4, at / 4) == looks[at]) }
  }

  /// The crop and the colours of an image, drawn by hand from its own stream.
  @Test func aPhotographIsCroppedAndColouredFromItsOwnStream() throws {
    let path = photographs.folder["one"]
    try FileManager.default.createDirectory(atPath: "\(path)/a", withIntermediateDirectories: true)
    try Fixtures.golden("imaging/rgb.png").write(to: URL(filePath: "\(path)/a/x.png"))
    let one = try PreparedImages(try ImageFolder(path), Preprocessing(.openCV, resize: 9, crop: 8))
    var batches = try Batches(
      one, size: 1, augmentation: Augmentation(resizedCrop: RandomResizedCrop(), jitter: ColorJitter()), stream: stream)
    for epoch in 0..<5 {
      let own = stream.child("augmentation").child(epoch).child(0)
      var image = try RGBImage(reading: "\(path)/a/x.png"), crop = own.child("crop"), jitter = own.child("jitter")
      let (rows, columns) = RandomResizedCrop().draw(height: 17, width: 23, &crop)
      image = Resampling(.bilinear).resize(image.crop(rows: rows, columns: columns), height: 8, width: 8)
      for step in ColorJitter().draw(&jitter) { image = ColorJitter.apply(step.quantity, step.factor, to: image) }
      #expect(try fill(&batches, 0, epoch).values == image.reversedChannels.pixels.map { Float($0) })
    }
  }

  @Test func imagesInMemoryAreNotCroppedAsPhotographs() throws {
    let data = try PreparedData(try Dataset.load(.synthetic(SyntheticImages(channels: 3))), SplitSpec(validation: 10, recalibration: 10))
    #expect(throws: DatasetError.invalid(field: "augmentation.jitter", reason: "it is for the photographs of an image-folder")) {
      try Batches(data.training, size: 4, augmentation: Augmentation(jitter: ColorJitter()), stream: stream)
    }
  }

  @Test func aDamagedPhotographIsNamedWhenItIsRead() throws {
    try write([0xFF, 0xD8, 0xFF], photographs.folder["train/class0/0-baseline-420.jpeg"])
    var values = [Float](repeating: 0, count: 192), label: Int32 = 0
    let error = #expect(throws: DatasetError.self) { try images.fill(0..<1, images: &values, labels: &label) }
    #expect(error?.description.contains("class0/0-baseline-420.jpeg is not a sound JPEG") == true)
    try images.fill(1..<2, images: &values, labels: &label)
  }

  @Test func augmentationsAreLeftOutOfJSONWhereTheyDoNotHappen() throws {
    let none = try JSONEncoder().encode(Augmentation(flips: true))
    #expect(!String(decoding: none, as: UTF8.self).contains("jitter"))
    #expect(try JSONDecoder().decode(Augmentation.self, from: try JSONEncoder().encode(all)) == all)
    let text = #"{"flips": true, "resizedCrop": {}, "jitter": {"brightness": 0.4, "contrast": 0.4, "saturation": 0.4}}"#
    #expect(
      try JSONDecoder().decode(Augmentation.self, from: Data(text.utf8))
        == Augmentation(flips: true, resizedCrop: RandomResizedCrop(), jitter: ColorJitter()))
  }
}
