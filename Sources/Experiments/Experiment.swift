public import Datasets
public import Digests
internal import FoundationEssentials
public import Jobs

/// A kind of declared study, read from a file under Benchmarks. A new kind is a type that conforms, and a line in `ExperimentKinds.house`.
public protocol Experiment: Codable, Validated, Sendable {
  /// The field at the top of a file that tells this kind from the others.
  static var key: String { get }
  /// A word that names files and folders; the question, in a sentence.
  var name: String { get }
  var title: String { get }
  /// Loads what planning and reporting need besides run files. Throws where it is missing or does not fit.
  func reproduction(_ surroundings: Surroundings) throws -> any Reproduction
}

/// A declared study with what its plan follows from: it says which jobs there are, and what their run files show.
public protocol Reproduction: Sendable {
  var experiment: any Experiment { get }
  var surroundings: Surroundings { get }
  /// Where the images come from; nil where no worker reads any.
  var source: DataSource? { get }
  /// Published files by their digests, of which the report is made besides run files.
  var sources: [Digest] { get throws }
  /// All rounds, as many whatever is done. Asked again after each round that ran; runs nothing and writes nothing.
  func plan() throws -> ExperimentPlan
  /// What a dry run says besides jobs, in the order in which people read it.
  func remarks(on plan: ExperimentPlan) throws -> [PlanRemark]
  /// What is left out with this reason where nobody asked for it by name; nil where all is there.
  var absence: (any Error)? { get }
  /// Makes the study of run files and published ones. Throws where something is not done, and says what.
  func report() throws -> any StudyReport
}

extension Reproduction {
  public var name: String { experiment.name }
  public var title: String { experiment.title }
  public var source: DataSource? { nil }
  public var sources: [Digest] { [] }
  public var absence: (any Error)? { nil }
  public func remarks(on plan: ExperimentPlan) throws -> [PlanRemark] { [] }
}

/// What experiments are planned and reported with.
public struct Surroundings: Sendable {
  public let results: Results, environment: [String: String]
  /// Whether images and tables that are not here are planned for by what is declared of them. Nothing can be run then, and no job's digest
  /// is that of a run.
  public let absenceAllowed: Bool
  let outlines: DataOutlines

  public init(results: Results, environment: [String: String], absenceAllowed: Bool = false) {
    (self.results, self.environment, self.absenceAllowed) = (results, environment, absenceAllowed)
    outlines = DataOutlines(results: results.folder, environment)
  }

  /// Keeps for later commands what was verified and loaded. Throws the system's errors.
  public func save() throws {
    try results.save()
    try outlines.save()
  }
}

/// What a plan says besides jobs: a sentence for people, a field with a value for programs, or both.
public struct PlanRemark: Sendable {
  public let sentence: String?, field: String?, value: JSONValue

  public init(_ sentence: String?, _ field: String? = nil, _ value: JSONValue = .null) {
    (self.sentence, self.field, self.value) = (sentence, field, value)
  }
}
