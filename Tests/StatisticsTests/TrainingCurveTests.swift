import Statistics
import Streams
import Testing

@Suite struct TrainingCurveTests {
  /// Supernets whose taus are about so much, with levels; 60 nets.
  private static func end(_ levels: [Double], taus: [Double], _ truth: [Double], _ random: inout RandomStream) throws -> TrainingCurve.End {
    let scores = taus.map { tau in
      // ρ = sin(πτ/2) of normal columns, by its series.
      let x = tau * Double.pi / 2, rho = x * (1 - x * x / 6 * (1 - x * x / 20 * (1 - x * x / 42 * (1 - x * x / 72)))),
        rest = (1 - rho * rho).squareRoot()
      return truth.map { rho * $0 + rest * random.normal() }
    }
    return try TrainingCurve.End(levels: levels, taus: try StrategyTau(scores: scores, target: truth))
  }

  /// With two schedules the curve is the line between them, by hand; the correction moves no mean.
  @Test func betweenTwoSchedulesItIsLinear() throws {
    var random = RandomStream(seed: 1, "curve")
    let truth = (0..<60).map { _ in random.normal() }
    let low = try Self.end([0.4, 0.44], taus: [0.2, 0.2], truth, &random),
      high = try Self.end([0.8, 0.84], taus: [0.6, 0.6], truth, &random)
    let other = try Self.end([0.5, 0.6], taus: [0.5, 0.5], truth, &random)
    let (level, effect) = try TrainingCurve([other]).difference(to: try TrainingCurve([high, low]))
    #expect(abs(level - 0.55) < 1e-12)
    let share = (0.55 - 0.42) / 0.4
    func mean(_ end: TrainingCurve.End) -> Double { end.taus.perSupernet.reduce(0, +) / 2 }
    let expected = mean(other) - (1 - share) * mean(low) - share * mean(high)
    #expect(abs(effect.value - expected) < 1e-12 && effect.perSupernet.count == 2)
    // Seen from the other side it is the negative, at the same level.
    let back = try TrainingCurve([high, low]).difference(to: try TrainingCurve([other]))
    #expect(back.level == level && abs(back.difference.value + expected) < 1e-12)
    #expect(abs((back.difference.theStrategy.standardError ?? 0) - (effect.theStrategy.standardError ?? 1)) < 1e-12)
  }

  @Test func levelsThatDoNotOverlapAreNotCompared() throws {
    var random = RandomStream(seed: 2, "apart")
    let truth = (0..<60).map { _ in random.normal() }
    func curve(_ levels: [Double]...) throws -> TrainingCurve {
      var ends: [TrainingCurve.End] = []
      for own in levels { ends.append(try Self.end(own, taus: own.map { _ in 0.4 }, truth, &random)) }
      return try TrainingCurve(ends)
    }
    let error = #expect(throws: StatisticsError.self) { try curve([0.9, 0.92]).difference(to: try curve([0.5, 0.5], [0.8, 0.8])) }
    #expect(error?.description.contains("91.0 % and of 50.0–80.0 %") == true, "\(String(describing: error))")
    // A shorter schedule of the better one reaches down: the highest common level is the other's end.
    #expect(try abs(curve([0.9, 0.92], [0.6, 0.6]).difference(to: try curve([0.5, 0.5], [0.8, 0.8])).level - 0.8) < 1e-12)
    #expect(throws: StatisticsError.self) { try curve([0.9]) }
    #expect(throws: StatisticsError.self) { try curve([0.9, 0.9]).difference(to: try curve([0.9, 0.9, 0.9])) }
  }

  /// tau follows level, levels are noisy, and a direct effect of .1 is there or not: the interval holds it. Without the correction for estimated
  /// levels it would be too narrow, for levels move tau by as much as seeds do.
  @Test func itsIntervalHoldsTheTruth() throws {
    var random = RandomStream(seed: 3, "coverage"), held = 0, naive = 0
    let repetitions = 400, direct = 0.1
    for _ in 0..<repetitions {
      let truth = (0..<60).map { _ in random.normal() }
      func end(_ center: Double, _ effect: Double) throws -> TrainingCurve.End {
        // The level that is seen differs from the one that tau follows, by the sample of fixed paths and by chance.
        let levels = (0..<4).map { _ in center + 0.04 * random.normal() }
        return try Self.end(levels, taus: levels.map { _ in 0.2 + 0.8 * (center - 0.4) + effect }, truth, &random)
      }
      let fair = try end(0.55, direct), low = try end(0.4, 0), high = try end(0.7, 0)
      let effect = try TrainingCurve([fair]).difference(to: try TrainingCurve([low, high])).difference
      if let interval = effect.theStrategy.interval, interval.low <= direct && direct <= interval.high { held += 1 }
      if let interval = effect.theseSupernets.interval, interval.low <= direct && direct <= interval.high { naive += 1 }
    }
    #expect((370...398).contains(held) && naive < held, "\(held), \(naive) of \(repetitions)")
  }
}
