/// Scores as somebody wrote them: columns of one cell an architecture, whatever the file's layout.
///
///     let table = try ScoreTable(reading: bytes, name: "scores.csv")
///     for column in table.columns where column.isNumeric { print(column.name, try column.numbers()) }
public struct ScoreTable: Sendable {
  /// What errors call the file.
  public let name: String
  /// Rows, one an architecture: the length that most columns have.
  public let count: Int
  /// In the file's order, each with a name of its own.
  public let columns: [ScoreColumn]
  /// Where cells held lists: the lists as words, by the names of their groups, for keys may be written so.
  public let lists: [ScoreColumn]
  /// What a person should know of how the file was read, each with its count.
  public let notes: [String]
  /// The column that names architectures, where the layout itself says so.
  public let keys: String?

  public init(name: String, columns: [ScoreColumn], lists: [ScoreColumn] = [], notes: [String] = [], keys: String? = nil) {
    var lengths: [Int: Int] = [:]
    for column in columns { lengths[column.count, default: 0] += 1 }
    (self.name, self.columns, self.lists, self.notes, self.keys) = (name, columns, lists, notes, keys)
    count = lengths.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
  }

  /// Reads a file's bytes by the first layout that recognises them.
  ///
  /// - Parameter name: what errors call the file; its ending is not asked.
  /// - Throws: `ScoresError`, which says what is wrong where and what to do.
  public init(reading bytes: [UInt8], name: String, options: ScoreOptions = ScoreOptions()) throws(ScoresError) {
    let input = try ScoreInput(bytes, name: name, options: options)
    if let layout = input.layoutOptions { try options.check([layout], files: name) }
    try self.init(input)
  }

  /// Reads what was decompressed already.
  package init(_ input: ScoreInput) throws(ScoresError) {
    guard let layout = Self.layout(of: input) else { throw .noRows(file: input.name) }
    self = try layout.read(input)
    guard !columns.isEmpty, columns.contains(where: { $0.count > 0 }) else { throw .noRows(file: input.name) }
  }

  fileprivate static func layout(of input: ScoreInput) -> (any (ScoreLayout & SendableMetatype).Type)? {
    layouts.first { $0.recognises(input) }
  }

  /// In the order in which they are asked; the last one recognises everything. HDF5 is none of them: it is read from a path, by a process
  /// of its own.
  private static let layouts: [any (ScoreLayout & SendableMetatype).Type] = [
    LogScores.self, ForeignFormats.self, NumPyScores.self, JSONScores.self, DelimitedScores.self,
  ]
}

extension ScoreInput {
  /// The options that its layout heeds; nil for a format that is not read.
  package var layoutOptions: LayoutOptions? { isHDF5 && options.logPattern == nil ? .hdf5 : ScoreTable.layout(of: self)?.options }
}
