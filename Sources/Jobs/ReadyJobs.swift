internal import Digests

/// The jobs of a graph that wait, and of them those that can start, the one first that most time hangs on.
///
///     var ready = ReadyJobs(stale, of: graph)
///     while let job = ready.next() { run(job); ready.finish(job) }
///
/// A question costs a logarithm of their number: a hundred thousand jobs are asked for as often.
public struct ReadyJobs: Sendable {
  /// In the order in which they start where nothing hinders them; `places` of them by digest.
  private let jobs: [Job], places: [Digest: Int]
  /// By place, how many inputs are still to be done, and the places that wait for it.
  private var missing: [Int], dependents: [[Int]]
  /// Places of those that can start, as a binary heap.
  private var heap: [Int] = []

  /// All other jobs of the graph are done.
  public init(_ waiting: [Job], of graph: JobGraph) {
    jobs = graph.byUrgency(waiting)
    places = Dictionary(jobs.enumerated().map { ($1.digest, $0) }) { first, _ in first }
    (missing, dependents) = ([Int](repeating: 0, count: jobs.count), [[Int]](repeating: [], count: jobs.count))
    for (place, job) in jobs.enumerated() {
      for input in job.spec.inputs {
        guard let before = places[input.digest] else { continue }
        missing[place] += 1
        dependents[before].append(place)
      }
      if missing[place] == 0 { push(place) }
    }
  }

  /// Takes the next one that can start and that `fits`; nil where there is none. Those that do not fit stay.
  public mutating func next(that fits: (Job) -> Bool = { _ in true }) -> Job? {
    var passed: [Int] = []
    defer { for place in passed { push(place) } }
    while let place = pop() {
      if fits(jobs[place]) { return jobs[place] }
      passed.append(place)
    }
    return nil
  }

  /// One that was taken can start once more.
  public mutating func putBack(_ job: Job) { if let place = places[job.digest] { push(place) } }

  /// Those that waited for it alone can start now.
  public mutating func finish(_ job: Job) {
    guard let place = places[job.digest] else { return }
    for later in dependents[place] {
      missing[later] -= 1
      if missing[later] == 0 { push(later) }
    }
  }

  private mutating func pop() -> Int? {
    guard let place = heap.first, let last = heap.popLast() else { return nil }
    if !heap.isEmpty {
      heap[0] = last
      sink()
    }
    return place
  }

  private mutating func push(_ place: Int) {
    heap.append(place)
    var at = heap.count - 1
    while at > 0, heap[at] < heap[(at - 1) / 2] {
      heap.swapAt(at, (at - 1) / 2)
      at = (at - 1) / 2
    }
  }

  /// Puts the first where it belongs.
  private mutating func sink() {
    var at = 0
    while let least = [2 * at + 1, 2 * at + 2].filter({ $0 < heap.count }).min(by: { heap[$0] < heap[$1] }), heap[least] < heap[at] {
      heap.swapAt(at, least)
      at = least
    }
  }
}
