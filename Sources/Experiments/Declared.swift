/// What a file under Benchmarks declares.
public enum Declared: Sendable {
  /// Supernets are trained and their rankings judged.
  case ranking(Experiment)
  /// Published tables are read; there are no jobs.
  case tables(TablesExperiment)

  /// - Throws: `ExperimentError`, with the line and the field that is wrong.
  public init(_ text: String, file: String) throws(ExperimentError) { self = try StrictYAML.decode(Declared.self, text, file: file) }
}

extension Declared: Decodable, Validated {
  private enum Key: String, CodingKey { case tables }

  public init(from decoder: any Decoder) throws {
    self =
      try decoder.container(keyedBy: Key.self).contains(.tables)
      ? .tables(try TablesExperiment(from: decoder)) : .ranking(try Experiment(from: decoder))
  }

  public func validate() throws(ExperimentError) {
    switch self {
    case .ranking(let own): try own.validate()
    case .tables(let own): try own.validate()
    }
  }
}
