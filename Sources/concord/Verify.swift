import ArgumentParser
import Digests
import FoundationEssentials
import Jobs
import Store

/// `concord verify`: whether run files are what they were when they were written.
struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check run files: schema, digests, checksums; score again what they say.",
    discussion: """
      Every checksum of the file is read, the digests of its spec and content are computed again, and its arrays are read as its kind \
      demands. All files are checked before the command ends; exit code 1 if one fails, 4 if one is not there.

      With --recompute, scores are taken again from the stored weights and compared bit by bit: so many subnets of an evaluation (its \
      supernet lies in the same results folder), both splits of a stand-alone net, so many probes of a supernet, so many searches of tables or \
      nets of a search on a supernet. Exit code 3 where \
      they differ.

      EXAMPLES
        concord verify results/stand-alone/*.h5
        concord verify results/supernet/1f2e….h5 --json
        concord verify results/evaluation/*.h5 --recompute 5
      """)

  @Argument(help: "Run files.")
  var files: [String]

  @Flag(help: "Print JSON.")
  var json = false

  @Option(help: ArgumentHelp("Score so many subnets of each file again and compare bits.", valueName: "count"))
  var recompute: Int?

  @OptionGroup var step: Step

  func validate() throws {
    if let recompute, recompute < 1 { throw ValidationError("--recompute: \(recompute) is less than 1.") }
  }

  func run() throws {
    if recompute != nil { try HeldBLAS.hold() }
    var answers: [JSONValue] = [], worst = ExitStatus.done
    for path in files {
      do {
        let file = try RunFile.verify(path, kinds: JobKinds.house.runs), scores = try recomputed(path, file),
          differing = scores.filter { !$0.agrees }
        answers.append(Self.fields(path, file, scores))
        if !json { Console.result("\(path): sound, \(Self.summary(file))\(Self.summary(scores))") }
        for score in differing {
          Console.complain("concord: \(path), \(score.name): stored \(Self.list(score.stored)), found \(Self.list(score.found))")
        }
        if !differing.isEmpty { worst = max(worst, .outsideReference) }
      } catch {
        answers.append(.object(["path": .text(path), "sound": .flag(false), "error": .text("\(error)")]))
        Console.complain("concord: \(error)")
        worst = max(worst, ExitStatus(error))
      }
    }
    if json { Console.result(try JSONValue.answer(schema: 1, ["files": .array(answers)]).rendered()) }
    if worst != .done { throw ExitCode(worst.rawValue) }
  }

  /// Scores of the file taken again; none where that was not asked for.
  private func recomputed(_ path: String, _ file: RunFile) throws -> [Recomputation] {
    guard let recompute else { return [] }
    let results = try ResultsFolder(of: path, kind: file.kind).path
    return try step.worker(Results(results), ProcessInfo.processInfo.environment).recompute(path, count: recompute)
  }

  private static func summary(_ scores: [Recomputation]) -> String {
    scores.isEmpty ? "" : "; \(scores.count { $0.agrees }) of \(scores.count) scores taken again agree to the last bit"
  }

  private static func list(_ values: [Double]) -> String { values.map { "\($0)" }.joined(separator: ", ") }

  private static func summary(_ file: RunFile) -> String {
    let provenance = file.header.provenance
    return "\(file.kind) schema \(file.schema), spec \(file.header.specDigest.short), result \(file.resultDigest.short), "
      + "\(file.arrays.count) arrays; \(provenance.started), commit \(provenance.commit)\(provenance.dirty ? " (changed)" : "")"
  }

  private static func fields(_ path: String, _ file: RunFile, _ scores: [Recomputation]) -> JSONValue {
    let provenance = file.header.provenance
    return .object([
      "path": .text(path), "sound": .flag(true), "kind": .text(file.kind), "kind_schema": .integer(file.schema),
      "spec_digest": .text(file.header.specDigest.hex), "content_digest": .text(file.contentDigest.hex),
      "result_digest": .text(file.resultDigest.hex), "arrays": .integer(file.arrays.count),
      "recomputed": .array(
        scores.map {
          .object([
            "name": .text($0.name), "agrees": .flag($0.agrees), "stored": .array($0.stored.map { JSONValue($0) }),
            "found": .array($0.found.map { JSONValue($0) }),
          ])
        }),
      "provenance": .object([
        "commit": .text(provenance.commit), "dirty": .flag(provenance.dirty), "compiler": .text(provenance.compiler),
        "cpu": .text(provenance.cpu), "kernels": .text(provenance.kernels), "blas": .text(provenance.blasBuild),
        "blas_core": .text(provenance.blasCore), "blas_threads": .integer(provenance.blasThreads), "started": .text(provenance.started),
        "wall_seconds": JSONValue(provenance.expense.wallSeconds), "cpu_seconds": JSONValue(provenance.expense.cpuSeconds),
        "peak_bytes": .integer(provenance.expense.peakBytes),
      ]),
    ])
  }
}
