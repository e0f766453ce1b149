import Analysis
import Digests
import FoundationEssentials

/// The study of a ranking that a report holds, and what its experiment declared.
struct ReportedRanking {
  let name: String, study: RankingStudy
  /// The declared values by their paths, such as `primary.k`.
  let declared: [String: String]

  /// Whether a path is a folder with a study, or the study itself.
  static func isOne(_ path: String) -> Bool {
    path.hasSuffix("study.json") || FileManager.default.fileExists(atPath: "\(path)/study.json")
  }

  /// - Throws: `CommandError.notFound`, `.noRanking` for a study of another kind.
  init(_ path: String) throws {
    let file = path.hasSuffix("study.json") ? path : "\(path)/study.json"
    let bytes = Data(try InputFile(file).bytes)
    do { study = try JSONDecoder().decode(RankingStudy.self, from: bytes) } catch { throw CommandError.noRanking(path: file) }
    name = path
    let outline = Outline(
      primary: study.primary, space: study.space, spaceDigest: study.spaceDigest, target: study.target.name, nets: study.nets.count,
      runsPerNet: study.runsPerNet,
      strategies: study.strategies.map { Outline.Strategy(name: $0.strategy, seeds: $0.seeds, digests: $0.digests) })
    declared = try Leaves(of: try JSONEncoder().encode(outline)).values
  }

  /// What decides the numbers of a ranking, as far as its study knows it.
  private struct Outline: Encodable {
    struct Strategy: Encodable {
      let name: String, seeds: [Int], digests: [String]
    }

    let primary: Primary, space: String, spaceDigest: String, target: String, nets: Int, runsPerNet: String, strategies: [Strategy]
  }
}

/// The values of a JSON text by their paths.
struct Leaves {
  private(set) var values: [String: String] = [:]

  init(of bytes: Data) throws { add(try JSONDecoder().decode(Tree.self, from: bytes), at: "") }

  private mutating func add(_ tree: Tree, at path: String) {
    func below(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }
    switch tree {
    case .object(let fields): for (key, value) in fields { add(value, at: below(key)) }
    case .array(let elements): for (place, value) in elements.enumerated() { add(value, at: below("\(place)")) }
    case .leaf(let text): values[path] = text
    }
  }

  /// JSON as far as its leaves go.
  private enum Tree: Decodable {
    case object([String: Tree])
    case array([Tree])
    case leaf(String)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if container.decodeNil() {
        self = .leaf("–")
      } else if let value = try? container.decode(Bool.self) {
        self = .leaf("\(value)")
      } else if let value = try? container.decode(Int.self) {
        self = .leaf("\(value)")
      } else if let value = try? container.decode(Double.self) {
        self = .leaf("\(value)")
      } else if let value = try? container.decode(String.self) {
        self = .leaf(value)
      } else if let value = try? container.decode([Tree].self) {
        self = .array(value)
      } else {
        self = .object(try container.decode([String: Tree].self))
      }
    }
  }
}
