public import Digests
internal import Glibc

/// Where a job keeps its files: `results/<kind>/<digest>` and an ending each.
///
///     let files = JobFiles(results: "results", kind: SupernetRun.kind, digest: header.specDigest)
///     let lock = try files.lock()
///     …
///     try run.write(to: files.run)
///     try files.removeWork()
public struct JobFiles: Hashable, Sendable {
  private let stem: String

  public init(results: String, kind: String, digest: Digest) { stem = "\(results)/\(kind)/\(digest)" }

  /// The run file: there, whole and of the right job, or not there.
  public var run: String { "\(stem).h5" }
  /// Needed until the run file is written.
  public var checkpoint: String { "\(stem).checkpoint" }
  public var journal: String { "\(stem).journal" }
  private var lockFile: String { "\(stem).lock" }

  /// Makes the folder, takes the job's lock, and removes what killed writers left. Throws `locked` where another process has it.
  public func lock() throws(StoreError) -> JobLock {
    try AtomicFile.makeFolder(AtomicFile.folder(of: run))
    let lock = try JobLock(lockFile)
    try AtomicFile.removeStale(of: stem)
    return lock
  }

  /// The same once nobody else has the lock. `waiting` is told who has, five times a second; what it throws ends the wait.
  public func lock(waiting: (_ holder: String) throws -> Void) throws -> JobLock {
    try AtomicFile.makeFolder(AtomicFile.folder(of: run))
    let lock = try JobLock(lockFile, waiting: waiting)
    try AtomicFile.removeStale(of: stem)
    return lock
  }

  /// A part of the job's state that is written once: checkpoints name it and do not hold it. Needed until the run file is written.
  public func part(_ name: String) -> String { "\(stem).\(name).part" }

  /// Who runs the job, in words; nil where nobody does.
  public func runner() throws(StoreError) -> String? { try JobLock.holder(lockFile) }

  /// Removes what a worker left that was killed once its run file was there; nothing while another process holds the lock.
  public func clear() throws(StoreError) {
    guard [lockFile, checkpoint, journal].contains(where: { (path: String) in access(path, F_OK) == 0 }) else { return }
    do throws(StoreError) { try removeUnderLock() } catch {
      if case .locked = error { return }
      throw error
    }
  }

  private func removeUnderLock() throws(StoreError) {
    let lock = try lock()
    try removeWork()
    _ = consume lock
  }

  /// Removes checkpoint, its parts and journal, once the run file is there.
  public func removeWork() throws(StoreError) {
    // The checkpoint last: what is left of a killed removal is found by it.
    try AtomicFile.removeAll(of: stem, ending: ".part")
    for path in [checkpoint, journal] { try AtomicFile.remove(path) }
  }
}
