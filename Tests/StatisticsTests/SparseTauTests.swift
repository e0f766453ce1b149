import Testing

import Statistics

@Suite struct SparseTauTests {
  /// 90.01 and 90.04 are one step of .1: the pair no longer counts against the predictor.
  @Test func differencesBelowTheStepAreTies() throws {
    let target = [90.01, 90.04, 91.1, 92.3], predictions = [2.0, 1, 3, 4]
    #expect(try KendallTau(predictions, target).discordant == 1)
    #expect(abs(try sparseTau(predictions, target, step: 0.1).value - 5 / (6.0 * 5).squareRoot()) < 1e-15)
    #expect(throws: StatisticsError.constant(column: "y")) { try sparseTau(predictions, target, step: 100) }
    #expect(throws: StatisticsError.range("step", value: 0, expected: "a number above 0")) { try sparseTau(predictions, target, step: 0) }
  }
}
