import Testing

import Statistics
import Streams

@Suite struct RidgeTests {
  /// One centred feature: β = Σxy/(Σx² + λ).
  @Test func oneFeatureByHand() throws {
    let ridge = try Ridge(features: [[1], [2], [3]], target: [10, 20, 60])
    #expect(abs(ridge.coefficients[0] - 50.0 / 3) < 1e-13)
    #expect(abs(ridge.predict([[4]])[0] - (30 + 2 * 50.0 / 3)) < 1e-12)
  }

  /// The normal equations hold, on redundant one-hot columns too.
  @Test func theNormalEquationsHold() throws {
    var random = RandomStream(seed: 5, "ridge")
    let codes = (0..<50).map { _ in (0..<6).map { _ in random.below(3) } }, x = Ridge.oneHot(codes), y = codes.map { _ in random.normal() }
    #expect(x[0].count == 18 && x.allSatisfy { $0.sum == 6 })
    let ridge = try Ridge(features: x, target: y, penalty: 0.7), residuals = zip(y, ridge.predict(x)).map { $0 - $1 }
    for column in 0..<18 {
      let mean = x.map { $0[column] }.mean
      let gradient = zip(x, residuals).reduce(0) { $0 + ($1.0[column] - mean) * $1.1 } - 0.7 * ridge.coefficients[column]
      #expect(abs(gradient) < 1e-12)
    }
  }

  /// On pure noise a cross-fitted prediction knows nothing; one fitted on all does.
  @Test func crossFittingDoesNotSeeTheNetItPredicts() throws {
    var random = RandomStream(seed: 6, "noise"), honest: [Double] = [], naive: [Double] = []
    for _ in 0..<20 {
      let x = Ridge.oneHot((0..<60).map { _ in (0..<8).map { _ in random.below(3) } }), y = x.map { _ in random.normal() }
      honest.append(try KendallTau(try Ridge.crossFitted(features: x, target: y, random: random.child("folds")), y).tauB)
      naive.append(try KendallTau(try Ridge(features: x, target: y).predict(x), y).tauB)
    }
    #expect(honest.mean < 0.06 && naive.mean > 0.25, "\(honest.mean) \(naive.mean)")
  }

  /// Fitted on 30 nets of the other folds it knows a plane as well as its noise allows, and never more than those told it.
  @Test func itMayBeFittedOnFewNets() throws {
    var random = RandomStream(seed: 7, "few")
    let columns = (0..<3).map { scale in (0..<80).map { _ in Double(scale * 1_000 + 1) * random.normal() } }
    let x = Ridge.standardized(columns)
    for column in 0..<3 {
      let own = x.map { $0[column] }
      #expect(abs(own.mean) < 1e-12 && abs(own.variance - 1) < 1e-12)
    }
    #expect(Ridge.standardized([[2, 2, 2]]) == [[0], [0], [0]])
    let y = x.map { $0[0] + $0[1] + $0[2] + 0.3 * random.normal() }
    let few = try Ridge.crossFitted(features: x, target: y, fitted: 30, random: random),
      all = try Ridge.crossFitted(features: x, target: y, random: random)
    #expect(try few != all && KendallTau(few, y).tauB > 0.75)
    let error = #expect(throws: StatisticsError.self) { try Ridge.crossFitted(features: x, target: y, fitted: 65, random: random) }
    #expect(error == .tooFew("nets outside a fold", count: 64, least: 65))
  }

  @Test func badFeaturesAreNamed() {
    #expect(throws: StatisticsError.lengths(2, 1)) { try Ridge(features: [[1, 2], [3]], target: [1, 2]) }
    #expect(throws: StatisticsError.range("the penalty", value: 0, expected: "a number above 0")) {
      try Ridge(features: [[1], [2]], target: [1, 2], penalty: 0)
    }
    #expect(throws: StatisticsError.tooFew("nets", count: 9, least: 10)) {
      try Ridge.crossFitted(features: (0..<9).map { [Double($0)] }, target: [Double](repeating: 1, count: 9), random: .init(seed: 1, "f"))
    }
  }
}
