internal import Digests

/// What a run of a graph has in hand at a moment: jobs that wait, jobs that run, and what became of the others.
struct LaunchState {
  var ready: ReadyJobs
  /// Those whose run files are not there.
  var unfinished: Set<Digest>
  var running: [(process: WorkerProcess, began: Double)] = []
  var failures: [JobsError.Failure] = [], retried: Set<Digest> = []
  var signal: Int32?
  /// Whether nobody but the clock gave that signal.
  var isTimeUp = false

  /// All other jobs of the graph are done.
  init(_ waiting: [Job], of graph: JobGraph) { (ready, unfinished) = (ReadyJobs(waiting, of: graph), Set(waiting.map(\.digest))) }

  /// Whether nothing more is to start.
  var isClosed: Bool { signal != nil || failures.contains { $0.code == 2 || $0.code == 4 } }
}
