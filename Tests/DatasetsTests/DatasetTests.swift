import Datasets
import FoundationEssentials
import Testing

/// What the Debian package installs, where it does.
let installedFashionMNIST = FileManager.default.fileExists(atPath: "/usr/share/datasets/fashion-mnist")

@Suite struct DatasetTests {
  @Test(.enabled(if: installedFashionMNIST, "Fashion-MNIST is absent: install Debian's package dataset-fashion-mnist"))
  func fashionMNISTIsTheOfficialOne() throws {
    let data = try Dataset.load(.fashionMNIST(), environment: [:])
    #expect(data.name == "fashion-mnist")
    #expect(data.training.classCounts == [Int](repeating: 6_000, count: 10))
    #expect(data.test.classCounts == [Int](repeating: 1_000, count: 10))
    #expect(data.files.map(\.bytes) == [47_040_016, 60_008, 7_840_016, 10_008])
    let moments = PixelMoments(data.training.pixels, channels: 1)
    #expect(abs(moments.mean[0] - 0.2860) < 5e-5)
    #expect(abs(moments.standardDeviation[0] - 0.3530) < 5e-5)
  }
}
