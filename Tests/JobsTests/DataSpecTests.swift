import Datasets
import Jobs
import Testing

@Suite struct DataSpecTests {
  /// Protocol, section 1: nothing is tuned on the test set, and no score is taken on images that were trained on.
  @Test func noImageThatIsScoredOnWasTrainedOn() throws {
    let data = try Samples.data().load(environment: [:])
    func pixels(_ images: PreparedImages) -> [[UInt8]] {
      (0..<images.count).map { Array(images.raw.pixels[$0 * images.imageSize..<($0 + 1) * images.imageSize]) }
    }
    let training = Set(pixels(data.training)), validation = Set(pixels(data.validation)), test = Set(pixels(data.test))
    #expect(training.count == 400 && validation.count == 80 && test.count == 160, "synthetic images are all different")
    #expect(training.isDisjoint(with: validation) && training.isDisjoint(with: test) && validation.isDisjoint(with: test))
    #expect(data.recalibration.count == 40 && training.isSuperset(of: pixels(data.recalibration)))
    #expect(data.validation.moments == data.training.moments && data.test.moments == data.training.moments)
  }

  @Test func folderAndSpecLeaveTheSameImages() throws {
    let first = try Samples.data().load(environment: [:]), second = try Samples.data().load(environment: ["CONCORD_DATA": "/nowhere"])
    #expect(first.training.raw.pixels == second.training.raw.pixels && first.validation.indices == second.validation.indices)
  }
}
