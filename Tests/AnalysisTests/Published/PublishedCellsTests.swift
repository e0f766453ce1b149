import Analysis
import SimulatedStudies
import Testing

@Suite struct PublishedCellsTests {
  private func read(_ name: String = "", _ change: (String) -> String = { $0 }) throws -> PublishedCells {
    let text = SimulatedTables.texts.first { $0.name == name }?.text ?? ""
    let files = SimulatedTables.files(changing: name, to: change(text))
    return try PublishedCells(supernets: files.supernets, trained: files.cells)
  }

  @Test func bothTablesAreJoinedByTheCellsText() throws {
    let cells = try read()
    // Every fourth of 120 cells is followed by one of its class.
    #expect(cells.texts.count == 120 && cells.distinct == 90 && cells.members.count { $0.count == 2 } == 30)
    #expect(cells.members.joined().sorted() == Array(0..<120) && cells.classes[0] == 0 && cells.classes[1] == 0 && cells.classes[2] == 1)
    // Trained accuracies were made from one quality: sets of images agree although the tables' orders differ.
    #expect(zip(cells.trained[0], cells.trained[2]).allSatisfy { abs(($0 - 90) - ($1 - 40)) < 2 })
    for (text, count) in zip(cells.texts, cells.convolutions) {
      #expect(text.split(separator: "|").count { $0.hasPrefix("nor_conv") } == count)
    }
    let large = cells.texts.map { $0.split(separator: "|").count { $0.hasPrefix("nor_conv_3x3") } }
    #expect(zip(cells.multiplyAdds, zip(large, cells.convolutions)).allSatisfy { $0 == Double(8 * $1.0 + $1.1) })
  }

  @Test func cellsThatOneTableLacksAreNamed() throws {
    let rows = SimulatedTables.texts[0].text.split(separator: "\n"), last = try #require(rows.last)
    let cases: [(String, (String) -> String, String)] = [
      ("supernets.csv", { $0.replacing(last, with: "") }, "supernets.csv lacks 1 cells of cells.csv"),
      ("supernets.csv", { $0 + last + "\n" }, "supernets.csv, line 122: cell |"),
      ("supernets.csv", { $0.replacing("~2|", with: "~3|", maxReplacements: 1) }, "is not in cells.csv, or stands here twice"),
      ("supernets.csv", { $0.replacing(",50,", with: ",50,1", maxReplacements: 1) }, "expected a number from 0.0 to 100.0"),
      ("cells.csv", { $0 + "\r\n" + ($0.split(whereSeparator: \.isNewline).last ?? "") }, "cells.csv, line 122: cell |"),
      ("cells.csv", { $0.replacing("UniqueString", with: "Unique") }, "cells.csv has no column 'UniqueString'"),
    ]
    for (name, change, said) in cases {
      let error = #expect(throws: AnalysisError.self) { try read(name, change) }
      #expect(error.map { "\($0)".contains(said) } == true, "\(said): \(String(describing: error))")
    }
  }
}
