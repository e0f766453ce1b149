public import ArgumentParser
public import Engine
import FoundationEssentials
import Glibc
import Jobs
import Store

/// A worker: does the one job that a spec says, and tells its launcher how far it has come.
struct RunJob: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run-job", abstract: "Do one job of an experiment, as launchers do.",
    discussion: "Prints a line of JSON now and then: {\"fraction\": 0.5}. Nothing is done where the job's run file is there.",
    shouldDisplay: false)

  @Argument(help: "A file that holds the job's spec, canonical JSON.") var spec: String
  @Option(help: "The folder of run files.") var results = "results"
  @Flag(help: "Wait where another process does the job.") var wait = false
  @OptionGroup var step: Step

  func run() throws {
    try HeldBLAS.hold()
    let environment = ProcessInfo.processInfo.environment
    let job = try JobKinds.house.job(reading: String(decoding: try InputFile(spec).bytes, as: UTF8.self))
    Interruption.watch()
    let worker = step.worker(Results(results), environment) { progress in
      do { Console.result(try progress.line()) } catch { Console.complain("concord: progress cannot be told: \(error)") }
    }
    try worker.run(job, waits: wait)
  }
}

extension KernelLevel: ExpressibleByArgument {}

extension Provenance {
  /// What is known before a job starts. The revision comes from CONCORD_COMMIT, as `git describe --always --dirty` says it.
  static func now(level: KernelLevel, environment: [String: String]) -> Provenance {
    let revision = environment["CONCORD_COMMIT"] ?? "unknown", blas = BLAS.running
    return Provenance(
      commit: revision.hasSuffix("-dirty") ? String(revision.dropLast(6)) : revision, dirty: revision.hasSuffix("-dirty"),
      compiler: compiler, kernels: level.rawValue, blasBuild: blas.build, blasCore: blas.core, blasThreads: blas.threads,
      started: Date.now.ISO8601Format(), expense: .none)
  }

  private static var compiler: String {
    #if compiler(>=6.4)
      "Swift 6.4 or later"
    #elseif compiler(>=6.3)
      "Swift 6.3"
    #else
      "Swift 6.2"
    #endif
  }
}
