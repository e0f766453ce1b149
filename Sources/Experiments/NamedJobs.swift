internal import Datasets
public import Digests
public import Jobs

/// The jobs that experiments name, and the experiments whose jobs cannot all be known now.
///
///     var named = NamedJobs()
///     let listing = try results.listing()
///     for experiment in experiments { try named.add(experiment, surroundings) }
///     let (leftovers, _, _) = results.leftovers(in: listing, besides: named.digests, summarizing: named.traits)
///     let reserved = named.reserved(among: leftovers)
public struct NamedJobs {
  /// Of all jobs that are planned, and of those they read.
  public private(set) var digests: Set<Digest> = []
  private var jobs: [Digest: Job] = [:]
  /// Experiments whose plan has an end that nobody knows yet, or that cannot be planned here, with why.
  public private(set) var open: [Open] = []

  /// An experiment that may name more jobs than are known.
  public struct Open: Sendable {
    public let experiment: String, reason: String
    /// As specs write the source of its images; nil where it has none.
    let source: String?
  }

  /// No experiment yet.
  public init() {}

  /// Adds an experiment. Where its images or tables are missing it is open. Throws what planning throws otherwise.
  ///
  /// - Parameter surroundings: in which absence is not allowed, so that digests are those of runs.
  public mutating func add(_ experiment: any Experiment, _ surroundings: Surroundings) throws {
    let reproduction: any Reproduction
    do { reproduction = try experiment.reproduction(surroundings) } catch {
      guard (error as? DatasetError)?.concernsFiles ?? (error as? ExperimentError)?.concernsFiles ?? false else { throw error }
      let supposed = Surroundings(results: surroundings.results, environment: surroundings.environment, absenceAllowed: true)
      open.append(try Self.open(try experiment.reproduction(supposed), "\(error)"))
      return
    }
    let plan = try reproduction.plan(), results = surroundings.results
    for job in plan.jobs {
      digests.formUnion([job.digest] + job.spec.inputs.map(\.digest))
      jobs[job.digest] = job
    }
    if let absence = reproduction.absence {
      open.append(try Self.open(reproduction, "\(absence)"))
    } else if !plan.isFinal,
      // What follows from jobs of which none is done was never run.
      try plan.rounds.filter({ !$0.isSupposed }).flatMap(\.jobs).contains(where: { try results.staleness(of: $0) != "not run yet" })
    {
      open.append(try Self.open(reproduction, "its later jobs follow from some that are not done"))
    }
  }

  private static func open(_ reproduction: any Reproduction, _ reason: String) throws -> Open {
    Open(
      experiment: reproduction.name, reason: reason,
      source: try reproduction.source.map { "\"source\":\(try CanonicalJSON.text($0.withoutFolder))" })
  }

  /// What is to be known of a leftover's job: what it reads, and whether it sees images, and those of an open experiment.
  public struct Traits: Sendable {
    let inputs: [Digest]
    var isOpen: Bool, hasImages: Bool
  }

  /// Nil where this concord does not read the job's spec: no experiment of this version can name it.
  public func traits(of job: Job?) -> Traits? {
    job.map { job in
      let text = job.text
      return Traits(
        inputs: job.spec.inputs.map(\.digest), isOpen: open.contains { own in own.source.map { text.contains($0) } ?? false },
        hasImages: text.contains("\"preparation\":"))
    }
  }

  /// Of some leftovers those that an open experiment may name, and what these read: jobs of its images, or of none where it has none.
  public func reserved(among leftovers: [Leftover<Traits?>]) -> Set<Digest> {
    let own = Dictionary(leftovers.compactMap { own in own.summary.map { (own.digest, $0) } }) { first, _ in first }
    var known: [Digest: Traits] = [:], reserved: Set<Digest> = []
    /// With what the jobs see that it reads.
    func whole(_ digest: Digest) -> Traits? {
      if let known = known[digest] { return known }
      guard var traits = own[digest] ?? self.traits(of: jobs[digest]) else { return nil }
      for read in traits.inputs.compactMap(whole) {
        traits.isOpen = traits.isOpen || read.isOpen
        traits.hasImages = traits.hasImages || read.hasImages
      }
      known[digest] = traits
      return traits
    }
    func reserve(_ digest: Digest) {
      guard let traits = own[digest], reserved.insert(digest).inserted else { return }
      for input in traits.inputs { reserve(input) }
    }
    let searchesTables = open.contains { $0.source == nil }
    for digest in own.keys {
      guard let traits = whole(digest) else { continue }
      if traits.isOpen || searchesTables && !traits.hasImages { reserve(digest) }
    }
    return reserved
  }
}
