public import Store

extension ScoreTable {
  /// The columns of an HDF5 file, which another process read.
  ///
  /// - Parameter options: `--at` was heeded as it was read.
  public init(_ stored: StoredColumns, name: String, options: ScoreOptions = ScoreOptions()) {
    let most = stored.columns.map { Self.count($0) }.max() ?? 0
    let columns = stored.columns.map { column in
      switch column.values {
      case .numbers(let values):
        ScoreColumn(column.name, file: name, cells: values.map { $0.isNaN ? .nan : $0 }, texts: .none, group: column.group)
      case .texts(let words): ScoreColumn(column.name, file: name, words: words, group: column.group, decimal: options.decimal)
      case .unreadable(let reason):
        ScoreColumn(
          column.name, file: name, cells: Array(repeating: ScoreColumn.empty, count: most), texts: .none, group: column.group,
          failure: .column(file: name, column: column.name, reason: reason))
      }
    }
    self.init(name: name, columns: columns, notes: stored.notes, keys: stored.keys)
  }

  private static func count(_ column: StoredColumn) -> Int {
    switch column.values {
    case .numbers(let values): values.count
    case .texts(let words): words.count
    case .unreadable: 0
    }
  }
}
