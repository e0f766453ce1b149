/// What a file under Benchmarks declares.
public enum Declared: Sendable {
  /// Supernets are trained and their rankings judged.
  case ranking(Experiment)
  /// Published tables are read; there are no jobs.
  case tables(TablesExperiment)
  /// Relaxed spaces are searched, and what they give is trained alone.
  case relaxation(RelaxationExperiment)

  /// - Throws: `ExperimentError`, with the line and the field that is wrong.
  public init(_ text: String, file: String) throws(ExperimentError) { self = try StrictYAML.decode(Declared.self, text, file: file) }
}

extension Declared: Decodable, Validated {
  private enum Key: String, CodingKey { case tables, relaxation }

  public init(from decoder: any Decoder) throws {
    let keys = try decoder.container(keyedBy: Key.self)
    if keys.contains(.tables) {
      self = .tables(try TablesExperiment(from: decoder))
    } else if keys.contains(.relaxation) {
      self = .relaxation(try RelaxationExperiment(from: decoder))
    } else {
      self = .ranking(try Experiment(from: decoder))
    }
  }

  public func validate() throws(ExperimentError) {
    switch self {
    case .ranking(let own): try own.validate()
    case .tables(let own): try own.validate()
    case .relaxation(let own): try own.validate()
    }
  }
}
