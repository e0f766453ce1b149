import Statistics

/// The columns of a file in the parts that they play.
struct Study {
  struct Column {
    let name: String, values: [Double]
  }

  let source: String
  let predictions: [Column], baselines: [Column]
  /// One column a seed.
  let seeds: [Column]
  let strata: Column?
  /// ȳ, the mean over seeds.
  let target: [Double]

  var count: Int { target.count }

  /// Columns by the patterns of the options; without any, the only two numeric columns are x and y.
  init(scores: ScoreFile, x: [String], y: [String], baselines: [String], strata: String?) throws {
    var x = x, y = y
    if x.isEmpty && y.isEmpty {
      let numeric = scores.numeric.map(\.name)
      guard numeric.count == 2 else {
        throw CommandError.whichColumns(path: scores.name, numeric: numeric, known: scores.columns.map(\.name))
      }
      (x, y) = ([numeric[0]], [numeric[1]])
    }
    func columns(_ patterns: [String], _ option: String) throws(CommandError) -> [Column] {
      var columns: [Column] = []
      for column in try scores.columns(patterns, option: option) {
        columns.append(Column(name: column.name, values: try scores.values(column)))
      }
      return columns
    }
    let predictions = try columns(x, "--x"), seeds = try columns(y, "--y"), baselines = try columns(baselines, "--baseline")
    let strata = try columns(strata.map { [$0] } ?? [], "--strata").first
    if let both = predictions.first(where: { prediction in seeds.contains { $0.name == prediction.name } }) {
      throw CommandError.bothAxes(path: scores.name, column: both.name)
    }
    let first = seeds[0]
    for column in predictions + baselines + (strata.map { [$0] } ?? []) + seeds where column.values.count != first.values.count {
      throw CommandError.columnLengths(
        path: scores.name, first: first.name, count: first.values.count, second: column.name, other: column.values.count)
    }
    source = scores.name
    (self.predictions, self.baselines, self.seeds, self.strata) = (predictions, baselines, seeds, strata)
    target = seeds.count == 1 ? first.values : try Target(seeds: seeds.map(\.values)).means
  }

  /// The name of the target in tables and errors.
  var targetName: String { seeds.count == 1 ? seeds[0].name : "mean of \(seeds.map(\.name).joined(separator: ", "))" }

  /// Strata by number: equal values are one stratum.
  var strataNumbers: [Int]? {
    strata.map { column in
      var numbers: [Double: Int] = [:]
      return column.values.map { value in
        let number = numbers[value] ?? numbers.count
        numbers[value] = number
        return number
      }
    }
  }
}
