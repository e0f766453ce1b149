import Analysis
import Scores

extension ScoreTable {
  /// Columns by the patterns of the options; without any, the only two numeric columns are x and y.
  func columns(x: [String], y: [String], baselines: [String], strata: String?) throws -> CorrelationStudy.Columns {
    var x = x, y = y
    if x.isEmpty && y.isEmpty {
      let numeric = numeric.map(\.name)
      guard numeric.count == 2 else { throw CommandError.whichColumns(path: name, numeric: numeric, known: columns.map(\.name)) }
      (x, y) = ([numeric[0]], [numeric[1]])
    }
    func chosen(_ patterns: [String], _ option: String) throws -> [CorrelationStudy.Columns.Column] {
      var chosen: [CorrelationStudy.Columns.Column] = []
      for column in try columns(patterns, option: option) { chosen.append(.init(column.name, try values(column))) }
      return chosen
    }
    let predictions = try chosen(x, "--x"), seeds = try chosen(y, "--y"), baselines = try chosen(baselines, "--baseline")
    let strata = try chosen(strata.map { [$0] } ?? [], "--strata").first
    if let both = predictions.first(where: { prediction in seeds.contains { $0.name == prediction.name } }) {
      throw CommandError.bothAxes(path: name, column: both.name)
    }
    let first = seeds[0]
    for column in predictions + baselines + (strata.map { [$0] } ?? []) + seeds where column.values.count != first.values.count {
      throw CommandError.columnLengths(
        path: name, first: first.name, count: first.values.count, second: column.name, other: column.values.count)
    }
    return CorrelationStudy.Columns(name, predictions: predictions, baselines: baselines, seeds: seeds, strata: strata)
  }
}
