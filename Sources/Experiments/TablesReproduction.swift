public import Analysis
internal import Digests
internal import FoundationEssentials

/// Reads what a declared study of tables names, and makes the study: seconds, no job, no run file.
public struct TablesReproduction: Sendable {
  public let experiment: TablesExperiment
  private let environment: [String: String]

  public init(_ experiment: TablesExperiment, environment: [String: String]) throws(ExperimentError) {
    try experiment.validate()
    (self.experiment, self.environment) = (experiment, environment)
  }

  /// The tables that are not there, each with where it was looked for and where to get it.
  public var missing: [ExperimentError] {
    experiment.tables.all.compactMap { _, own in
      do throws(ExperimentError) { _ = try TableFile(own.file, source: own.source).find(environment) } catch { return error }
      return nil
    }
  }

  /// The study as readers get it; throws as `study`.
  public func report() throws -> TablesReport { TablesReport(experiment, study: try study()) }

  /// The study. Throws `ExperimentError` for a file that is missing or another, `DatasetError` for one that cannot be decompressed,
  /// `AnalysisError.table` for one that is not what its role asks for.
  public func study() throws -> TablesStudy {
    func read(_ own: TablesExperiment.File) throws -> PublishedFile {
      let (bytes, digest) = try TableFile(own.file, source: own.source, digest: own.digest, size: own.size).content(environment)
      return PublishedFile(
        name: own.file.split(separator: "/").last.map(String.init) ?? own.file, source: own.source, bytes: bytes, digest: digest)
    }
    let tables = experiment.tables
    return try TablesStudy(
      TablesStudy.Files(
        supernets: try read(tables.supernets), cells: try read(tables.cells), angles: try read(tables.angles),
        networks: try read(tables.networks), skips: try read(tables.skips), finalSkips: try read(tables.finalSkips)),
      k: experiment.k, draws: experiment.draws, seed: UInt64(experiment.seed))
  }
}
