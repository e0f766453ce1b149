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
  @Option(help: "Threads of this job; they do not change its bits.") var threads = 1
  @Option(help: "Instruction set: baseline, avx2 or avx512; they do not change its bits.") var kernels: KernelLevel?

  func run() throws {
    let environment = ProcessInfo.processInfo.environment
    let job = try JobSpec(reading: String(decoding: try InputFile(spec).bytes, as: UTF8.self)), level = kernels ?? .best
    Interruption.watch()
    let desk = Desk(
      results: results, threads: threads, level: level, environment: environment,
      provenance: .now(level: level, environment: environment), clock: ContinuousClock(),
      report: { advance in if let line = try? advance.line() { Console.result(line) } }, interruption: { Interruption.signal })
    do { try Worker(desk).run(job) } catch let error as WorkError {
      if case .interrupted(let signal, _) = error {
        Console.complain("\(error)")
        throw ExitCode(128 + signal)
      }
      throw error
    }
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
