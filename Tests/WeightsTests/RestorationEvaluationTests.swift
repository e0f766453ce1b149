import Datasets
import Fixtures
import FoundationEssentials
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

  /// The means that an interpreter of its own found, and the printed figures, all ten.
  @Test(
    .enabled(if: ProcessInfo.processInfo.environment["CONCORD_SOAK"] != nil, "minutes: set CONCORD_SOAK=1"),
    arguments: [
      ("FALSR-A", "Set5", 37.8219, 0.95946), ("FALSR-B", "Set5", 37.6141, 0.95852), ("FALSR-C", "Set5", 37.6605, 0.95863),
      ("MoreMNAS-C", "Set5", 37.0626, 0.95619), ("MoreMNAS-D", "Set5", 37.5722, 0.95848), ("FALSR-A", "Set14", 33.5484, 0.91683),
      ("FALSR-B", "Set14", 33.2916, 0.91438), ("FALSR-C", "Set14", 33.2593, 0.91401), ("MoreMNAS-C", "Set14", 32.7515, 0.90940),
      ("MoreMNAS-D", "Set14", 33.2520, 0.91423),
    ]) func allReleasedGraphsHaveTheirScores(name: String, set: String, psnr: Double, ssim: Double) throws
  {
    let found = try evaluation(name, set).quality,
      printed = try #require(
        Catalogue.published(named: name).restoration(on: set, images: set == "Set5" ? 5 : 14))
    print(name, set, found.psnr, found.ssim, "printed", printed.psnr, printed.ssim)
    #expect(abs(found.psnr - psnr) < 0.005 && abs(found.ssim - ssim) < 0.0005, "\(found)")
    #expect(printed.psnr.agreement(with: Int((found.psnr * 1e6).rounded())) != nil, "\(found.psnr), printed \(printed.psnr)")
    #expect(printed.ssim.agreement(with: Int((found.ssim * 1e6).rounded())) != nil, "\(found.ssim), printed \(printed.ssim)")
  }
}
