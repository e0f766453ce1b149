import Testing

import Statistics

@Suite struct SparseTauTests {
  /// 90.01 and 90.04 are one step of .1: the pair no longer counts against the predictor.
  @Test func differencesBelowTheStepAreTies() throws {
    let target = [90.01, 90.04, 91.1, 92.3], predictions = [2.0, 1, 3, 4]
    #expect(try KendallTau(predictions, target).discordant == 1)
    #expect(abs(try sparseTau(predictions, target, step: 0.1).value - 5 / (6.0 * 5).squareRoot()) < 1e-15)
    // Halves as they are written go away from zero: 90.15 / .1 is 901.5000000000001, 90.25 / .1 is 902.5 and 90.35 / .1 is 903.4999999999999.
    let halves = [90.14, 90.15, 90.25, 90.3, 90.35, -0.05, -0.1]
    let rising = halves.indices.map(Double.init), rounded = [901.0, 902, 903, 903, 904, -1, -1]
    #expect(try sparseTau(rising, halves, step: 0.1).value == KendallTau(rising, rounded).tauB)
    #expect(throws: StatisticsError.constant(column: "y")) { try sparseTau(predictions, target, step: 100) }
    #expect(throws: StatisticsError.range("step", value: 0, expected: "a number above 0")) { try sparseTau(predictions, target, step: 0) }
  }
}
