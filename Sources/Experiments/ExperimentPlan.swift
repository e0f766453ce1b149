internal import Digests
public import Jobs

/// The jobs of an experiment, round by round.
public struct ExperimentPlan: Sendable {
  /// Jobs that become known together, since they follow from what the rounds before leave.
  public struct Round: Sendable {
    public var jobs: [Job]
    /// Whether they are supposed, for the size of the plan alone: what they follow from is not done.
    public var isSupposed: Bool

    public init(_ jobs: [Job], isSupposed: Bool = false) { (self.jobs, self.isSupposed) = (jobs, isSupposed) }
  }

  public let rounds: [Round]
  /// How many images each data set's splits have.
  public var images: [DataSpec: ImageCounts]

  /// A job that several parts of an experiment need stands in the first of its rounds alone: methods that differ in their rule share a
  /// search, searches that find the same genotype share its net.
  public init(_ rounds: [Round], images: [DataSpec: ImageCounts] = [:]) {
    var known: Set<Digest> = []
    self.rounds = rounds.map { round in
      Round(round.jobs.filter { known.insert($0.digest).inserted }, isSupposed: round.isSupposed)
    }
    self.images = images
  }

  /// Whether all that its jobs follow from is done.
  public var isFinal: Bool { !rounds.contains(where: \.isSupposed) }

  /// All jobs, each once.
  public var jobs: [Job] { rounds.flatMap(\.jobs) }

  /// All jobs with their estimates. Throws where one cannot be computed.
  public func graph(in results: Results) throws -> JobGraph { try JobGraph(jobs, in: results).estimated(in: results, images: images) }
}
