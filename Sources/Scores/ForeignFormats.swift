internal import Texts

/// Formats that are recognised by their first bytes and not read, each with what converts it.
///
/// A pickle is a program: it is not run to see what it holds.
enum ForeignFormats: ScoreLayout {
  static func recognises(_ input: ScoreInput) -> Bool { format(input) != nil }

  static var options: LayoutOptions? { nil }

  static func read(_ input: ScoreInput) throws(ScoresError) -> ScoreTable {
    guard let format = format(input) else { throw .noRows(file: input.name) }
    let isPipe = input.name == ScoreInput.pipe
    let before = (isPipe ? "write it to a file FILE, then " : "") + (input.isConverted ? "decompress it, then " : "")
    throw .format(
      file: input.name, format: format.name,
      remedy:
        "\(before)write it as CSV with Python\(format.caution):\n\(format.lines((isPipe ? "FILE" : input.name).pythonLiteral))")
  }

  /// A format's name, and the Python that reads a file, which it is given as a literal.
  private struct Format: Sendable {
    let name: String, lines: @Sendable (String) -> String
    var caution = ""

    init(_ name: String, _ lines: @escaping @Sendable (String) -> String) { (self.name, self.lines) = (name, lines) }

    /// What one function of pandas reads.
    init(_ name: String, pandas reader: String, _ options: String = "") {
      self.init(name) { "import pandas\npandas.\(reader)(\($0)\(options)).to_csv('scores.csv')" }
    }

    static let torch = Format("a file of torch.save") {
      "import pandas, torch\npandas.DataFrame(torch.load(\($0), map_location='cpu', weights_only=True)).to_csv('scores.csv')"
    }

    static let pickle = {
      var format = Format("a pickle") {
        "import json, pickle; d = pickle.load(open(\($0), 'rb'))\n"
          + "json.dump({str(k): v for k, v in d.items()} if hasattr(d, 'items') else d, open('scores.json', 'w'), default=lambda v: v.tolist())"
      }
      format.caution = ", if you trust its author, for loading a pickle runs whatever program it holds"
      return format
    }()
  }

  private static func format(_ input: ScoreInput) -> Format? {
    let bytes = input.bytes, start = bytes.prefix(4_096)
    func holds(_ word: String) -> Bool { String(decoding: start, as: UTF8.self).contains(word) }
    if input.isHDF5 { return Format("HDF5 among files of other formats", pandas: "read_hdf") }
    if bytes.starts(with: Array("PAR1".utf8)) { return Format("Parquet", pandas: "read_parquet") }
    if bytes.starts(with: Array("ARROW1".utf8)) { return Format("Arrow", pandas: "read_feather") }
    if bytes.starts(with: Array("SQLite format 3".utf8)) {
      return Format("an SQLite database") {
        "import pandas, sqlite3\npandas.read_sql('SELECT * FROM scores', sqlite3.connect(\($0))).to_csv('scores.csv')"
      }
    }
    if bytes.starts(with: Array("PK\u{3}\u{4}".utf8)) {
      if holds("data.pkl") { return .torch }
      if holds(".npy") {
        return Format("a NumPy archive (.npz)") {
          "import numpy, pandas\npandas.DataFrame({k: v.tolist() for k, v in numpy.load(\($0)).items()}).to_csv('scores.csv')"
        }
      }
      if holds("xl/") || holds("[Content_Types].xml") { return Format("an Excel workbook", pandas: "read_excel") }
      return Format("a ZIP archive") { "import zipfile\nzipfile.ZipFile(\($0)).extractall('scores')" }
    }
    if bytes.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) {
      return Format("compressed with zstd", pandas: "read_csv", ", compression='zstd'")
    }
    if bytes.starts(with: Array("BZh".utf8)) { return Format("compressed with bzip2", pandas: "read_csv", ", compression='bz2'") }
    if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { return Format("an old Excel workbook", pandas: "read_excel") }
    // Protocols 2 to 5; older ones are text that ends in a full stop, torch's old files begin with a pickled number.
    if bytes.count > 2, bytes[0] == 0x80, (2...5).contains(bytes[1]) {
      return bytes[2...].starts(with: [0x8A, 0x0A]) ? .torch : .pickle
    }
    return nil
  }
}

extension String {
  /// The text as Python source has it, in single quotes, without a character that a terminal would obey.
  fileprivate var pythonLiteral: String {
    let inside = unicodeScalars.map { scalar -> String in
      let text = String(scalar)
      if scalar == "'" || scalar == "\\" { return "\\\(text)" }
      if text.printable == text { return text }
      let digits = String(scalar.value, radix: 16)
      return "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
    }
    return "'\(inside.joined())'"
  }
}
