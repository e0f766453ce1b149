import FoundationEssentials
import Glibc
import Testing

import Statistics
import Streams

@Suite struct PiecewiseConstantTests {
  private struct Golden: Decodable {
    struct Fit: Decodable { let values: [Double], starts: [Int] }
    let fits: [Fit]
  }

  private func normals(_ count: Int, _ random: inout RandomStream) -> [Double] { (0..<count).map { _ in random.normal() } }

  @Test func agreesWithNumpy() throws {
    let fits = try golden("series.json", as: Golden.self).fits
    #expect(fits.count == 5 && fits.contains { $0.starts.count == 4 })
    for one in fits { #expect(try PiecewiseConstant(one.values).starts == one.starts) }
  }

  /// All segmentations of short series are looked at.
  @Test func noSegmentationCostsLess() throws {
    var random = RandomStream(seed: 2, "segmentations")
    for repetition in 0..<40 {
      let n = 4 + random.below(8), shortest = 1 + random.below(3), penalty = [0.2, 1, 3][repetition % 3]
      var values = normals(n, &random)
      for place in n / 2..<n { values[place] += Double(repetition % 5) }
      let fit = try PiecewiseConstant(values, penalty: penalty, shortest: shortest)
      func cost(_ starts: [Int]) -> Double {
        zip(starts, starts.dropFirst() + [n]).reduce(0) { sum, ends in
          let part = values[ends.0..<ends.1], mean = part.reduce(0, +) / Double(part.count)
          return sum + part.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        } + penalty * log(Double(n)) * fit.deviation * fit.deviation * Double(starts.count - 1)
      }
      let all = (0..<1 << (n - 1)).map { bits in [0] + (1..<n).filter { bits >> ($0 - 1) & 1 == 1 } }
        .filter { starts in zip(starts, starts.dropFirst() + [n]).allSatisfy { $1 - $0 >= shortest } }
      let least = all.map(cost).min() ?? cost([0])
      #expect(abs(cost(fit.starts) - least) < 1e-9 * (1 + least), "\(fit.starts) of \(values)")
      for (start, mean) in zip(fit.starts, fit.means) where n >= 2 * shortest {
        let end = fit.starts.first { $0 > start } ?? n
        #expect(abs(values[start..<end].reduce(0, +) / Double(end - start) - mean) < 1e-12)
      }
    }
  }

  @Test func aStepIsFoundWhereItIsAndOneNightIsNone() throws {
    var random = RandomStream(seed: 3, "step")
    var values = normals(60, &random)
    for place in 40..<60 { values[place] += 8 }
    let step = try #require(try PiecewiseConstant(values).steps.first)
    #expect(step.start == 40 && step.before < 1 && step.after > 7)
    var outlier = normals(60, &random)
    outlier[30] += 6
    #expect(try PiecewiseConstant(outlier).steps.isEmpty)
    // A far offset loses no digits.
    #expect(try PiecewiseConstant(values.map { $0 + 1e6 }).starts == PiecewiseConstant(values).starts)
  }

  @Test func shortAndConstantSeriesAreOneLevel() throws {
    #expect(try PiecewiseConstant([5]).starts == [0] && PiecewiseConstant([5, 9]).means == [7])
    let equal = try PiecewiseConstant([3, 3, 3, 3, 3, 3, 3, 3])
    #expect(equal.starts == [0] && equal.deviation == 0 && equal.steps.isEmpty)
    #expect(throws: StatisticsError.self) { try PiecewiseConstant([]) }
    #expect(throws: StatisticsError.self) { try PiecewiseConstant([1, .infinity]) }
  }

  /// The share of series that show a step: of `before` nights, then of `after` nights at another level.
  private func shown(_ before: Int, _ after: Int, _ step: Double, _ repetitions: Int, _ random: RandomStream) throws -> Double {
    var found = 0
    for repetition in 0..<repetitions {
      var random = random.child(repetition)
      var values = normals(before + after, &random)
      for place in before..<values.count { values[place] += step }
      if try !PiecewiseConstant(values).steps.isEmpty { found += 1 }
    }
    return Double(found) / Double(repetitions)
  }

  /// Standard errors .001 and .01: what docs/nightly.md states of 100 nights, and of a step of three standard deviations after ten.
  @Test func falseAlarmsAreRareAndStepsAreFound() throws {
    let random = RandomStream(seed: 4, "power")
    #expect(try shown(100, 0, 0, 1_000, random) < 0.01)
    #expect(try shown(90, 10, 3, 200, random) > 0.95)
  }

  /// The tables of docs/nightly.md.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["CONCORD_SOAK"] == "1", "CONCORD_SOAK=1 draws 10,000 series of each length"))
  func powerAndFalseAlarms() throws {
    let random = RandomStream(seed: 5, "power, long")
    for nights in [20, 50, 100, 200, 365] {
      let share = try shown(nights, 0, 0, 10_000, random.child(nights))
      print("| \(nights) nights, no step | \((share * 10_000).rounded() / 100) % |")
      #expect(share < 0.015, "\(nights): \(share)")
    }
    for before in [20, 100] {
      for after in [3, 5, 10, 20] {
        var row = "| \(before) + \(after) |"
        for step in [1.0, 2, 3, 5] {
          row += " \((try shown(before, after, step, 2_000, random.child("\(before) \(after) \(step)")) * 100).rounded()) % |"
        }
        print(row)
      }
    }
    // A year in which one looks every night: any step ever shown.
    var cried = 0
    for year in 0..<1_000 {
      var random = random.child("year").child(year)
      let values = normals(365, &random)
      if try (10...365).contains(where: { try !PiecewiseConstant(Array(values.prefix($0))).steps.isEmpty }) { cried += 1 }
    }
    print("| a year of looks, any step ever | \((Double(cried) / 10).rounded()) % |")
    #expect(cried < 100)
  }
}
