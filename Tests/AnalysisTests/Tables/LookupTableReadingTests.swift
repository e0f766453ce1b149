import Analysis
import Spaces
import Streams
import Testing

@Suite struct LookupTableReadingTests {
  static let space = Space.nasBenchMacro(widths: [8], depths: [2])
  static let text =
    "place,operation,milliseconds\r\nfixed,,0.5\r\nlayer1,identity,1\r\nlayer1,MB3_K3,1.1\r\nlayer1,MB6_K5,1.2\r\n\r\n"
    + "2,identity,2e-3\r\n2,MB3_K3,2.1\r\n2,\"MB6_K5\",2.2\r\n"

  private func read(_ text: String) throws(AnalysisError) -> LookupTable {
    try LookupTable(reading: Array(text.utf8), of: Self.space, file: "latency.csv")
  }

  @Test func aTableIsReadByItsColumnsNames() throws {
    let table = try read(Self.text)
    #expect((table.name, table.unit, table.fixed, table.entries) == ("latency", "ms", 0.5, [[1, 1.1, 1.2], [0.002, 2.1, 2.2]]))
    let lines = Self.text.split(separator: "\r\n").map { line in line.split(separator: ",", omittingEmptySubsequences: false) }
    #expect(try read(lines.map { "\($0[2]),note,\($0[1]),\($0[0])\n" }.joined()) == table)
  }

  @Test(arguments: [
    ("milliseconds", "ms", "latency.csv has no column 'milliseconds' (columns: place, operation, ms)"),
    ("0.5", "-0.5", "latency.csv, line 2: column 'milliseconds' is '-0.5', expected a number from 0.0 to 1.797"),
    ("1.1", "inf", "latency.csv, line 4: column 'milliseconds' is 'inf', expected a number from 0.0"),
    ("1.1", "fast", "latency.csv, line 4: column 'milliseconds' is 'fast', expected a number from 0.0"),
    ("1.1", "1.1,", "latency.csv, line 4: 4 fields where the first line has 3"),
    ("2.2", "\"2.2", "latency.csv, line 9: a quote is never closed"),
    ("layer1,MB3_K3", "layer3,MB3_K3", "latency.csv: table latency: line 4: nas-bench-macro has no place 'layer3', did you mean 'layer1'?"),
    ("layer1,MB3_K3", "layer1,MB6_K5", "latency.csv: table latency: line 5: MB6_K5 of layer1 stands on line 4 already"),
    ("fixed,,0.5\r\n", "", "latency.csv: table latency: there is no row 'fixed'"),
  ]) func whatIsWrongIsNamed(old: String, new: String, said: String) {
    let error = #expect(throws: AnalysisError.self) { try read(Self.text.replacing(old, with: new)) }
    #expect(error.map { "\($0)".hasPrefix("the look-up table cannot be used: \(said)") } == true, "\(String(describing: error))")
  }

  /// No injury makes it crash: it is understood, or refused as a look-up table.
  @Test func injuredTablesAreUnderstoodOrRefused() throws {
    for number in 0..<300 {
      var random = RandomStream(seed: 1, "injury").child(number), bytes = Array(Self.text.utf8)
      for _ in 0...random.below(3) { bytes[random.below(bytes.count)] = UInt8(random.below(256)) }
      do throws(AnalysisError) {
        let table = try LookupTable(reading: bytes, of: Self.space, file: "latency.csv")
        #expect(table.entries.map(\.count) == [3, 3])
      } catch {
        guard case .lookupTable = error else {
          Issue.record("\(error)")
          continue
        }
      }
    }
  }
}
