public import Digests
public import Store

extension Results {
  /// The folder of what workers are given, below that of the results.
  static let specs = "specs"

  /// The spec of a job as its worker is given it; it may be deleted when the job is done.
  public func specFile(of digest: Digest) -> String { "\(folder)/\(Self.specs)/\(digest).json" }

  /// Writes the specs of jobs that are to run. Throws the system's errors.
  public func writeSpecs(of jobs: [Job]) throws(StoreError) {
    for job in jobs { try AtomicFile.write(job.text, to: specFile(of: job.digest), follows: false) }
  }
}
