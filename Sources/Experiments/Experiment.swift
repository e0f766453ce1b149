public import Datasets
public import Digests
internal import FoundationEssentials
public import Jobs

/// A kind of declared study, read from a file under Benchmarks. A new kind is a type that conforms, and a line in `ExperimentKinds.house`.
///
/// Conforming are `RankingExperiment`, `RelaxationExperiment` and `TablesExperiment`. `ExperimentKinds` reads the file, `reproduction` is
/// asked for what its declaration needs of the machine, and commands go on with that.
public protocol Experiment: Codable, Validated, Sendable {
  /// The field at the top of a file that tells this kind from the others.
  static var key: String { get }
  /// A word of letters, digits, "-" and "_", which names files and folders ("plots/NAME", "results/report/NAME") and stands on the command
  /// line. Two experiments of one name in different profiles write over each other's reports.
  var name: String { get }
  /// The question, in a sentence: the page and the plan print it as it is.
  var title: String { get }
  /// Loads what planning and reporting need besides run files: digests and sizes of images, published tables. Throws `DatasetError` and
  /// `ExperimentError` where they are missing or do not fit, unless `surroundings.absenceAllowed`.
  func reproduction(_ surroundings: Surroundings) throws -> any Reproduction
}

/// A declared study with what its plan follows from: it says which jobs there are, and what their run files show.
///
/// Conforming are `RankingReproduction`, `RelaxationReproduction` and `TablesReproduction`. What must hold: `plan` and `report` follow from
/// the experiment, the surroundings and the run files alone, so that asking twice gives the same.
public protocol Reproduction: Sendable {
  /// As its file declares it.
  var experiment: any Experiment { get }
  /// What it was made with.
  var surroundings: Surroundings { get }
  /// Where the images come from; nil where no worker reads any.
  var source: DataSource? { get }
  /// Published files by their digests, of which the report is made besides run files. They are part of what a page is known by
  /// (`page(of:in:)`): another table makes the report anew.
  var sources: [Digest] { get throws }
  /// All rounds, as many whatever is done. Asked again after each round that ran; runs nothing and writes nothing. A round whose jobs
  /// nobody can know yet is filled with supposed ones (`isSupposed`), for the plan's size alone.
  func plan() throws -> ExperimentPlan
  /// What a dry run says besides jobs, in the order in which people read it.
  func remarks(on plan: ExperimentPlan) throws -> [PlanRemark]
  /// What is left out with this reason where nobody asked for it by name; nil where all is there. Published tables that are not here are
  /// such a reason; missing images are none, for without them the reproduction cannot be made.
  var absence: (any Error)? { get }
  /// Makes the study of run files and published ones. Throws where something is not done, and says what. Throws `StoreError.notFound` for a
  /// run file, `ExperimentError.unfinished` for a search, `AnalysisError` where run files make no study.
  func report() throws -> any StudyReport
}

extension Reproduction {
  /// That of the experiment, as people type it.
  public var name: String { experiment.name }
  /// That of the experiment.
  public var title: String { experiment.title }
  /// No images unless said.
  public var source: DataSource? { nil }
  /// Run files alone unless said.
  public var sources: [Digest] { [] }
  /// Nothing is missing unless said: kinds whose `reproduction` throws need not say it.
  public var absence: (any Error)? { nil }
  /// No remarks unless said.
  public func remarks(on plan: ExperimentPlan) throws -> [PlanRemark] { [] }
}

/// What experiments are planned and reported with. One value for all experiments of a command, which so share verified run files and loaded
/// data sets.
public struct Surroundings: Sendable {
  /// `environment` is the process's: `CONCORD_DATA` and `CONCORD_TABLES` name the folders of images and tables.
  public let results: Results, environment: [String: String]
  /// Whether images and tables that are not here are planned for by what is declared of them. Nothing can be run then, and no job's digest
  /// is that of a run. Set by `reproduce --dry-run` alone.
  public let absenceAllowed: Bool
  let outlines: DataOutlines

  /// `outlines` begin with what earlier commands kept in the folder of results.
  public init(results: Results, environment: [String: String], absenceAllowed: Bool = false) {
    (self.results, self.environment, self.absenceAllowed) = (results, environment, absenceAllowed)
    outlines = DataOutlines(results: results.folder, environment)
  }

  /// Keeps for later commands what was verified and loaded. Throws the system's errors. Without it later commands hash and load again, with
  /// the same outcome.
  public func save() throws {
    try results.save()
    try outlines.save()
  }
}

/// What a plan says besides jobs: a sentence for people, a field with a value for programs, or both.
public struct PlanRemark: Sendable {
  /// `field` is a key of the object that `--dry-run --json` prints, `sentence` a line of the text; nil where one of both says nothing.
  public let sentence: String?, field: String?, value: JSONValue

  /// A field of no value is null in the JSON.
  public init(_ sentence: String?, _ field: String? = nil, _ value: JSONValue = .null) {
    (self.sentence, self.field, self.value) = (sentence, field, value)
  }
}
