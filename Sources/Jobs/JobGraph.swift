public import Digests

/// Jobs and the inputs they wait for, in an order in which they can run.
///
///     let graph = try JobGraph(jobs, in: results)
///     let stale = try results.stale(graph.jobs)
///     try launcher.run(try graph.estimated(in: results, images: counts, threads: 1), stale: stale.map(\.job), report: …)
public struct JobGraph: Sendable {
  /// Each after its inputs, otherwise in the order given; a job that was given twice stands once.
  public let jobs: [Job]
  private let byDigest: [Digest: Job]
  private var estimates: [Digest: Job.Estimate] = [:]
  /// Seconds from the start of each job to the end of the longest chain that waits for it.
  private var urgency: [Digest: Double] = [:]

  /// Throws `unknownInput` where an input is neither a job of the graph nor a file of the results, and `circular`.
  public init(_ jobs: [Job], in results: Results) throws(JobsError) {
    var byDigest: [Digest: Job] = [:], rest: [Job] = [], placed: Set<Digest> = [], order: [Job] = []
    for job in jobs where byDigest.updateValue(job, forKey: job.digest) == nil { rest.append(job) }
    let known = byDigest
    func isInGraph(_ input: JobInput) -> Bool { known[input.digest] != nil }
    for job in rest {
      if let absent = job.spec.inputs.first(where: { !isInGraph($0) && !results.hasFile(of: $0) }) {
        throw .unknownInput(job: job.label, input: absent.digest)
      }
    }
    while !rest.isEmpty {
      var waiting: [Job] = []
      for job in rest {
        if job.spec.inputs.allSatisfy({ placed.contains($0.digest) || !isInGraph($0) }) {
          order.append(job)
          placed.insert(job.digest)
        } else {
          waiting.append(job)
        }
      }
      guard waiting.count < rest.count else { throw .circular(jobs: waiting.map(\.label)) }
      rest = waiting
    }
    (self.jobs, self.byDigest) = (order, byDigest)
  }

  /// The same jobs with what each is expected to take, inputs before what reads them. Throws what estimates throw.
  ///
  /// - Parameters:
  ///   - images: of each data set and its splits.
  ///   - threads: of a worker, for its memory; seconds are those of one thread.
  public func estimated(in results: Results, images: [DataSpec: ImageCounts], threads: Int) throws -> JobGraph {
    let known = Known(planned: byDigest, results: results, images: images, threads: threads)
    return try estimated { try $0.spec.estimate(known) }
  }

  /// The same jobs with the estimates given.
  package func estimated(by estimate: (Job) throws -> Job.Estimate) rethrows -> JobGraph {
    var graph = self
    for job in jobs { graph.estimates[job.digest] = try estimate(job) }
    for job in jobs.reversed() {
      let own = graph.urgency[job.digest, default: 0] + graph.estimate(of: job).seconds
      graph.urgency[job.digest] = own
      for input in job.spec.inputs { graph.urgency[input.digest] = max(graph.urgency[input.digest, default: 0], own) }
    }
    return graph
  }

  public subscript(_ digest: Digest) -> Job? { byDigest[digest] }

  /// None where the graph has none.
  public func estimate(of job: Job) -> Job.Estimate { estimates[job.digest] ?? .none }

  /// Those first that most time hangs on, otherwise in the order given.
  package func byUrgency(_ jobs: [Job]) -> [Job] {
    let ranked = jobs.enumerated().map { (place: $0, urgency: urgency[$1.digest, default: 0]) }
    return ranked.sorted { $0.urgency != $1.urgency ? $0.urgency > $1.urgency : $0.place < $1.place }.map { jobs[$0.place] }
  }
}
