/// How tasks ended that left no run file, as one look found it: those that ended alike are told as one.
struct TaskEnds {
  /// What comes of it: the job is submitted again, its task having begun or not, or it failed.
  enum Consequence: Hashable {
    case again(hadBegun: Bool), failure
  }

  /// `words`: the last ones of the first one's worker.
  private var groups: [(reason: String, consequence: Consequence, words: [String], jobs: [Job])] = []

  mutating func add(_ job: Job, _ reason: String, _ consequence: Consequence, words: [String] = []) {
    if let place = groups.firstIndex(where: { $0.reason == reason && $0.consequence == consequence }) {
      groups[place].jobs.append(job)
    } else {
      groups.append((reason, consequence, words, [job]))
    }
  }

  /// In the order of the first of each.
  var events: [JobEvent] {
    groups.map { group in
      switch group.consequence {
      case .again(let hadBegun): .retried(group.jobs, reason: group.reason, hadBegun: hadBegun)
      case .failure:
        .failed(
          group.jobs, reason: Self.reason(group.jobs.count > 1 ? "\(group.reason); the last words of the first" : group.reason, group.words)
        )
      }
    }
  }

  /// With a worker's last words, where it said any.
  static func reason(_ reason: String, _ words: [String]) -> String {
    words.isEmpty ? reason : "\(reason):\n  \(words.joined(separator: "\n  "))"
  }
}
