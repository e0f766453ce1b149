import ArgumentParser
import Digests
import Store

/// `concord verify`: whether run files are what they were when they were written.
struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check run files: schema, digests, checksums.",
    discussion: """
      Every checksum of the file is read, the digests of its spec and content are computed again, and its arrays are read as its kind \
      demands. All files are checked before the command ends; exit code 1 if one fails, 4 if one is not there.

      EXAMPLES
        concord verify results/stand-alone/*.h5
        concord verify results/supernet/1f2e….h5 --json
      """)

  @Argument(help: "Run files.")
  var files: [String]

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    var answers: [JSONValue] = [], worst = ExitStatus.done
    for path in files {
      do throws(StoreError) {
        let file = try RunFile.verify(path)
        answers.append(Self.fields(path, file))
        if !json { Console.result("\(path): sound, \(Self.summary(file))") }
      } catch {
        answers.append(.object(["path": .text(path), "sound": .flag(false), "error": .text("\(error)")]))
        Console.complain("concord: \(error)")
        worst = max(worst, ExitStatus(error))
      }
    }
    if json { Console.result(try JSONValue.answer(schema: 1, ["files": .array(answers)]).rendered()) }
    if worst != .done { throw ExitCode(worst.rawValue) }
  }

  private static func summary(_ file: RunFile) -> String {
    let provenance = file.header.provenance
    return "\(file.kind) schema \(file.schema), spec \(file.header.specDigest.short), result \(file.resultDigest.short), "
      + "\(file.arrays.count) arrays; \(provenance.started), commit \(provenance.commit)\(provenance.dirty ? " (changed)" : "")"
  }

  private static func fields(_ path: String, _ file: RunFile) -> JSONValue {
    let provenance = file.header.provenance
    return .object([
      "path": .text(path), "sound": .flag(true), "kind": .text(file.kind), "kind_schema": .integer(file.schema),
      "spec_digest": .text(file.header.specDigest.hex), "content_digest": .text(file.contentDigest.hex),
      "result_digest": .text(file.resultDigest.hex), "arrays": .integer(file.arrays.count),
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
