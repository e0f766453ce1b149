import Testing

import Statistics

@Suite struct ConvergenceTests {
  @Test func chanceLevelIsNotTrained() throws {
    // 2,000 images, 10 classes: a standard error of .0067 and .10 ± .02.
    let flat = try Convergence(passes: [0, 100], accuracies: [0.1, 0.1125], paths: [0.11, 0.115], classes: 10, images: 2_000)
    #expect(flat.isNotTrained && abs(flat.accuracy - 0.1125) < 1e-15)
    let trained = try Convergence(passes: [0, 100], accuracies: [0.1, 0.305], paths: [0.3, 0.31], classes: 10, images: 2_000)
    #expect(!trained.isNotTrained && trained.standardErrorsAboveChance > 20)
  }

  @Test func theSlopeIsThatOfTheLastThird() throws {
    let passes = (0...9).map { Double($0) * 100 }
    let still = [0.1, 0.3, 0.5, 0.6, 0.7, 0.7, 0.75, 0.74, 0.745, 0.73]
    let falling = try Convergence(passes: passes, accuracies: still, paths: [0.73], classes: 10, images: 100)
    #expect(!falling.isNotConverged && falling.slope?.count == 4)
    let rising = try Convergence(passes: passes, accuracies: passes.map { $0 / 1_000 }, paths: [0.9], classes: 10, images: 100)
    #expect(rising.isNotConverged && abs((rising.slope?.value ?? 0) - 0.001) < 1e-15)
    #expect(try Convergence(passes: [900], accuracies: [0.5], paths: [0.5], classes: 10, images: 100).slope == nil)
  }

  /// y = 1, 2, 4 on x = 0, 1, 2: slope 1.5, residual variance 1/6, standard error √(1/12).
  @Test func leastSquaresByHand() throws {
    let slope = try #require(leastSquaresSlope([0, 1, 2], [1, 2, 4]))
    #expect(abs(slope.value - 1.5) < 1e-15 && abs((slope.standardError ?? 0) - (1.0 / 12).squareRoot()) < 1e-15)
    #expect(slope.interval?.degreesOfFreedom == 1)
  }
}
