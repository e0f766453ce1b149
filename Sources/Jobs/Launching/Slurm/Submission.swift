/// An array that was handed to Slurm: what is written down before, so that nothing is submitted twice whoever is killed when.
///
/// `results/slurm/<name>/` has the list of jobs, the script, a log a task, and this as `submission.json`.
public struct Submission: Codable, Hashable, Sendable {
  /// Its own name, which Slurm keeps as the array's comment: numbers may be given anew when a controller loses its memory.
  public let name: String
  /// Slurm's number, once it is known.
  public var id: Int?
  public let kind: String, tasks: Int, megabytes: Int, minutes: Int, threads: Int
}
