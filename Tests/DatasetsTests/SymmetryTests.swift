import Datasets
import Streams
import Testing

@Suite struct SymmetryTests {
  private static let stream = RandomStream(seed: 1, "images")

  private func images() throws -> PreparedImages {
    let source = SyntheticImages(training: 240, test: 20, height: 8, width: 8, channels: 3)
    return try PreparedData(
      try Dataset.load(.synthetic(source)), SplitSpec(validation: 10, recalibration: 4), Preparation(upscaling: 2)
    ).training
  }

  /// The eight of a square image by their definition: turns by quarters, mirrored or not.
  private func all(_ image: [Float], side: Int) -> [[Float]] {
    func turned(_ own: [Float]) -> [Float] {
      (0..<side).flatMap { y in (0..<side).flatMap { x in (0..<3).map { own[((side - 1 - x) * side + y) * 3 + $0] } } }
    }
    let mirrored = (0..<side).flatMap { y in (0..<side).flatMap { x in (0..<3).map { image[(y * side + side - 1 - x) * 3 + $0] } } }
    return [image, mirrored].flatMap { start in
      (0..<3).reduce(into: [start]) { turns, _ in turns.append(turned(turns[turns.count - 1])) }
    }
  }

  private func fill(_ batches: inout Batches, _ batch: Int, _ epoch: Int) throws -> (small: [Float], large: [Float]) {
    var small = [Float](repeating: .nan, count: batches.size * 48), large = [Float](repeating: .nan, count: batches.size * 192)
    try batches.fill(batch, epoch: epoch, images: &small, labels: nil, targets: &large)
    return (small, large)
  }

  /// An image and its larger version are laid down alike, in each of the eight ways about equally often.
  @Test func imagesAreLaidDownInAllEightWaysWithTheirLargerVersions() throws {
    let images = try images()
    var plain = [Float](repeating: 0, count: images.count * 48), whole = [Float](repeating: 0, count: images.count * 192)
    try images.fill(0..<images.count, images: &plain, labels: nil, targets: &whole)
    let ways = (0..<images.count).map { image in
      (all(Array(plain[image * 48..<(image + 1) * 48]), side: 4), all(Array(whole[image * 192..<(image + 1) * 192]), side: 8))
    }
    var batches = try Batches(images, size: 23, augmentation: Augmentation(symmetries: true), stream: Self.stream)
    var counts = [Int](repeating: 0, count: 8)
    for batch in 0..<batches.perEpoch {
      let (small, large) = try fill(&batches, batch, 2)
      for slot in 0..<23 {
        let own = Array(large[slot * 192..<(slot + 1) * 192])
        let image = try #require(ways.firstIndex { $0.1.contains(own) }), way = try #require(ways[image].1.firstIndex(of: own))
        #expect(ways[image].0[way] == Array(small[slot * 48..<(slot + 1) * 48]))
        counts[way] += 1
      }
    }
    // 230 draws: 28.75 each, sd 5.
    #expect(counts.allSatisfy { (10...50).contains($0) }, "\(counts)")
  }

  @Test func anyBatchCanBeHadAtAnyTime() throws {
    let images = try images(), augmentation = Augmentation(symmetries: true)
    var forward = try Batches(images, size: 50, augmentation: augmentation, stream: Self.stream)
    let ahead = try (0..<8).map { try fill(&forward, $0 % 4, $0 / 4).large }
    var backward = try Batches(images, size: 50, augmentation: augmentation, stream: Self.stream)
    for at in (0..<8).reversed() { #expect(try fill(&backward, at % 4, at / 4).large == ahead[at]) }
  }

  @Test func whatImagesCannotTakeIsRefused() throws {
    let images = try images()
    for augmentation in [Augmentation(padding: 1), Augmentation(flips: true), Augmentation(cutout: 2)] {
      #expect(throws: DatasetError.self) { try Batches(images, size: 4, augmentation: augmentation, stream: Self.stream) }
    }
    let wide = try PreparedData(
      try Dataset.load(.synthetic(SyntheticImages(height: 6, width: 8))), SplitSpec(validation: 10, recalibration: 4)
    ).training
    let error = #expect(throws: DatasetError.self) {
      try Batches(wide, size: 4, augmentation: Augmentation(symmetries: true), stream: Self.stream)
    }
    #expect(error?.description.contains("symmetries") == true)
  }
}
