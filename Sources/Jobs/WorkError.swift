public import Digests

/// What can stop a worker, besides the errors of the rooms it works with; each case with its remedy.
public enum WorkError: Error, Hashable, CustomStringConvertible {
  /// The files of a data set are not those that the job was planned with.
  case data(name: String, found: Digest, expected: Digest)
  /// The spec cannot be read, or a field asks for what cannot be done.
  case spec(reason: String)
  /// The spec is of a concord whose arithmetic differs.
  case numerics(found: Int, expected: Int)
  /// The job that an input's run file holds is of another kind.
  case input(path: String, found: String, expected: String)
  /// A checkpoint whose content is not that of its job.
  case checkpoint(path: String, reason: String)
  /// The supernet has no weights after so many passes.
  case noSnapshot(run: String, passes: Int, found: [Int])
  /// The loss of a supernet, or a weight of a mixture, ceased to be a number.
  case diverged(strategy: String, seed: Int, rate: Double, reason: String)
  /// A signal came; the job's state is at `checkpoint`.
  case interrupted(signal: Int32, checkpoint: String)

  public var description: String {
    switch self {
    case .data(let name, let found, let expected):
      "the files of \(name) have digest \(found.short), the job asks for \(expected.short): install the data set that the experiment was planned with, or plan it anew"
    case .spec(let reason): "the job's spec cannot be used (\(reason)): correct it, or plan the experiment anew"
    case .numerics(let found, let expected):
      "the job asks for the bits of numerics \(found), this concord computes those of \(expected): plan the experiment anew, or use the concord that planned it"
    case .input(let path, let found, let expected):
      "\(path) holds a job of kind '\(found)' where '\(expected)' is needed: delete it and run its job again"
    case .checkpoint(let path, let reason): "\(path) does not fit its job (\(reason)): delete it and run the job again from its start"
    case .noSnapshot(let run, let passes, let found):
      "\(run) has no weights after \(passes) passes, only after \(found.map(String.init).joined(separator: ", ")): ask for one of these"
    case .diverged(let strategy, let seed, let rate, let reason):
      "training under \(strategy), seed \(seed), diverged at a peak learning rate of \(rate) (\(reason)): give it a smaller 'rate' in the experiment, "
        + "or take the factor out of supernets.rates where it is a pilot of a grid; what is finished is kept"
    case .interrupted(_, let checkpoint): "stopped, all that is done is kept in \(checkpoint): run the same command again to go on"
    }
  }
}
