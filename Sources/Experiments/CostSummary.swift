public import Digests
internal import Jobs
internal import Reporting
public import Store

/// What all jobs of an experiment cost, and with what they were run: pilots included.
///
/// Made of the headers of run files, so that a report made anew says what the jobs took when they ran. Pages and reference folders print it
/// as provenance, checklists its CPU-hours.
public struct CostSummary: Codable, Hashable, Sendable {
  /// `cpuSeconds` of all jobs together; `peakBytes` of the one that took most.
  public private(set) var jobs = 0, cpuSeconds = 0.0, peakBytes = 0
  /// Each value that occurs, in the order of first sight.
  public private(set) var commits: [String] = [], compilers: [String] = [], processors: [String] = [], kernels: [String] = [],
    blas: [String] = []
  /// Of the specs, in the order in which they were added.
  public private(set) var digests: [Digest] = []

  /// Nothing yet.
  public init() {}

  /// Takes a job in. Whoever asks adds each job once: the plan's `jobs` are without repetition.
  public mutating func add(_ header: RunHeader) {
    let made = header.provenance
    jobs += 1
    cpuSeconds += made.expense.cpuSeconds
    peakBytes = max(peakBytes, made.expense.peakBytes)
    digests.append(header.specDigest)
    note(made.commit + (made.dirty ? " (changed since)" : ""), in: &commits)
    note(made.compiler, in: &compilers)
    note(made.cpu, in: &processors)
    note(made.kernels, in: &kernels)
    note("\(made.blasBuild), core \(made.blasCore), \(made.blasThreads) thread", in: &blas)
  }

  /// "under numerics 2 by commit 1f2e3d4 from 42 jobs": workers refuse the arithmetic of another version, so it is that of this one.
  var origin: String { "under numerics \(Job.numerics) by commit \(commits.joined(separator: ", ")) from \(jobs) jobs" }

  /// As rows of provenance. CPU-hours to a thousandth, memory in MB of 2²⁰ bytes.
  var facts: [HTMLReport.Fact] {
    [
      HTMLReport.Fact("numerics", "\(Job.numerics)"), HTMLReport.Fact("commit", commits.joined(separator: ", ")),
      HTMLReport.Fact("compiler", compilers.joined(separator: ", ")),
      HTMLReport.Fact("CPU", processors.joined(separator: ", ")), HTMLReport.Fact("kernels", kernels.joined(separator: ", ")),
      HTMLReport.Fact("BLAS", blas.joined(separator: ", ")), HTMLReport.Fact("jobs", "\(jobs)"),
      HTMLReport.Fact("CPU-hours of all jobs", "\((cpuSeconds / 3.6).rounded() / 1000)"),
      HTMLReport.Fact("largest memory of a job", "\(peakBytes >> 20) MB"),
    ]
  }

  private func note(_ value: String, in list: inout [String]) { if !list.contains(value) { list.append(value) } }
}
