import Datasets
import Digests
import Testing

@Suite struct SyntheticImagesTests {
  @Test func theSeedFixesEverything() throws {
    let one = try Dataset.load(.synthetic(SyntheticImages(seed: 1))), same = try Dataset.load(.synthetic(SyntheticImages(seed: 1)))
    let other = try Dataset.load(.synthetic(SyntheticImages(seed: 2)))
    #expect(one.digest == same.digest && one.training.pixels == same.training.pixels)
    #expect(one.digest != other.digest)
    #expect(one.digest.hex == "a5452c09b70bee48e3127c805528dd4c2bfc7932e91f950fdc771a2d8396965e")
  }

  /// The nearest class mean of the training set tells classes of the test set apart, and not perfectly.
  @Test func classesCanBeLearned() throws {
    let data = try Dataset.load(.synthetic(SyntheticImages(channels: 3, classes: 5)))
    let size = data.training.imageSize
    var means = [[Double]](repeating: [Double](repeating: 0, count: size), count: 5)
    for image in 0..<data.training.count {
      for at in 0..<size { means[Int(data.training.labels[image])][at] += Double(data.training.pixels[image * size + at]) / 200 }
    }
    let right = (0..<data.test.count).count { image in
      let distances = means.map { mean in
        (0..<size).reduce(0.0) { sum, at in
          sum + (Double(data.test.pixels[image * size + at]) - mean[at]) * (Double(data.test.pixels[image * size + at]) - mean[at])
        }
      }
      return distances.indices.min { distances[$0] < distances[$1] } == Int(data.test.labels[image])
    }
    let accuracy = Double(right) / Double(data.test.count)
    #expect(accuracy > 0.6 && accuracy < 0.999, "\(accuracy)")
  }

  @Test(arguments: [SyntheticImages(training: 0), SyntheticImages(classes: 1), SyntheticImages(height: 100_000, width: 100_000)])
  func impossibleSettingsAreNamed(images: SyntheticImages) {
    let error = #expect(throws: DatasetError.self) { try Dataset.load(.synthetic(images)) }
    #expect(error?.description.hasPrefix("synthetic") == true)
    #expect(error?.concernsFiles == false)
  }
}
