internal import Digests
internal import FoundationEssentials
internal import Store

/// What a job is told to do; its canonical JSON is the job's identity.
///
///     {"stand-alone": {"architecture": "22212220", …}}
public enum JobSpec: Hashable, Sendable {
  case supernet(SupernetSpec)
  case evaluation(EvaluationSpec)
  case standAlone(StandAloneSpec)
  case relaxation(RelaxationSpec)

  /// Raised whenever the engine's arithmetic changes what a spec's bits are.
  public static let numerics = 1

  /// The kind of run file that the job leaves.
  public var kind: String {
    switch self {
    case .supernet: SupernetRun.kind
    case .evaluation: EvaluationRun.kind
    case .standAlone: StandAloneRun.kind
    case .relaxation: RelaxationRun.kind
    }
  }

  /// Canonical JSON.
  public func text() throws -> String { try CanonicalJSON.text(self) }

  /// Reads a spec back. Throws `WorkError.spec` with the field that is wrong.
  public init(reading text: String) throws(WorkError) {
    do { self = try JSONDecoder().decode(JobSpec.self, from: Data(text.utf8)) } catch { throw .spec(reason: "\(error)") }
  }
}

extension JobSpec: Codable {
  private enum Key: String, CodingKey {
    case supernet, evaluation, relaxation
    case standAlone = "stand-alone"
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    guard container.allKeys.count == 1, let key = container.allKeys.first else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "a job is one of supernet, evaluation, stand-alone, relaxation"))
    }
    switch key {
    case .supernet: self = .supernet(try container.decode(SupernetSpec.self, forKey: key))
    case .evaluation: self = .evaluation(try container.decode(EvaluationSpec.self, forKey: key))
    case .standAlone: self = .standAlone(try container.decode(StandAloneSpec.self, forKey: key))
    case .relaxation: self = .relaxation(try container.decode(RelaxationSpec.self, forKey: key))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch self {
    case .supernet(let spec): try container.encode(spec, forKey: .supernet)
    case .evaluation(let spec): try container.encode(spec, forKey: .evaluation)
    case .standAlone(let spec): try container.encode(spec, forKey: .standAlone)
    case .relaxation(let spec): try container.encode(spec, forKey: .relaxation)
    }
  }
}
