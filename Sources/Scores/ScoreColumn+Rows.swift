extension ScoreColumn {
  /// A column of other rows: a cell for each list of positions, which is `merged` of the numbers there or, in a column with
  /// words, the first of the cells. What kept the column from being read keeps the new one.
  ///
  /// - Parameter rows: positions in this column; none of the lists is empty.
  public func merging(_ rows: [[Int]], called name: String) -> ScoreColumn {
    if wordCount > 0 { return ScoreColumn(name, file: file, words: rows.map { word($0[0]) }) }
    let numbers = cells.map { $0.bitPattern == Self.empty.bitPattern ? nil : $0 }
    let cells = rows.map { rows in merged(rows.map { numbers[$0] }) ?? Self.empty }
    return ScoreColumn(name, file: file, cells: cells, texts: .none, group: group, lowerIsBetter: lowerIsBetter, failure: failure)
  }
}

/// The mean of the values that are there, nil where none is; a value that all share is that value, to the last digit.
public func merged(_ values: [Double?]) -> Double? {
  let found = values.compactMap(\.self)
  guard let first = found.first else { return nil }
  return found.allSatisfy { $0 == first } ? first : found.reduce(0, +) / Double(found.count)
}
