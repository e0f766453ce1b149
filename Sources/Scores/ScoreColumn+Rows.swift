extension ScoreColumn {
  /// A column of other rows: a cell for each list of positions, which is `merged` of the numbers there or, in a column with
  /// words, the first of the cells. A cell that is one of the old ones keeps its text, so that names stay as they are written: `007` and `7` are two.
  /// What kept the column from being read keeps the new one.
  ///
  /// - Parameter rows: positions in this column; none of the lists is empty.
  public func merging(_ rows: [[Int]], called name: String) -> ScoreColumn {
    var merged: [Double] = [], sources: [UInt32] = []
    for places in rows {
      var source = places[0], cell = cells[source]
      if places.count > 1 && wordCount == 0 {
        cell = .merged(places.map { cells[$0] }.filter { $0.bitPattern != Self.empty.bitPattern }) ?? Self.empty
        source = places.first { cells[$0].bitPattern == cell.bitPattern } ?? -1
      }
      merged.append(cell)
      sources.append(source < 0 ? .max : UInt32(source))
    }
    return ScoreColumn(
      name, file: file, cells: merged, texts: .rows(texts, sources), group: group, lowerIsBetter: lowerIsBetter, failure: failure)
  }
}

extension Double? {
  /// The mean of numbers that one architecture has in several rows, nil of none; a number that all share is that number, to the last digit.
  public static func merged(_ values: [Double]) -> Double? {
    guard let first = values.first else { return nil }
    return values.allSatisfy { $0 == first } ? first : values.reduce(0, +) / Double(values.count)
  }
}
