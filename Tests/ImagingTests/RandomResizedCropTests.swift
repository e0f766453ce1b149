import Fixtures
import FoundationEssentials
import Glibc
import Imaging
import Streams
import Testing

@Suite struct RandomResizedCropTests {
  /// Means over 40,000 crops of torchvision's (Tests/Golden/imaging/make.py) and as many of ours; an image of 40 × 300 often takes the
  /// middle. A mean's standard error is below 0.0015.
  @Test func cropsFollowTorchvisionsLaw() throws {
    for golden in try GoldenResizing.read().crops {
      var area = 0.0, logRatio = 0.0, square = 0.0, top = 0.0, left = 0.0
      let count = 40_000, stream = RandomStream(seed: 1, "crops")
      for number in 0..<count {
        var random = stream.child(number)
        let (rows, columns) = RandomResizedCrop().draw(height: golden.height, width: golden.width, &random)
        let ratio = log(Double(columns.count) / Double(rows.count))
        area += Double(rows.count * columns.count) / Double(golden.height * golden.width * count)
        logRatio += ratio / Double(count)
        square += ratio * ratio / Double(count)
        top += Double(rows.lowerBound) / Double(golden.height * count)
        left += Double(columns.lowerBound) / Double(golden.width * count)
      }
      let spread = (square - logRatio * logRatio).squareRoot()
      for (found, expected) in [
        (area, golden.area), (logRatio, golden.logRatio), (spread, golden.spread), (top, golden.top), (left, golden.left),
      ] { #expect(abs(found - expected) < 0.008, "\(golden.height) × \(golden.width): \(found), \(expected)") }
    }
  }

  @Test func everyCropLiesInItsImage() {
    for (height, width) in [(1, 1), (1, 500), (500, 1), (3, 2), (224, 224)] {
      for number in 0..<200 {
        var random = RandomStream(seed: 3, "crops").child(number)
        let (rows, columns) = RandomResizedCrop().draw(height: height, width: width, &random)
        #expect(!rows.isEmpty && !columns.isEmpty && rows.lowerBound >= 0 && columns.lowerBound >= 0)
        #expect(rows.upperBound <= height && columns.upperBound <= width)
      }
    }
  }

  @Test func boundsThatAreNoneAreNamed() throws {
    #expect(RandomResizedCrop().fault == nil)
    for text in [#"{"scale": [0, 1]}"#, #"{"scale": [0.5]}"#, #"{"scale": [0.5, 2]}"#, #"{"ratio": [2, 1]}"#] {
      #expect(try JSONDecoder().decode(RandomResizedCrop.self, from: Data(text.utf8)).fault != nil, "\(text)")
    }
  }
}
