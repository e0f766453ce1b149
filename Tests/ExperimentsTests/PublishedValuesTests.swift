import Analysis
import Experiments
import Fixtures
import FoundationEssentials
import Spaces
import Statistics
import Testing

/// The values that the issue and the papers' notes state, on the published tables themselves.
@Suite(.enabled(if: Fixtures.shared("data/tables/nb201_supernet.csv.xz") != nil, "the published tables are absent: set CONCORD_SHARED"))
struct PublishedValuesTests {
  private static let study = Result {
    let own = try StrictYAML.decode(TablesExperiment.self, TablesExperimentTests.text ?? "", file: "tables.yaml")
    return try TablesReproduction(own, .nowhere(["CONCORD_TABLES": Fixtures.shared("data/tables") ?? ""])).study()
  }

  @Test(arguments: [
    ("all codes", 15_625, 0.484, 0.550), ("distinct cells", 6_466, 0.456, 0.500), ("best half by the target itself", 7_816, -0.052, 0.154),
    ("best quarter by the target itself", 3_908, -0.114, 0.054),
  ]) func tauOfNASBench201(population: String, cells: Int, oneShot: Double, fewShot: Double) throws {
    let row = try #require(try Self.study.get().cells.rows.first { $0.population == population && $0.images == .cifar10 })
    let taus = try row.taus.prefix(2).map { try #require($0.value) }
    #expect(row.cells == cells && abs(taus[0].value - oneShot) < 1e-3 && abs(taus[1].value - fewShot) < 1e-3, "\(taus.map(\.value))")
    for tau in taus {
      let interval = try #require(tau.interval)
      #expect(interval.low < tau.value && tau.value < interval.high && interval.high - interval.low < 0.05)
    }
  }

  @Test func angleRanksOfAngleNAS() throws {
    let columns = try Self.study.get().angles.columns
    for (column, (tau, concordant, discordant)) in zip(columns, [(0.8335, 1123, 102), (0.8220, 1116, 109), (0.8253, 1118, 107)]) {
      #expect(abs(column.tau.value - tau) < 1e-4 && (column.concordant, column.discordant) == (concordant, discordant))
      // All of it is between groups of ten: within them 123, 116 and 118 of 225 pairs agree.
      #expect(column.outsideTens == 0 && column.concordant - 1_000 + column.discordant == 225)
      #expect(try abs(#require(column.withinTens.value).value - Double(concordant - 1_000 - discordant) / 225) < 1e-12)
    }
  }

  @Test func skipsOfRobustDARTS() throws {
    let skips = try Self.study.get().skips, groups = skips.groups
    #expect(groups.map { "\($0.setting.space) \($0.kind)" } == ["s1 normal", "s1 reduce", "s3 normal", "s3 reduce"])
    #expect(groups[0].trajectories.map(\.last.skips) == [7, 7, 7] && groups[2].trajectories.map(\.last.skips) == [8, 8, 8])
    // Epochs 1, 5, 10, …, 50 as they are counted from 1.
    let marks = [0, 4, 9, 14, 19, 24, 29, 34, 39, 44, 49]
    #expect(marks.map { groups[0].trajectories[0].skips[$0] } == [0, 1, 1, 3, 5, 7, 6, 6, 7, 7, 7])
    #expect(marks.map { groups[2].trajectories[1].skips[$0] } == [1, 2, 6, 7, 7, 8, 8, 8, 8, 8, 8])
    #expect(
      groups[0].trajectories.map(\.firstHalf) == [.at(15), .at(0), .at(0)]
        && groups[0].trajectories.map(\.lastingHalf) == [.at(15), .at(11), .at(11)])
    #expect(groups[2].trajectories.map(\.firstHalf) == [.at(14), .at(8), .at(8)] && groups[3].trajectories[2].firstHalf == .notWithin(50))
    #expect(abs(groups[0].chance - 3.6) < 0.06 && abs(groups[2].chance - 4) < 0.06 && groups[0].tail < 1e-3 && groups[2].tail < 1e-4)
    #expect(skips.endings.count == 70)
    let decays = skips.endings.filter { $0.setting.space == .s1 && $0.setting.dropPath == 0 }.prefix(5).map(\.normal)
    #expect(decays == [[7, 7, 7], [8, 8, 7], [5, 8, 6], [2, 2, 2], [1, 2, 0]])
  }

  @Test func twoHundredAndFourteenNets() throws {
    let nets = try Self.study.get().random
    #expect(nets.accuracies.count == 214 && nets.accuracies.min() == 96.18 && nets.accuracies.max() == 97.56)
    // scipy's kendalltau on counts of the same text, and on costs from the formulas of single operations.
    for (name, tau) in [
      ("parameters", 0.1679), ("MACs", 0.1616),
      ("skips, normal cell", 0.238), ("separable convolutions, normal cell", 0.271), ("dilated convolutions, normal cell", -0.203),
    ] {
      let own = try #require(nets.predictors.first { $0.name == name }?.tau.value)
      #expect(abs(own.value - tau) < 1e-3, "\(name): \(own.value)")
    }
  }
}
