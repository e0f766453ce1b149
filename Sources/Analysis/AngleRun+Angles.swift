public import Spaces
public import Store

extension AngleRun {
  /// Its sums as the table that angles are made of.
  public var table: AngleTable {
    func sums(_ row: [Double]) -> AngleTable.Sums { AngleTable.Sums(start: row[0], end: row[1], moved: row[2]) }
    return AngleTable(fixed: sums(fixed), choices: self.sums.map { $0.map(sums) })
  }

  /// Of each net by its text, the sums of all weights that it runs; codes that are one network may run other weights.
  ///
  /// - Throws: `AnalysisError.space` for a run of another space, `.architecture` for a text that is no path of it.
  public func sums(of nets: [String], in space: Space) throws(AnalysisError) -> [String: AngleTable.Sums] {
    let name = "the angles of \(strategy), seed \(seed), after \(passes) passes", table = table
    guard space.choices.map(\.name) == choices, space.choices.map({ $0.candidates.map(\.name) }) == candidates else {
      throw .space(run: name, found: self.space.name, expected: space.name)
    }
    var all: [String: AngleTable.Sums] = [:]
    for net in nets {
      guard let path = try Design.read(net, space, run: name).path else {
        throw .architecture(run: name, reason: "\(net) keeps more or less than one candidate of a choice, an angle is that of a path")
      }
      all[net] = table.sums(of: path)
    }
    return all
  }

  /// The angle of each net (radians), by its text. Throws as `sums`.
  public func angles(of nets: [String], in space: Space) throws(AnalysisError) -> [String: Double] {
    try sums(of: nets, in: space).mapValues(\.angle)
  }
}

extension NetPredictions {
  /// What tables and claims call the angles of a strategy's supernets.
  public static func angleName(of strategy: String) -> String { "angle of \(strategy)" }

  /// The angles of a strategy's supernets, by rising seed. Throws as `AngleRun.sums`.
  ///
  /// - Parameters:
  ///   - runs: of one strategy and number of passes, a supernet each.
  ///   - nets: canonical texts, as one-shot accuracies are taken of them.
  public init(angles runs: [AngleRun], of strategy: String, nets: [String], in space: Space) throws(AnalysisError) {
    var scores: [[String: Double]] = []
    let sorted = runs.sorted { $0.seed < $1.seed }
    for run in sorted { scores.append(try run.angles(of: nets, in: space)) }
    self.init(Self.angleName(of: strategy), seeds: sorted.map(\.seed), scores: scores)
  }
}
