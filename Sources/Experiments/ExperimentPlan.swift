internal import Digests
public import Jobs

/// The jobs of an experiment, round by round.
///
/// `Reproduction.run` goes through the rounds from the first; `reproduce --dry-run` counts all of them, supposed ones too.
public struct ExperimentPlan: Sendable {
  /// Jobs that become known together, since they follow from what the rounds before leave.
  public struct Round: Sendable {
    /// In no special order: `JobGraph` puts inputs first. Some may be done already.
    public var jobs: [Job]
    /// Whether they are supposed, for the size of the plan alone: what they follow from is not done.
    public var isSupposed: Bool

    /// Certain unless said.
    public init(_ jobs: [Job], isSupposed: Bool = false) { (self.jobs, self.isSupposed) = (jobs, isSupposed) }
  }

  /// Each may read what those before it leave. As many whatever is done; none for studies without jobs.
  public let rounds: [Round]
  /// How many images each data set's splits have. Estimates ask for it, and refuse a data set that is not in it
  /// (`JobsError.unknownImages`).
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

  /// Whether all that its jobs follow from is done. Then no later plan of the same experiment has other jobs.
  public var isFinal: Bool { !rounds.contains(where: \.isSupposed) }

  /// All jobs, each once, in the order of their first round.
  public var jobs: [Job] { rounds.flatMap(\.jobs) }

  /// All jobs with their estimates. Throws where one cannot be computed. In `images` of a data set that is not here stand the sizes that
  /// are declared.
  public func graph(in results: Results, threads: Int) throws -> JobGraph {
    try JobGraph(jobs, in: results).estimated(in: results, images: images, threads: threads)
  }
}
