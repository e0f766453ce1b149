public import Digests

/// What can stop a worker, besides the errors of the rooms it works with; each case with its remedy.
public enum WorkError: Error, Hashable, CustomStringConvertible {
  case data(name: String, found: Digest, expected: Digest)
  case spec(reason: String)
  case noSnapshot(run: String, passes: Int, found: [Int])
  case interrupted(signal: Int32, checkpoint: String)

  public var description: String {
    switch self {
    case .data(let name, let found, let expected):
      "the files of \(name) have digest \(found.short), the job asks for \(expected.short): install the data set that the experiment was planned with, or plan it anew"
    case .spec(let reason): "the job's spec cannot be read: \(reason)"
    case .noSnapshot(let run, let passes, let found):
      "\(run) has no weights after \(passes) passes, only after \(found.map(String.init).joined(separator: ", ")): ask for one of these"
    case .interrupted(_, let checkpoint): "stopped with a checkpoint at \(checkpoint): run the same command again to go on"
    }
  }
}
