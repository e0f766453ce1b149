import Datasets
import Streams
import Testing

/// Every augmented image is one of those that a plain implementation lists, and each of the kinds occurs.
@Suite struct AugmentationTests {
  private let height = 5, width = 4, channels = 2

  private func images() throws -> PreparedImages {
    let data = try Dataset.load(.synthetic(SyntheticImages(training: 60, test: 10, height: height, width: width, channels: channels)))
    return try PreparedData(data, SplitSpec(training: 40, validation: 10, recalibration: 10)).training
  }

  private func augmented(_ augmentation: Augmentation, epoch: Int) throws -> [Float] {
    var batches = try Batches(try images(), size: 40, augmentation: augmentation, stream: RandomStream(seed: 9, "images"))
    var values = [Float](repeating: .nan, count: 40 * 40), labels = [Int32](repeating: 0, count: 40)
    try batches.fill(0, epoch: epoch, images: &values, labels: &labels)
    return values
  }

  /// Crop and flip of normalised values, where black is what intensity 0 becomes.
  private func plain(_ image: [Float], _ black: [Float], down: Int, right: Int, flipped: Bool) -> [Float] {
    (0..<height * width * channels).map { at in
      let channel = at % channels, x = at / channels % width, y = at / channels / width + down
      let column = (flipped ? width - 1 - x : x) + right
      return y >= 0 && y < height && column >= 0 && column < width ? image[(y * width + column) * channels + channel] : black[channel]
    }
  }

  @Test(arguments: [Augmentation(padding: 2), Augmentation(flips: true), Augmentation(padding: 1, flips: true)])
  func cropsAndFlipsAreThoseOfAPlainImplementation(augmentation: Augmentation) throws {
    let originals = try augmented(.none, epoch: 4), values = try augmented(augmentation, epoch: 4), images = try images()
    let black = (0..<channels).map { Float(-images.moments.mean[$0] / images.moments.standardDeviation[$0]) }
    var kinds: Set<[Int]> = []
    for slot in 0..<40 {
      let original = Array(originals[slot * 40..<(slot + 1) * 40]), value = Array(values[slot * 40..<(slot + 1) * 40])
      let shifts = -augmentation.padding...augmentation.padding
      let found = shifts.flatMap { down in
        shifts.flatMap { right in (augmentation.flips ? [false, true] : [false]).map { (down: down, right: right, flipped: $0) } }
      }.filter { plain(original, black, down: $0.down, right: $0.right, flipped: $0.flipped) == value }
      #expect(found.count == 1)
      for kind in found { kinds.insert([kind.down, kind.right, kind.flipped ? 1 : 0]) }
    }
    #expect(kinds.count > (augmentation.padding > 0 ? 10 : 1))
  }

  @Test func cutoutSetsOneClippedSquareToTheMean() throws {
    let originals = try augmented(.none, epoch: 0), values = try augmented(Augmentation(cutout: 2), epoch: 0)
    var areas: Set<Int> = []
    for slot in 0..<40 {
      let cut = (0..<height * width).filter { at in (0..<channels).allSatisfy { values[slot * 40 + at * channels + $0] == 0 } }
      let rows = Set(cut.map { $0 / width }), columns = Set(cut.map { $0 % width })
      #expect(cut.count == rows.count * columns.count && rows.count <= 2 && columns.count <= 2 && !cut.isEmpty)
      for at in 0..<height * width where !cut.contains(at) {
        for channel in 0..<channels {
          #expect(values[slot * 40 + at * channels + channel] == originals[slot * 40 + at * channels + channel])
        }
      }
      areas.insert(cut.count)
    }
    #expect(areas.contains(4) && areas.count > 1)
  }

  /// Switching one part on leaves what the others draw.
  @Test func partsDrawIndependently() throws {
    let cropped = try augmented(Augmentation(padding: 2), epoch: 1), both = try augmented(Augmentation(padding: 2, cutout: 2), epoch: 1)
    for at in cropped.indices where both[at] != 0 { #expect(both[at] == cropped[at]) }
  }
}
