import Datasets
import Fixtures
import Imaging
import Spaces
import Testing
import Weights

@Suite(.enabled(if: Fixtures.shared("data/sr/Set5") != nil, "the released graphs and Set5 are absent: set CONCORD_SHARED"))
struct RestorationEvaluationTests {
  private func evaluation(_ name: String, _ set: String) throws -> RestorationEvaluation {
    let graph = try #require(Fixtures.shared("data/sr/weights/\(name).pb")), folder = try #require(Fixtures.shared("data/sr/\(set)"))
    return try RestorationEvaluation(GraphNetwork(GraphDef(reading: graph)), on: ImagePairs(folder, factor: 2), threads: 2)
  }

  /// Per image and mean, as the released graph gave them under an interpreter of its own.
  @Test func moreMNASCHasThePublishedScoresOfSet5() throws {
    let found = try evaluation("MoreMNAS-C", "Set5"), expected = [38.536, 41.530, 33.737, 35.765, 35.744]
    #expect(zip(found.scores, expected).allSatisfy { abs($0.quality.psnr - $1) < 0.005 } && found.scores.count == 5, "\(found.scores)")
    #expect(abs(found.quality.psnr - 37.0626) < 0.005 && abs(found.quality.ssim - 0.95619) < 0.0005, "\(found.quality)")
  }
}
