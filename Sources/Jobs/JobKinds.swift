internal import FoundationEssentials
public import Store

/// The kinds of jobs that are known: a value, so that a test adds one without touching a list.
public struct JobKinds: Sendable {
  public let all: [any JobKind.Type]

  /// Each has a word of its own.
  public init(_ all: [any JobKind.Type]) {
    precondition(Set(all.map { $0.key }).count == all.count, "two kinds of jobs of one word")
    self.all = all
  }

  /// What this concord does.
  public static let house = JobKinds([
    SupernetSpec.self, StandAloneSpec.self, EvaluationSpec.self, RelaxationSpec.self, SearchSpec.self, AngleSpec.self, ProxySpec.self,
  ])

  /// What their jobs leave.
  public var runs: [any StoredRun.Type] { all.map { Self.run(of: $0) } }

  private static func run<Kind: JobKind>(of kind: Kind.Type) -> any StoredRun.Type { Kind.Run.self }

  /// Reads a job's spec. Throws `WorkError.spec` with the field that is wrong.
  public func job(reading text: String) throws(WorkError) -> Job {
    let data = Data(text.utf8), words = all.map { $0.key }.joined(separator: ", ")
    do {
      let keys = try JSONDecoder().decode([String: Anything].self, from: data).keys
      guard keys.count == 1, let kind = all.first(where: { $0.key == keys.first }) else {
        throw WorkError.spec(reason: "it holds \(keys.sorted().joined(separator: ", ")), a job is one of \(words)")
      }
      return try Self.job(kind, data)
    } catch let error as WorkError {
      throw error
    } catch let error as DecodingError {
      throw .spec(reason: Self.sentence(error))
    } catch { throw .spec(reason: "\(error)") }
  }

  /// The spec that a run file keeps as a text. Throws as `job`, and `WorkError.input` where it is of another kind.
  ///
  /// - Parameter path: of the run file.
  public func spec<Kind: JobKind>(_ kind: Kind.Type, reading text: String, in path: String) throws(WorkError) -> Kind {
    let job = try job(reading: text)
    guard let spec = job.spec as? Kind else { throw .input(path: path, found: job.kind, expected: Kind.key) }
    return spec
  }

  private static func job<Kind: JobKind>(_ kind: Kind.Type, _ data: Data) throws -> Job {
    guard let spec = try JSONDecoder().decode([String: Kind].self, from: data)[Kind.key] else {
      throw WorkError.spec(reason: "it holds no \(Kind.key)")
    }
    return try Job(spec)
  }

  /// The field and what is wrong with it.
  private static func sentence(_ error: DecodingError) -> String {
    func field(_ path: [any CodingKey]) -> String {
      path.isEmpty ? "its text" : path.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
    }
    switch error {
    case .keyNotFound(let key, let context): return "\(field(context.codingPath + [key])): is missing"
    case .dataCorrupted(let context), .typeMismatch(_, let context), .valueNotFound(_, let context):
      return "\(field(context.codingPath)): \(context.debugDescription)"
    @unknown default: return "\(error)"
    }
  }

  /// A value that is not looked at.
  private struct Anything: Decodable {
    init(from decoder: any Decoder) {}
  }
}
