import Analysis
import SimulatedStudies
import Statistics
import Streams
import Testing

@Suite struct CellStudyTests {
  private let cells: PublishedCells, study: CellStudy

  init() throws {
    let files = SimulatedTables.files()
    cells = try PublishedCells(supernets: files.supernets, trained: files.cells)
    study = CellStudy(cells, random: RandomStream(seed: 1, "cells"))
  }

  private func row(_ population: String) throws -> CellStudy.Row { try #require(study.rows.first { $0.population == population }) }

  @Test func everyPopulationIsThatOfItsName() throws {
    let target = cells.trained[0], all = try row(CellStudy.allName)
    #expect(all.cells == 120 && all.taus.count == 4)
    #expect(try #require(all.taus[0].value).value == KendallTau(cells.oneShot, target).tauB)
    let best = target.sorted(by: >)[59], half = target.indices.filter { target[$0] >= best },
      own = try row("best half by the target itself")
    #expect(own.cells == half.count)
    #expect(try #require(own.taus[1].value).value == KendallTau(half.map { cells.fewShot[$0] }, half.map { target[$0] }).tauB)
    let other = cells.trained[1], cut = other.sorted(by: >)[29], quarter = other.indices.filter { other[$0] >= cut }
    #expect(
      try #require(row("best quarter on CIFAR-100").taus[0].value).value
        == KendallTau(quarter.map { cells.oneShot[$0] }, quarter.map { target[$0] }).tauB)
    // Within equal convolutions these order nothing.
    #expect(try row("equal convolutions").taus[2].value == nil && row("equal convolutions").taus[0].value != nil)
  }

  @Test func classesAreOneNetWithTheMeanOfTheirCodes() throws {
    let distinct = try row(CellStudy.distinctName)
    func means(_ column: [Double]) -> [Double] { cells.members.map { $0.map { column[$0] }.reduce(0, +) / Double($0.count) } }
    #expect(distinct.cells == 90)
    #expect(try #require(distinct.taus[0].value).value == KendallTau(means(cells.oneShot), means(cells.trained[0])).tauB)
    // Codes of a class have qualities of their own here, so that classes are noisy: sd about 2.
    #expect(try abs(#require(study.noise.value) - 2) < 0.8)
    #expect(study.spreadWithinClasses > 2 && study.spreadWithinClasses < 6)
  }

  @Test func theDifferenceIsPairedAndAbsentWhereEachChoosesItsOwn() throws {
    let all = try row(CellStudy.allName), difference = try #require(all.difference.value), interval = try #require(difference.interval)
    let (few, one) = (try #require(all.taus[1].value), try #require(all.taus[0].value))
    #expect(abs(difference.value - (few.value - one.value)) < 1e-15 && interval.low < difference.value && difference.value < interval.high)
    #expect(try row("predicted best half").difference.reason == "each predictor chooses cells of its own")
  }

  @Test func theTopIsThatOfTopK() throws {
    #expect(study.top.map(\.predictor) == study.predictors && study.k == 10)
    #expect(try study.top[1].top.value == TopK(predicted: cells.fewShot, target: cells.trained[0], k: 10))
  }
}
