import Analysis
import Scores
import Statistics

/// One of two sets of scores that are compared: of a file, or of a report.
struct ComparedScores {
  /// What errors call it.
  let name: String
  /// Names of its architectures, each once, and their targets.
  let nets: [String], target: [Double], targetName: String
  /// Columns, or strategies of a column a supernet; one value an architecture.
  let predictions: [CorrelationStudy.Columns.Prediction]

  /// The rows of a file whose architectures are wanted, and what a person should know of them.
  static func rows(of table: ScoreTable, _ roles: ColumnRoles, where isWanted: (String) -> Bool) throws -> (Self, remarks: [String]) {
    let rows = try ScoreChoice(table, roles).rows(where: isWanted), columns = rows.columns
    let own = Self(
      name: table.name, nets: rows.nets, target: columns.seeds.means, targetName: columns.seeds.title, predictions: columns.predictions)
    return (own, columns.remarks)
  }

  private init(name: String, nets: [String], target: [Double], targetName: String, predictions: [CorrelationStudy.Columns.Prediction]) {
    (self.name, self.nets, self.target, self.targetName, self.predictions) = (name, nets, target, targetName, predictions)
  }

  /// The strategies of a report.
  init(_ ranking: ReportedRanking) {
    let study = ranking.study
    (name, nets, target, targetName) = (
      ranking.name, study.nets.map(\.architecture), study.nets.map(\.target.mean), study.target.name
    )
    predictions = study.strategies.enumerated().map { place, row in
      CorrelationStudy.Columns.Prediction(
        row.strategy,
        strategy: row.seeds.enumerated().map { number, seed in
          CorrelationStudy.Columns.Column("\(row.strategy) seed \(seed)", study.nets.map { $0.oneShot[place][number] })
        }, seeds: row.seeds)
    }
  }

  /// Positions of some architectures, in their order.
  func positions(of wanted: [String]) -> [Int] {
    let places = nets.enumerated().reduce(into: [String: Int]()) { $0[$1.element] = $1.offset }
    return wanted.compactMap { places[$0] }
  }
}
