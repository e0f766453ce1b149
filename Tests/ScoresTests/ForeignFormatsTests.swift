import Fixtures
import Scores
import Testing

@Suite struct ForeignFormatsTests {
  @Test(
    arguments: [
      ([0x80, 4, 0x95], "a pickle", "pickle.load"), ([0x80, 2, 0x8A, 0x0A], "torch.save", "torch.load"),
      (Array("PAR1".utf8), "Parquet", "read_parquet"),
      (Array("PK\u{3}\u{4}____one_shot.npy".utf8), ".npz", "numpy.load"),
      (Array("PK\u{3}\u{4}____a/data.pkl".utf8), "torch.save", "torch.load"),
      (Array("PK\u{3}\u{4}[Content_Types].xml".utf8), "Excel", "read_excel"), (Array("SQLite format 3\0".utf8), "SQLite", "read_sql"),
      ([0x28, 0xB5, 0x2F, 0xFD], "zstd", "compression='zstd'"), (Array("BZh9".utf8), "bzip2", "compression='bz2'"),
    ] as [([UInt8], String, String)])
  func formatsAreNamedWithTwoLinesOfPython(bytes: [UInt8], name: String, call: String) {
    let error = #expect(throws: ScoresError.self) { try ScoreTable(reading: bytes, name: "scores.x") }
    let said = "\(error.map { "\($0)" } ?? "")"
    #expect(said.contains(name) && said.contains(call) && said.split(separator: "\n").count == 3, "\(said)")
  }

  private func said(_ bytes: [UInt8], _ name: String) -> String {
    let error = #expect(throws: ScoresError.self) { try ScoreTable(reading: bytes, name: name) }
    return error.map { "\($0)" } ?? ""
  }

  @Test func aNameIsOneLiteralOfPython() {
    let pickle: [UInt8] = [0x80, 4, 0x95]
    #expect(said(pickle, "it's.pkl").contains(#"open('it\'s.pkl', 'rb')"#))
    #expect(said(pickle, #"\"#).contains(#"open('\\', 'rb')"#))
    #expect(said(pickle, "a\u{1B}é").contains(#"open('a\U0000001bé', 'rb')"#))
    #expect(said(Array("PAR1".utf8), "'); import os #").contains(#"read_parquet('\'); import os #')"#))
  }

  @Test func whatIsRunIsSaid() {
    #expect(said([0x80, 4, 0x95], "a.pkl").contains("if you trust its author"))
    let torch = said([0x80, 2, 0x8A, 0x0A], "a.pth")
    #expect(torch.contains("weights_only=True") && !torch.contains("trust"))
  }

  @Test func whatHasNoFileIsWrittenToOne() {
    let pipe = said(Array("PAR1".utf8), "standard input")
    #expect(pipe.contains("write it to a file") && pipe.contains("read_parquet('FILE')"))
    #expect(said(gzip(Array("PAR1".utf8)), "a.gz").contains("decompress it"))
  }
}
