import Fixtures
import FoundationEssentials
import Store
import Testing

@Suite struct ColumnsTests {
  @Test func numericVectorsAreColumnsAndTheRestIsPassedOver() throws {
    let folder = try TemporaryFolder(), path = folder["scores.h5"]
    try Samples.file.write(to: path)
    let columns = try Columns.read(path).filter { !$0.name.hasPrefix("provenance/") }
    #expect(columns.map(\.name) == ["history/again", "history/epoch", "history/loss"])
    #expect(columns[2].values == [2.5, 1.25, .infinity])
  }

  @Test func aMillionRowsAreReadBack() throws {
    let folder = try TemporaryFolder(), path = folder["scores.h5"], values = (0..<1_000_000).map { Double($0) / 3 }
    try RunFile(kind: "sample", schema: 1, header: Samples.header, arrays: [NamedArray("x", .doubles(values))]).write(to: path)
    #expect(try Columns.read(path).first { $0.name == "x" }?.values == values)
  }

  @Test func aTextFileIsNamed() throws {
    let folder = try TemporaryFolder(), path = folder["scores.csv"]
    try put(Data("a,b\n1,2\n".utf8), path)
    #expect(throws: StoreError.notHDF5(path: path)) { try Columns.read(path) }
  }
}
