import Fixtures
import FoundationEssentials
import Store
import Testing

@Suite struct ColumnsTests {
  @Test func vectorsOfNumbersAndOfTextsAreColumns() throws {
    let folder = try TemporaryFolder(), path = folder["scores.h5"]
    try Samples.file.write(to: path)
    let columns = try Columns.read(path).columns
    #expect(columns.first { $0.name == "history/loss" }?.values == .numbers([2.5, 1.25, .infinity]))
    #expect(columns.first { $0.name == "contents" }.map { if case .texts = $0.values { true } else { false } } == true)
  }

  @Test func aMillionRowsAreReadBack() throws {
    let folder = try TemporaryFolder(), path = folder["scores.h5"], values = (0..<1_000_000).map { Double($0) / 3 }
    try RunFile(kind: "sample", schema: 1, header: Samples.header, arrays: [NamedArray("x", .doubles(values))]).write(to: path)
    #expect(try Columns.read(path).columns.first { $0.name == "x" }?.values == .numbers(values))
  }

  @Test func columnsAreTransferredWhole() throws {
    var stored = StoredColumns()
    stored.columns = [
      StoredColumn("x[0]", group: "x", .numbers([1, -.infinity])), StoredColumn("a", .texts(["ä", ""])),
      StoredColumn("z", .unreadable("why")),
    ]
    (stored.keys, stored.notes) = ("a", ["b", "c"])
    let bytes = stored.transferred
    #expect(StoredColumns(transferred: bytes) == stored)
    for length in bytes.indices { #expect(StoredColumns(transferred: Array(bytes[..<length])) == nil) }
  }

  @Test func aTextFileIsNamed() throws {
    let folder = try TemporaryFolder(), path = folder["scores.csv"]
    try put(Data("a,b\n1,2\n".utf8), path)
    #expect(throws: StoreError.notHDF5(path: path)) { try Columns.read(path) }
  }
}
