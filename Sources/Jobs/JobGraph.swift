public import Digests
public import Store

/// Jobs and the inputs they wait for, in an order in which they can run.
///
///     let graph = try JobGraph(jobs)
///     let stale = try graph.stale(in: "results")
///     try launcher.run(graph, stale: stale.map(\.job), report: …)
public struct JobGraph: Sendable {
  /// Each after its inputs, otherwise in the order given; a job that was given twice stands once.
  public let jobs: [Job]
  private let byDigest: [Digest: Job]
  /// Seconds from the start of each job to the end of the longest chain that waits for it.
  private let urgency: [Digest: Double]

  /// Throws `unknownInput` where an input is no job of the graph, and `circular`.
  public init(_ jobs: [Job]) throws(JobsError) {
    var byDigest: [Digest: Job] = [:], rest: [Job] = [], placed: Set<Digest> = [], order: [Job] = []
    for job in jobs where byDigest.updateValue(job, forKey: job.digest) == nil { rest.append(job) }
    for job in rest {
      if let absent = job.inputs.first(where: { byDigest[$0] == nil }) { throw .unknownInput(job: job.label, input: absent) }
    }
    while !rest.isEmpty {
      var waiting: [Job] = []
      for job in rest {
        if job.inputs.allSatisfy(placed.contains) {
          order.append(job)
          placed.insert(job.digest)
        } else {
          waiting.append(job)
        }
      }
      guard waiting.count < rest.count else { throw .circular(jobs: waiting.map(\.label)) }
      rest = waiting
    }
    var urgency: [Digest: Double] = [:]
    for job in order.reversed() {
      let own = urgency[job.digest, default: 0] + job.estimate.seconds
      urgency[job.digest] = own
      for input in job.inputs { urgency[input] = max(urgency[input, default: 0], own) }
    }
    (self.jobs, self.byDigest, self.urgency) = (order, byDigest, urgency)
  }

  public subscript(_ digest: Digest) -> Job? { byDigest[digest] }

  /// The jobs of `waiting` that can start now that `done` are done, those that most time hangs on first.
  public func ready(_ waiting: [Job], done: Set<Digest>) -> [Job] {
    let ready = waiting.filter { $0.inputs.allSatisfy(done.contains) }
    return ready.enumerated().sorted { a, b in
      let (first, second) = (urgency[a.element.digest, default: 0], urgency[b.element.digest, default: 0])
      return first != second ? first > second : a.offset < b.offset
    }.map(\.element)
  }

  /// The jobs that have no valid run file, in order, each with the reason. Throws what no run can mend: no permission, a failing disk.
  public func stale(in results: String) throws(StoreError) -> [(job: Job, reason: String)] {
    var stale: [(job: Job, reason: String)] = []
    for job in jobs { if let reason = try Self.staleness(of: job, in: results) { stale.append((job, reason)) } }
    return stale
  }

  /// Why a job has to run; nil where its run file is valid.
  public static func staleness(of job: Job, in results: String) throws(StoreError) -> String? {
    try staleness(kind: job.kind, digest: job.digest, in: results)
  }

  static func staleness(kind: String, digest: Digest, in results: String) throws(StoreError) -> String? {
    let path = JobFiles(results: results, kind: kind, digest: digest).run
    do throws(StoreError) {
      let found = try RunFile.verify(path).kind
      return found == kind ? nil : StoreError.wrongKind(path: path, found: found, expected: kind).description
    } catch {
      switch error {
      case .notFound: return "not run yet"
      case .noPermission, .readOnly, .system: throw error
      default: return error.description
      }
    }
  }
}
