/// Formats that are recognised by their first bytes and not read, each with what converts it.
///
/// A pickle is a program: it is not run to see what it holds.
enum ForeignFormats: ScoreLayout {
  static func recognises(_ input: ScoreInput) -> Bool { format(input) != nil }

  static func read(_ input: ScoreInput) throws(ScoresError) -> ScoreTable {
    guard let format = format(input) else { throw .noRows(file: input.name) }
    throw .format(file: input.name, format: format.name, remedy: "write it as CSV with Python:\n\(format.lines(input.name.printable))")
  }

  private static func format(_ input: ScoreInput) -> (name: String, lines: (String) -> String)? {
    let bytes = input.bytes, start = bytes.prefix(4_096)
    func holds(_ word: String) -> Bool { String(decoding: start, as: UTF8.self).contains(word) }
    if input.isHDF5 { return ("HDF5 among files of other formats", pandas("read_hdf")) }
    if bytes.starts(with: Array("PAR1".utf8)) { return ("Parquet", pandas("read_parquet")) }
    if bytes.starts(with: Array("ARROW1".utf8)) { return ("Arrow", pandas("read_feather")) }
    if bytes.starts(with: Array("SQLite format 3".utf8)) {
      return (
        "an SQLite database",
        { "import pandas, sqlite3\npandas.read_sql('SELECT * FROM scores', sqlite3.connect('\($0)')).to_csv('scores.csv')" }
      )
    }
    if bytes.starts(with: Array("PK\u{3}\u{4}".utf8)) {
      if holds("data.pkl") { return ("a file of torch.save", torch) }
      if holds(".npy") {
        return (
          "a NumPy archive (.npz)",
          { "import numpy, pandas\npandas.DataFrame({k: v.tolist() for k, v in numpy.load('\($0)').items()}).to_csv('scores.csv')" }
        )
      }
      if holds("xl/") || holds("[Content_Types].xml") { return ("an Excel workbook", pandas("read_excel")) }
      return ("a ZIP archive", { "import zipfile\nzipfile.ZipFile('\($0)').extractall('scores')" })
    }
    if bytes.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) { return ("compressed with zstd", pandas("read_csv")) }
    if bytes.starts(with: Array("BZh".utf8)) { return ("compressed with bzip2", pandas("read_csv")) }
    if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { return ("an old Excel workbook", pandas("read_excel")) }
    // Protocols 2 to 5; older ones are text that ends in a full stop, torch's old files begin with a pickled number.
    if bytes.count > 2, bytes[0] == 0x80, (2...5).contains(bytes[1]) {
      if bytes[2...].starts(with: [0x8A, 0x0A]) { return ("a file of torch.save", torch) }
      return ("a pickle", { "import pandas, pickle\npandas.DataFrame(pickle.load(open('\($0)', 'rb'))).to_csv('scores.csv')" })
    }
    return nil
  }

  private static func pandas(_ reader: String) -> (String) -> String {
    { "import pandas\npandas.\(reader)('\($0)').to_csv('scores.csv')" }
  }

  private static func torch(_ file: String) -> String {
    "import pandas, torch\npandas.DataFrame(torch.load('\(file)', map_location='cpu')).to_csv('scores.csv')"
  }
}
