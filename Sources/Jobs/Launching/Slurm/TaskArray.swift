public import Digests

/// Jobs of one kind that ask a cluster for the same and can wait for the same: one `sbatch`, a task a job.
public struct TaskArray: Sendable {
  public let kind: String, jobs: [Job]
  public let megabytes: Int, minutes: Int, threads: Int
  /// How often a task may come to its time limit and be queued again before that is an error.
  public let requeues: Int
  /// What it waits for: earlier arrays of the same plan by their place, and arrays of before by Slurm's numbers.
  public let after: [Int], afterQueued: [Int]
}

extension TaskArray {
  /// Cuts jobs into arrays: one a kind, memory class, time class and depth in the graph, none larger than a cluster takes.
  ///
  /// A job's array comes after those of its inputs. The most urgent jobs are first, in arrays and among them of a depth.
  ///
  /// - Parameters:
  ///   - jobs: to be queued, in the order of the graph. Their other inputs are done or queued.
  ///   - queued: numbers of the arrays that do jobs of before.
  ///   - largest: tasks that an array may have.
  public static func plan(_ jobs: [Job], of graph: JobGraph, queued: [Digest: Int], _ options: SlurmOptions, largest: Int) -> [TaskArray] {
    var depths: [Digest: Int] = [:], groups: [Key: [Job]] = [:], order: [Key] = []
    for job in jobs {
      let before = job.spec.inputs.compactMap { depths[$0.digest] ?? (queued[$0.digest] == nil ? nil : 0) }
      depths[job.digest] = (before.max() ?? -1) + 1
    }
    for job in graph.byUrgency(jobs) {
      let estimate = graph.estimate(of: job), minutes = options.minutes(estimate)
      let key = Key(
        depth: depths[job.digest] ?? 0, kind: job.kind, megabytes: options.megabytes(estimate), minutes: minutes,
        requeues: max(10, 4 * Int((estimate.seconds / 60 / Double(options.threads) / Double(minutes)).rounded(.up))))
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(job)
    }
    var arrays: [TaskArray] = [], places: [Digest: Int] = [:]
    // Stable: of one depth the array with the most urgent job stays in front.
    let sorted = order.enumerated().sorted { ($0.element.depth, $0.offset) < ($1.element.depth, $1.offset) }.map(\.element)
    for key in sorted {
      let own = groups[key] ?? []
      for begin in stride(from: 0, to: own.count, by: largest) {
        let part = Array(own[begin..<min(begin + largest, own.count)]), inputs = Set(part.flatMap { $0.spec.inputs.map(\.digest) })
        let array = TaskArray(
          kind: key.kind, jobs: part, megabytes: key.megabytes, minutes: key.minutes, threads: options.threads, requeues: key.requeues,
          after: Set(inputs.compactMap { places[$0] }).sorted(), afterQueued: Set(inputs.compactMap { queued[$0] }).sorted())
        for job in part { places[job.digest] = arrays.count }
        arrays.append(array)
      }
    }
    return arrays
  }

  /// What the jobs of an array have in common.
  private struct Key: Hashable {
    let depth: Int, kind: String, megabytes: Int, minutes: Int, requeues: Int
  }
}
