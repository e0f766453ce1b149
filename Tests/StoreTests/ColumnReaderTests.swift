import Fixtures
import FoundationEssentials
import Store
import Testing

/// The layouts in which others write scores as HDF5, made by Tests/Golden/store/layouts.py: the same twelve nets in each.
@Suite struct ColumnReaderTests {
  private static let x = (0..<12).map { 1.5 * Double($0) }, y = x.reversed().map { $0 * $0 }
  private static let nets = (0..<12).map { "n\($0 < 10 ? "0" : "")\($0)" }

  private func layout(_ name: String) -> String { "\(Fixtures.root)/Tests/Golden/store/layouts/\(name).h5" }

  private func values(_ read: StoredColumns, _ name: String) -> StoredColumn.Values? { read.columns.first { $0.name == name }?.values }

  @Test(arguments: ["vectors", "user-block", "n-by-1", "1-by-n", "compound", "group-per-net", "runs-per-net", "unwritten"])
  func everyLayoutHoldsTheSameColumns(layout: String) throws {
    let read = try Columns.read(self.layout(layout)), isPerNet = layout.hasSuffix("per-net")
    #expect(values(read, "one_shot") == .numbers(Self.x))
    #expect(values(read, layout == "runs-per-net" ? "stand_alone[0]" : "stand_alone") == .numbers(Self.y))
    #expect(values(read, layout == "compound" ? "arch" : "key") == (layout == "compound" || isPerNet ? .texts(Self.nets) : nil))
    #expect(read.keys == (isPerNet ? "key" : nil))
    if layout == "runs-per-net" { #expect(read.columns.last?.group == "stand_alone") }
    if case .unreadable(let reason)? = values(read, "log/loss") {
      #expect(reason.contains("1000000 values"))
    } else {
      #expect(layout != "unwritten")
    }
  }

  /// `one_shot`, `stand_alone` with two runs and `stand_alone[0]` in each group.
  @Test func aNameThatStandsTwiceInAGroupIsTakenOnce() throws {
    let read = try Columns.read(layout("one-name-twice"))
    #expect(read.columns.map(\.name) == ["key", "one_shot", "stand_alone[0]", "stand_alone[1]"])
    #expect(values(read, "stand_alone[0]") == .numbers(Self.y) && values(read, "stand_alone[1]") == .numbers(Self.y.map { $0 + 1 }))
    #expect(
      read.notes.count == 1 && read.notes[0].hasPrefix("12 values have the name of another and were passed over (n00/stand_alone[0], "))
  }

  /// Where a Double has not all digits of an integer, a column of them is texts, which have.
  @Test func wideIntegersKeepTheirDigits() throws {
    let read = try Columns.read(layout("wide-integers")),
      signed = StoredColumn.Values.texts(["9007199254740993", "-100000000000000001", "5"])
    for name in ["signed", "big_endian", "runs[0]", "table/id", "array/ids[0]"] { #expect(values(read, name) == signed, "\(name)") }
    #expect(values(read, "unsigned") == .texts(["18446744073709551615", "9007199254740993", "2"]))
    #expect(values(read, "small") == .numbers([9_007_199_254_740_991, -3, 5]) && values(read, "table/score") == .numbers([0.5, 0.5, 0.5]))
    #expect(values(read, "runs[1]") == .texts(["1", "2", "3"]) && read.columns.first { $0.name == "runs[1]" }?.group == "runs")
    #expect(StoredColumns(transferred: read.transferred) == read)
  }

  @Test func ofColumnsOfOneNameTheFirstIsTaken() throws {
    let read = try Columns.read(layout("run-and-vector"))
    #expect(read.columns.map(\.name) == ["x[0]", "x[1]"] && values(read, "x[0]") == .numbers(Self.x))
    #expect(read.notes == ["1 columns have the name of another and were passed over (x[0])"])
  }

  @Test(arguments: ["fixed", "table", "range"]) func framesOfPandasAreTables(format: String) throws {
    let read = try Columns.read(layout("frame-\(format)"))
    #expect(values(read, "one_shot") == .numbers(Self.x) && values(read, "stand_alone") == .numbers(Self.y))
    #expect(values(read, "depth") == .numbers((0..<12).map(Double.init)))
    #expect(values(read, "index") == (format == "range" ? nil : .texts(Self.nets)))
    #expect(read.keys == (format == "range" ? nil : "index"))
  }

  @Test func aMissingFilterIsNamed() throws {
    let read = try Columns.read(layout("filter"))
    guard case .unreadable(let reason)? = values(read, "x") else {
      Issue.record("the column is not there as expected")
      return
    }
    #expect(reason.contains("compressed with lzf") && reason.contains("compression='gzip'"))
    #expect(values(read, "y") == .numbers([1, 2]), "what nobody asks for is not judged")
  }

  @Test func aPlaceIsReadAlone() throws {
    let path = layout("places")
    #expect(try Columns.read(path, at: "b").columns == [StoredColumn("x", .numbers([3, 4]))])
    #expect(try Columns.read(path, at: "a/x").columns == [StoredColumn("x", .numbers([1, 2]))])
    #expect(throws: StoreError.noObject(path: path, name: "c", known: ["a", "b"])) { try Columns.read(path, at: "c") }
    #expect("\(StoreError.noObject(path: "s.h5", name: "c", known: ["a", "b"]))".hasSuffix(": name a group or a data set of a, b"))
  }
}
