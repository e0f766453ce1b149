import Analysis
import Digests
import SimulatedStudies
import Spaces
import Testing

@Suite struct PublishedTableTests {
  private func read(_ text: String) throws -> PublishedTable {
    try PublishedTable(reading: Array(text.utf8), of: SimulatedCensus.small, what: "mean of three", source: "somebody")
  }

  @Test func codesOfOneNetAreOne() throws {
    let text = try SimulatedCensus.table(of: SimulatedCensus.small), table = try read(text)
    // 3⁴ codes; within a stage of two nothing can be moved, so all are distinct.
    #expect(table.runs.count == 81 && table.runs.values.allSatisfy { $0.count == 3 } && table.digest == Digest(of: text.utf8))
    #expect(table.what == "mean of three" && table.source == "somebody")
  }

  @Test(arguments: [
    ("test_acc\": [", "test_acc\": [101.0, ", "expected one or more from 0 to 100"),
    ("params\": ", "params\": 1", "it is of another space"),
    ("flops\": ", "flops\": 1", "it is of another space"), ("test_acc", "accuracy", "no JSON object of records with 'test_acc'"),
    ("\"0121\"", "\"0131\"", "code 0131"), ("{\"0000\"", "[\"0000\"", "no JSON object"),
  ]) func whatIsNoTableOfTheSpaceIsNamed(old: String, new: String, said: String) throws {
    let text = try SimulatedCensus.table(of: SimulatedCensus.small).replacing(old, with: new, maxReplacements: 1)
    let error = #expect(throws: AnalysisError.self) { try read(text) }
    #expect(error.map { "\($0)".contains(said) } == true, "\(String(describing: error))")
  }

  /// NATS-Bench's layout, of cells by their edges.
  @Test func aColumnOfACSVIsATable() throws {
    let text = try #require(SimulatedTables.texts.first { $0.name == "cells.csv" }?.text), space = Space.nasBench201(channels: 4, cells: 1)
    func read(_ text: String, _ column: String) throws -> PublishedTable {
      try PublishedTable(reading: Array(text.utf8), of: space, what: "mean", source: "somebody", column: column)
    }
    let table = try read(text, "CIFAR100TestAccuracy200Epochs"), lines = text.split(separator: "\r\n").dropFirst()
    #expect(table.runs.count == 120 && lines.count == 120 && table.digest == Digest(of: text.utf8))
    for line in lines {
      let fields = line.split(separator: ",").map(String.init), net = space.text(of: try space.architecture(fields[3]))
      #expect(table.runs[net] == [Double(fields[1]) ?? .nan])
    }
    for (text, column, said) in [
      (text, "CIFAR10", "has no column 'CIFAR10'"), (text.replacing("none~0", with: "nine~0"), "CIFAR10TestAccuracy200Epochs", "'nine'"),
      (text + "\r\n" + (lines.first ?? ""), "CIFAR10TestAccuracy200Epochs", "stands there twice"),
    ] {
      let error = #expect(throws: AnalysisError.self) { try read(text, column) }
      #expect(error.map { "\($0)".contains(said) } == true, "\(String(describing: error))")
    }
  }

  @Test func codesOfOneNetWithTwoAccuraciesAreRefused() throws {
    let space = try SimulatedRuns().space
    let one = "\"00010000\": {\"test_acc\": [50]}", other = "\"00001000\": {\"test_acc\": [51]}"
    let error = #expect(throws: AnalysisError.self) {
      try PublishedTable(reading: Array("{\(one), \(other)}".utf8), of: space, what: "", source: "")
    }
    #expect(error.map { "\($0)".contains("00001000 and 00010000 are one net") } == true, "\(String(describing: error))")
  }
}
