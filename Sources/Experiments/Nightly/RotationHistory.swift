/// Experiments that nights finished, in `rotation.csv` beside the history.
public struct RotationHistory: Sendable {
  private let file: HistoryFile
  /// Names in the order of time.
  public private(set) var finished: [String]

  /// None where there is no file. Throws `ExperimentError.history`.
  public init(reading folder: String) throws {
    file = HistoryFile("\(folder)/rotation.csv", ["date", "commit", "experiment"])
    finished = try file.rows().map { $0[2] }
  }

  /// Adds one that was finished.
  public mutating func finish(_ experiment: String, date: String, commit: String) throws {
    try file.add([[date, commit, experiment]])
    finished.append(experiment)
  }
}
