import Datasets
import Streams
import Testing

@Suite struct BatchesTests {
  private func images(_ spec: SplitSpec = SplitSpec(training: 100, validation: 20, recalibration: 10)) throws -> PreparedImages {
    try PreparedData(try Dataset.load(.synthetic(SyntheticImages(training: 200, test: 20, height: 6, width: 5, channels: 2))), spec)
      .training
  }
  private let stream = RandomStream(seed: 1, "images")

  private func fill(_ batches: inout Batches, _ batch: Int, _ epoch: Int) throws -> (values: [Float], labels: [Int32]) {
    var values = [Float](repeating: .nan, count: batches.size * batches.images.imageSize),
      labels = [Int32](repeating: -1, count: batches.size)
    try batches.fill(batch, epoch: epoch, images: &values, labels: &labels)
    return (values, labels)
  }

  /// The un-augmented images, as one list an image.
  private func originals(_ images: PreparedImages) throws -> [[Float]] {
    try (0..<images.count).map { image in
      var values = [Float](repeating: 0, count: images.imageSize), label: Int32 = 0
      try images.fill(image..<image + 1, images: &values, labels: &label)
      return values
    }
  }

  @Test func anEpochShowsEachImageAtMostOnceWithItsLabel() throws {
    let images = try images(), originals = try originals(images)
    var batches = try Batches(images, size: 16, stream: stream), seen: [Int] = []
    #expect(batches.perEpoch == 6)
    for batch in 0..<6 {
      let (values, labels) = try fill(&batches, batch, 3)
      for slot in 0..<16 {
        let image = try #require(originals.firstIndex(of: Array(values[slot * 60..<(slot + 1) * 60])))
        #expect(labels[slot] == Int32(images.raw.labels[image]))
        seen.append(image)
      }
    }
    #expect(Set(seen).count == 96)
    #expect(seen != seen.sorted())
  }

  @Test func anyBatchCanBeHadAtAnyTime() throws {
    let images = try images(), augmentation = Augmentation(padding: 2, flips: true, cutout: 3)
    var forward = try Batches(images, size: 25, augmentation: augmentation, stream: stream)
    let all = try (0..<12).map { try fill(&forward, $0 % 4, $0 / 4).values }
    var backward = try Batches(images, size: 25, augmentation: augmentation, stream: stream)
    for at in (0..<12).reversed() { #expect(try fill(&backward, at % 4, at / 4).values == all[at]) }
    #expect(Set(all).count == 12)
    var other = try Batches(images, size: 25, augmentation: augmentation, stream: RandomStream(seed: 2, "images"))
    #expect(try fill(&other, 0, 0).values != all[0])
  }

  /// Whatever the batch size and the split's other images, an image looks the same in one epoch.
  @Test func augmentationDependsOnEpochAndImageAlone() throws {
    let augmentation = Augmentation(padding: 2, flips: true, cutout: 2)
    func looks(_ images: PreparedImages, _ size: Int, _ epoch: Int) throws -> Set<[Float]> {
      var batches = try Batches(images, size: size, augmentation: augmentation, stream: stream)
      return Set(
        try (0..<batches.perEpoch).flatMap { batch in
          let values = try fill(&batches, batch, epoch).values
          return (0..<size).map { Array(values[$0 * 60..<($0 + 1) * 60]) }
        })
    }
    let moments = PixelMoments(mean: [0.5, 0.5], standardDeviation: [0.2, 0.2])
    func fixed(_ spec: SplitSpec) throws -> PreparedImages {
      let data = try Dataset.load(.synthetic(SyntheticImages(training: 200, test: 20, height: 6, width: 5, channels: 2)))
      return try PreparedData(data, spec, Preparation(moments: moments)).training
    }
    let all = try fixed(SplitSpec(training: 100, validation: 20, recalibration: 10)),
      half = try fixed(SplitSpec(training: 50, validation: 20, recalibration: 10))
    #expect(try looks(all, 10, 1) == looks(all, 25, 1))
    #expect(try looks(all, 10, 1) != looks(all, 10, 2))
    #expect(try looks(half, 10, 1).isSubset(of: looks(all, 10, 1)))
  }

  @Test func sizesThatDoNotFitAreRefused() throws {
    let images = try images()
    for size in [0, -1, 101] {
      let error = #expect(throws: DatasetError.self) { try Batches(images, size: size, stream: stream) }
      #expect(error?.description.contains("batch") == true)
    }
    #expect(try Batches(images, size: 100, stream: stream).perEpoch == 1)
    #expect(throws: DatasetError.self) { try Batches(images, size: 10, augmentation: Augmentation(padding: -1), stream: stream) }
  }
}
