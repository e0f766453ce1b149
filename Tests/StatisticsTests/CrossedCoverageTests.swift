import FoundationEssentials
import Statistics
import Streams
import Testing

/// How often the interval of NASWOT − SPOS holds the truth: nets, supernets and initialisations are crossed, and drawn anew each time.
///
/// Each net's target has two errors that all draws of a predictor share, one of SPOS and one of NASWOT, so that both predictors are
/// wrong about the same nets again and again; on top, every supernet and every initialisation has noise of a size of its own.
@Suite struct CrossedCoverageTests {
  private struct Cell: CustomStringConvertible {
    var nets: Int, supernets: Int, initialisations: Int
    /// Whether nets and their shared errors are drawn once: all nets of a space are in.
    var isCensus = false, isWithinDepth = false

    var description: String {
      "n = \(nets)\(isCensus ? ", all" : ""), S = \(supernets), I = \(initialisations)\(isWithinDepth ? ", within depth" : "")"
    }
  }

  /// Target, the shared errors of both predictors, depth.
  private func nets(_ count: Int, _ random: inout RandomStream) -> (target: [Double], shared: [[Double]], depth: [Int]) {
    var target: [Double] = [], shared = [[Double]](repeating: [], count: 2), depth: [Int] = []
    for _ in 0..<count {
      depth.append(random.below(5))
      target.append(0.5 * Double(depth[depth.count - 1]) + random.normal())
      for (predictor, size) in [0.8, 0.4].enumerated() { shared[predictor].append(size * random.normal()) }
    }
    return (target, shared, depth)
  }

  /// The share of repetitions whose interval holds the mean of all differences.
  private func covered(_ cell: Cell, repetitions: Int) throws -> Double {
    let stream = RandomStream(seed: 31, "crossed coverage").child("\(cell)")
    var random = stream.child("all nets")
    let all = nets(cell.nets, &random)
    var differences: [Double] = [], intervals: [Interval] = []
    for repetition in 0..<repetitions {
      var random = stream.child(repetition)
      let (target, shared, depth) = cell.isCensus ? all : nets(cell.nets, &random)
      func tau(_ predictor: Int, draws: Int) throws -> StrategyTau {
        let scores = (0..<draws).map { _ in
          let size = 0.3 + 0.8 * random.unit()
          // Accuracies of a thousand images are in steps.
          return target.indices.map { ((target[$0] + shared[predictor][$0] + size * random.normal()) * 20).rounded() / 20 }
        }
        return try StrategyTau(
          scores: scores, target: target, kind: cell.isWithinDepth ? .withinStrata(depth) : .b, isCensus: cell.isCensus)
      }
      let spos = try tau(0, draws: cell.supernets), naswot = try tau(1, draws: cell.initialisations)
      let difference = try naswot.difference(to: spos, sharedSeeds: false)
      differences.append(difference.value)
      intervals.append(try #require(difference.theStrategy.interval))
    }
    let truth = differences.mean
    return Double(intervals.count { $0.low <= truth && truth <= $0.high }) / Double(repetitions)
  }

  /// A corner of the grid; the standard error of a share is 1.1 %.
  @Test func theIntervalOfAPairedDifferenceHoldsTheTruth() throws {
    for cell in [Cell(nets: 60, supernets: 6, initialisations: 5), Cell(nets: 60, supernets: 6, initialisations: 5, isCensus: true)] {
      let share = try covered(cell, repetitions: 400)
      #expect((0.915...0.99).contains(share), "\(cell): \(share)")
    }
  }

  @Test(.enabled(if: ProcessInfo.processInfo.environment["CONCORD_SOAK"] == "1", "CONCORD_SOAK=1 runs 2,000 repetitions of each cell"))
  func theWholeGridOfPairedDifferencesCovers() throws {
    print("| nets | supernets × initialisations | all pairs | within depth | all nets in |\n| --- | --- | --- | --- | --- |")
    for nets in [60, 240] {
      for (supernets, initialisations) in [(3, 3), (6, 5), (12, 10)] {
        let base = Cell(nets: nets, supernets: supernets, initialisations: initialisations)
        var within = base, census = base
        (within.isWithinDepth, census.isCensus) = (true, true)
        let shares = try [base, within, census].map { try covered($0, repetitions: 2_000) }
        print(
          "| \(nets) | \(supernets) × \(initialisations) | \(shares.map { "\(($0 * 1_000).rounded() / 10)" }.joined(separator: " | ")) |")
        // The standard error of a share is half a per cent.
        for (cell, share) in zip([base, within, census], shares) { #expect((0.93...0.985).contains(share), "\(cell): \(share)") }
      }
    }
  }
}
