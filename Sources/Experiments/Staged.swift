public import Datasets
internal import Digests
public import Jobs

/// Work in rounds, each of which follows from what those before it leave.
public protocol Staged: Sendable {
  var name: String { get }
  /// The question, in a sentence.
  var title: String { get }
  /// Where the images come from.
  var source: DataSource { get }
  /// All rounds, as many whatever is done, with what of them is stale. `isChosen` is whether what each follows from is done; else
  /// later ones are supposed.
  func plan() throws -> (rounds: [(graph: JobGraph, stale: [Job])], isChosen: Bool)
}

extension Staged {
  /// The page in `folder` that was made from exactly these jobs, if there is one. Saves making the study; a program that computes other
  /// numbers from the same jobs is not noticed.
  public func page(of rounds: [(graph: JobGraph, stale: [Job])], in folder: String) throws -> String? {
    try ReportFolder(folder, experiment: name).page(of: Self.identity(rounds))
  }

  /// Notes that the page was made from these jobs.
  public func note(_ page: String, of rounds: [(graph: JobGraph, stale: [Job])], in folder: String) throws {
    try ReportFolder(folder, experiment: name).note(page, of: Self.identity(rounds))
  }

  /// All jobs' digests as one.
  private static func identity(_ rounds: [(graph: JobGraph, stale: [Job])]) -> String {
    Digest(of: Set(rounds.flatMap { $0.graph.jobs.map(\.digest.hex) }).sorted().joined().utf8).hex
  }

  /// All that workers need to find the data set: its folder, where the experiment names one.
  public func environment(_ base: [String: String]) -> [String: String] {
    switch source {
    case .fashionMNIST(let folder?), .cifar10(let folder?), .cifar100(let folder?): base.merging(["CONCORD_DATA": folder]) { $1 }
    case .fashionMNIST, .cifar10, .cifar100, .synthetic, .declared: base
    }
  }
}

extension Reproduction: Staged {
  public var name: String { experiment.name }
  public var title: String { experiment.title }
  public var source: DataSource { experiment.data.source }
}
