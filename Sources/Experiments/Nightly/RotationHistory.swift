/// Experiments whose turn was over, in `rotation.csv` beside the history.
public struct RotationHistory: Sendable {
  private let file: HistoryFile
  /// Names in the order of time.
  public private(set) var turns: [String]

  /// None where there is no file. Throws `ExperimentError.history`.
  public init(reading folder: String) throws {
    file = HistoryFile("\(folder)/rotation.csv", ["date", "commit", "experiment"])
    turns = try file.rows().map { $0[2] }
  }

  /// Adds one whose turn is over.
  public mutating func end(_ experiment: String, date: String, commit: String) throws {
    try file.add([[date, commit, experiment]])
    turns.append(experiment)
  }
}
