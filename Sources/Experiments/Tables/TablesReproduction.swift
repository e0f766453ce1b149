public import Analysis
public import Digests

extension TablesExperiment: Experiment {
  /// Its mapping of files tells it from experiments that run something.
  public static let key = "tables"

  /// Reads nothing: tables are read when they are asked for, anew each time. Never throws, so that a plan can say what is missing.
  public func reproduction(_ surroundings: Surroundings) -> any Reproduction { TablesReproduction(self, surroundings) }
}

/// A declared study of tables with where they lie: seconds, no job, no run file. Made also where tables are absent (`missing`).
public struct TablesReproduction: Reproduction {
  /// The declaration; `surroundings.environment` says where its files may lie.
  public let tables: TablesExperiment, surroundings: Surroundings

  /// `absenceAllowed` changes nothing here.
  public init(_ experiment: TablesExperiment, _ surroundings: Surroundings) { (tables, self.surroundings) = (experiment, surroundings) }

  /// `tables`, as commands see it.
  public var experiment: any Experiment { tables }

  /// The digests of the tables as they lie. Throws as `study`.
  public var sources: [Digest] { get throws { try tables.tables.all.map { try content($0.file).digest } } }

  /// The tables that are not there, each with where it was looked for and where to get it.
  public var missing: [ExperimentError] { tables.tables.all.map { TableFile($0.file) }.missing(surroundings.environment) }

  /// The first table that is not there, in the order of roles.
  public var absence: (any Error)? { missing.first }

  /// No rounds.
  public func plan() -> ExperimentPlan { ExperimentPlan([]) }

  /// A sentence for each table that is missing, and `tables_missing`, their number.
  public func remarks(on plan: ExperimentPlan) -> [PlanRemark] {
    missing.map { PlanRemark($0.description) } + [PlanRemark(nil, "tables_missing", .integer(missing.count))]
  }

  /// The study as readers get it; throws as `study`.
  public func report() throws -> any StudyReport { TablesReport(tables, study: try study()) }

  private func content(_ own: TablesExperiment.File) throws -> (bytes: [UInt8], digest: Digest) {
    try TableFile(own).content(surroundings.environment)
  }

  /// The study. Throws `ExperimentError` for a file that is missing or another, `DatasetError` for one that cannot be decompressed,
  /// `AnalysisError.table` for one that is not what its role asks for.
  public func study() throws -> TablesStudy {
    func read(_ own: TablesExperiment.File) throws -> PublishedFile {
      let (bytes, digest) = try content(own)
      return PublishedFile(
        name: own.file.split(separator: "/").last.map(String.init) ?? own.file, source: own.source, bytes: bytes, digest: digest)
    }
    let experiment = tables, tables = experiment.tables
    return try TablesStudy(
      TablesStudy.Files(
        supernets: try read(tables.supernets), cells: try read(tables.cells), angles: try read(tables.angles),
        networks: try read(tables.networks), skips: try read(tables.skips), finalSkips: try read(tables.finalSkips)),
      k: experiment.k, draws: experiment.draws, seed: UInt64(experiment.seed))
  }
}
