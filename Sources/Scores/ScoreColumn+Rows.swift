import Statistics

extension ScoreColumn {
  /// A column of other rows: a cell for each list of positions, which is the mean of the numbers there (`Target.means(of:)`) or, in a column with
  /// words, the first of the cells. A cell that is one of the old ones keeps its text, so that names stay as they are written: `007` and `7` are two.
  /// What kept the column from being read keeps the new one.
  ///
  /// - Parameter rows: positions in this column; none of the lists is empty.
  public func merging(_ rows: [[Int]], called name: String) -> ScoreColumn {
    let numbers = wordCount > 0 ? nil : rows.map { places in places.map { cells[$0] }.filter { $0.bitPattern != Self.empty.bitPattern } }
    let means = numbers.map(Target.means(of:))
    var merged: [Double] = [], sources: [UInt32] = []
    for (row, places) in rows.enumerated() {
      var source = places[0], cell = cells[source]
      if places.count > 1, let numbers, let means {
        cell = numbers[row].isEmpty ? Self.empty : means[row]
        source = places.first { cells[$0].bitPattern == cell.bitPattern } ?? -1
      }
      merged.append(cell)
      sources.append(source < 0 ? .max : UInt32(source))
    }
    return ScoreColumn(
      name, file: file, cells: merged, texts: .rows(texts, sources), group: group, lowerIsBetter: lowerIsBetter, failure: failure)
  }
}
