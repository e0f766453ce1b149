import Testing

import Statistics
import Streams

@Suite struct GrowingHypervolumeTests {
  @Test func afterEveryPointItIsTheFrontsHypervolume() throws {
    var random = RandomStream(seed: 5, "volume"), volume = GrowingHypervolume(), points: [[Double]] = []
    for number in 0..<400 {
      // Coarse, so that many coordinates are equal; some are not above 0.
      let point = (0..<2).map { _ in Double(random.below(30) - 3) / 10 }
      volume.add(point[0], point[1])
      points.append(point)
      let whole = try ParetoFront(points).hypervolume(reference: [0, 0])
      #expect(abs(volume.area - whole) < 1e-12, "after \(number + 1) points")
    }
  }
}
