extension ScoreColumn {
  /// A column of other rows: a cell for each list of positions, which is `merged` of the numbers there or, in a column with
  /// words, the first of the cells. What kept the column from being read keeps the new one.
  ///
  /// - Parameter rows: positions in this column; none of the lists is empty.
  public func merging(_ rows: [[Int]], called name: String) -> ScoreColumn {
    if wordCount > 0 { return ScoreColumn(name, file: file, words: rows.map { word($0[0]) }) }
    let cells = rows.map { rows -> Double in
      let found = rows.map { self.cells[$0] }.filter { $0.bitPattern != Self.empty.bitPattern }
      return .merged(found) ?? Self.empty
    }
    return ScoreColumn(name, file: file, cells: cells, texts: .none, group: group, lowerIsBetter: lowerIsBetter, failure: failure)
  }
}

extension Double? {
  /// The mean of numbers that one architecture has in several rows, nil of none; a number that all share is that number, to the last digit.
  public static func merged(_ values: [Double]) -> Double? {
    guard let first = values.first else { return nil }
    return values.allSatisfy { $0 == first } ? first : values.reduce(0, +) / Double(values.count)
  }
}
