import ArgumentParser
import Digests
import Experiments
import FoundationEssentials

/// `concord cite`: what a report stands on, as BibTeX.
struct Cite: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cite", abstract: "Print BibTeX of what the report of an experiment stands on.",
    discussion: """
      Concord itself, then the works of docs/references.md that stand behind the experiment's data, space, strategies, searchers, proxies, \
      recipe and statistics.

      EXAMPLES
        concord cite ranking
        concord cite --profile nightly nas-bench-macro > concord.bib
        concord cite --all
      """)

  @Argument(help: "Experiments by name; all of the profile by default.") var experiments: [String] = []
  @Option(help: "smoke, laptop, nightly or paper: a folder of experiments.") var profile = "laptop"
  @Option(help: "Where profiles are.") var benchmarks = ProfileFolder.shipped
  @Flag(help: "All references, whatever they stand behind.") var all = false

  func run() throws {
    let references = try Self.references(Installation.path("docs/references.md"))
    if all {
      Console.result(([Self.own] + references.map(\.bibTeX)).joined(separator: "\n\n"))
      return
    }
    let folder = try ProfileFolder(profile, in: benchmarks)
    var words: Set<String> = ["all"]
    for name in experiments.isEmpty ? folder.experiments : experiments { try Self.add(try folder.file(of: name), to: &words) }
    let cited = references.filter { !words.isDisjoint(with: $0.words) }
    Console.result(([Self.own] + cited.map(\.bibTeX)).joined(separator: "\n\n"))
  }

  /// The project's, as CITATION.cff has it.
  private static var own: String {
    """
    @software{concord,
      author = {{The Concord maintainers}},
      title = {{Concord: how far the ranking of a weight-sharing supernet can be trusted}},
      version = {\(Concord.configuration.version)},
    }
    """
  }

  /// The works of a list. Throws `CommandError` where it is not there or an entry lacks a part.
  private static func references(_ path: String) throws -> [CitedWork] {
    let lines = String(decoding: try InputFile(path).bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    var references: [CitedWork] = []
    for (number, line) in lines.enumerated() {
      do throws(CitedWork.Fault) {
        if let own = try CitedWork(line: String(line)) { references.append(own) }
      } catch { throw CommandError.reference(path: path, line: number + 1, reason: error.reason) }
    }
    guard !references.isEmpty else { throw CommandError.reference(path: path, line: 1, reason: "it has no references") }
    return references
  }

  /// Adds the words of an experiment's file and of the ranking experiment that it goes on with: values that are text, and keys of what
  /// is not nothing.
  private static func add(_ file: String, to words: inout Set<String>) throws {
    let text = try InputFile.experiment(file)
    let experiment = try ExperimentKinds.house.experiment(reading: text, file: file)
    var further: [String] = []
    collect(try value(of: experiment), &words, &further)
    for own in further { try add(Installation.path(own), to: &words) }
  }

  private static func value(of experiment: some Experiment) throws -> JSONValue {
    try JSONDecoder().decode(JSONValue.self, from: try CanonicalJSON.encode(experiment))
  }

  private static func collect(_ value: JSONValue, _ words: inout Set<String>, _ further: inout [String]) {
    switch value {
    case .object(let fields):
      for (key, own) in fields where ![.null, .flag(false), .integer(0), .number(0), .array([]), .object([:])].contains(own) {
        words.insert(key)
        collect(own, &words, &further)
      }
    case .array(let values): for own in values { collect(own, &words, &further) }
    case .text(let text): if text.hasSuffix(".yaml") { further.append(text) } else { words.insert(text) }
    case .number, .integer, .flag, .null: break
    }
  }
}
