internal import Digests

/// What a launcher has in Slurm's hands at a moment, and what became of the other jobs.
struct SlurmState {
  /// Neither done nor queued nor failed.
  var waiting: Set<Digest>
  var done: Set<Digest>
  var queued: [Digest: WatchedTask] = [:]
  var submissions: [String: Submission] = [:]
  var failures: [JobsError.Failure] = [], retried: Set<Digest> = []
  /// Seconds before which nothing is submitted, because Slurm just refused; and since when it does not answer.
  var refusedUntil = 0.0, silentSince: Double?

  /// How often held tasks of an array were released, and when last, by its submission's name.
  var released: [String: (count: Int, at: Double)] = [:]
  /// Whether the queue was ever read; what was last said of it; whether tasks that it does not list were said to be Slurm's.
  var hasQueue = false, news = QueueNews(), isUnlistedSaid = false
  /// How tasks ended at this look.
  var ends = TaskEnds()
  /// What Slurm says of the tasks of arrays, as far as it was asked at this look, and tasks that may go on although the queue lists them not.
  var taskStates: [Int: TaskStates] = [:], unlisted = 0
  /// Seconds at which the watching began.
  let began: Double

  init(waiting: Set<Digest>, done: Set<Digest>, began: Double) { (self.waiting, self.done, self.began) = (waiting, done, began) }

  /// Whether nothing more is to be submitted: the request or the data are at fault.
  var isClosed: Bool { failures.contains { $0.code == 2 || $0.code == 4 } }

  /// The jobs that can be queued now: each of their inputs is done, queued and not missed, or queued with them. In the order of the graph.
  func ready(_ graph: JobGraph) -> [Job] {
    guard !waiting.isEmpty, !isClosed else { return [] }
    var coming: Set<Digest> = [], ready: [Job] = []
    for job in graph.jobs where waiting.contains(job.digest) {
      func comes(_ input: JobInput) -> Bool {
        let digest = input.digest
        return done.contains(digest) || queued[digest].map { $0.missed == nil } ?? (coming.contains(digest) || graph[digest] == nil)
      }
      guard job.spec.inputs.allSatisfy(comes) else { continue }
      coming.insert(job.digest)
      ready.append(job)
    }
    return ready
  }

  /// Whether Slurm has said the number of a task's array: else it is in doubt whether it was ever handed over.
  func isSubmitted(_ task: WatchedTask) -> Bool { submissions[task.submission]?.id != nil }

  /// Whether all that a job reads is there.
  func hasInputs(_ job: Job, _ graph: JobGraph) -> Bool {
    job.spec.inputs.allSatisfy { done.contains($0.digest) || graph[$0.digest] == nil }
  }
}
