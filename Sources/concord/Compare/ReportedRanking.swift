import Analysis
import Digests
import FoundationEssentials

/// The study of a ranking that a report holds, and what its experiment declared.
struct ReportedRanking {
  let name: String, study: RankingStudy
  /// The declared values that decide the numbers, by their paths, such as `primary.k`.
  let declared: [String: String]

  /// Whether a path is a folder with a study, or the study itself.
  static func isOne(_ path: String) -> Bool {
    path.hasSuffix("study.json") || FileManager.default.fileExists(atPath: "\(path)/study.json")
  }

  /// - Throws: `CommandError.notFound`, `.noRanking` for a study of another kind.
  init(_ path: String) throws(CommandError) {
    let file = path.hasSuffix("study.json") ? path : "\(path)/study.json"
    let bytes = Data(try InputFile(file).bytes), primary: JSONValue
    do {
      study = try JSONDecoder().decode(RankingStudy.self, from: bytes)
      primary = try JSONDecoder().decode(Declared.self, from: bytes).primary
    } catch { throw .noRanking(path: file, reason: Self.reason(error)) }
    name = path
    let strategies = study.strategies.map { own in
      JSONValue.object([
        "name": .text(own.strategy), "seeds": .array(own.seeds.map { .integer($0) }), "digests": .array(own.digests.map { .text($0) }),
      ])
    }
    declared =
      JSONValue.object([
        "primary": primary, "space": .text(study.space), "spaceDigest": .text(study.spaceDigest), "target": .text(study.target.name),
        "nets": .integer(study.nets.count), "runsPerNet": .text(study.runsPerNet), "strategies": .array(strategies),
      ]).leaves
  }

  /// What an experiment declared of its primary analysis, whatever its fields.
  private struct Declared: Decodable {
    let primary: JSONValue
  }

  /// Where decoding ended, and why.
  private static func reason(_ error: any Error) -> String {
    func place(_ context: DecodingError.Context, _ more: (any CodingKey)? = nil) -> String {
      let keys = (context.codingPath + [more].compactMap(\.self)).map { $0.intValue.map(String.init) ?? $0.stringValue }
      return keys.isEmpty ? "the whole" : "'\(keys.joined(separator: "."))'"
    }
    return switch error as? DecodingError {
    case .keyNotFound(let key, let context): "\(place(context, key)) is missing"
    case .valueNotFound(_, let context): "\(place(context)) is null"
    case .typeMismatch(_, let context): "\(place(context)) is of another kind"
    case .dataCorrupted(let context): context.codingPath.isEmpty ? "it is no JSON" : "\(place(context)): \(context.debugDescription)"
    default: "\(error)"
    }
  }
}
