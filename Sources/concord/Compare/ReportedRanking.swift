import Analysis
import Digests
import FoundationEssentials

/// The study of a ranking that a report holds, and what its experiment declared.
struct ReportedRanking {
  let name: String, study: RankingStudy
  /// All that the experiment declared, by paths such as `primary.k`; nil for a report without `experiment.json`.
  let declared: [String: String]?
  /// The part of it that the study itself holds.
  let held: [String: String]

  /// Whether a path is a study, a folder with one, or a folder of results with reports.
  static func isOne(_ path: String) -> Bool {
    path.hasSuffix("study.json") || [path, "\(path)/report"].contains { !studies(in: $0).isEmpty }
  }

  /// - Parameter path: `study.json`, the folder where it lies, or a folder of run files that has the report of one ranking.
  /// - Throws: `CommandError.notFound`, `.noRanking` for a study of another kind, `.severalRankings`.
  init(_ path: String) throws(CommandError) {
    let candidates = path.hasSuffix("study.json") ? [path] : [path, "\(path)/report"].flatMap(Self.studies)
    let read = candidates.map { file in (file: file, study: Self.study(file)) }
    let rankings = candidates.count == 1 ? read : read.filter { if case .success = $0.study { true } else { false } }
    guard rankings.count < 2 else {
      throw .severalRankings(path: path, reports: rankings.map { String($0.file.dropLast("/study.json".count)) })
    }
    guard let own = rankings.first else {
      throw .noRanking(path: path, reason: "the reports in it are of other experiments")
    }
    switch own.study {
    case .success(let found): (study, held) = found
    case .failure(let error): throw error
    }
    name = path
    let file = "\(own.file.dropLast("study.json".count))experiment.json"
    guard FileManager.default.fileExists(atPath: file) else {
      declared = nil
      return
    }
    do { declared = try JSONDecoder().decode(JSONValue.self, from: Data(try InputFile(file).bytes)).leaves } catch let error as CommandError
    {
      throw error
    } catch { throw .noRanking(path: file, reason: Self.reason(error)) }
  }

  /// `study.json` in a folder, or those in the folders in it.
  private static func studies(in folder: String) -> [String] {
    let files = FileManager.default
    if files.fileExists(atPath: "\(folder)/study.json") { return ["\(folder)/study.json"] }
    guard folder.hasSuffix("/report") else { return [] }
    let names = (try? files.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().map { "\(folder)/\($0)/study.json" }.filter(files.fileExists(atPath:))
  }

  private static func study(_ file: String) -> Result<(RankingStudy, [String: String]), CommandError> {
    Result { () throws(CommandError) in
      let bytes = Data(try InputFile(file).bytes), study: RankingStudy, primary: JSONValue
      do {
        study = try JSONDecoder().decode(RankingStudy.self, from: bytes)
        primary = try JSONDecoder().decode(Declared.self, from: bytes).primary
      } catch { throw .noRanking(path: file, reason: reason(error)) }
      let strategies = study.strategies.map { own in
        JSONValue.object(["name": .text(own.strategy), "seeds": .array(own.seeds.map { .integer($0) })])
      }
      let held = JSONValue.object([
        "primary": primary, "space": .text(study.space), "target": .text(study.target.name), "nets": .integer(study.nets.count),
        "runsPerNet": .text(study.runsPerNet), "strategies": .array(strategies),
      ])
      return (study, held.leaves)
    }
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
