import Glibc
import Store

/// The right to run jobs into a folder of results: one `reproduce` at a time.
enum ResultsLock {
  static func path(_ results: String) -> String { "\(results)/reproduce.lock" }

  /// Waits until nobody else has the lock, and says who has.
  static func take(_ results: String) throws -> JobLock {
    try AtomicFile.makeFolder(results)
    var said = ""
    let lock = try JobLock(path(results)) { holder in
      if said != holder { Console.complain("another reproduce runs in \(results) (\(holder)): waiting for it to end") }
      said = holder
    }
    try AtomicFile.removeStale(of: path(results))
    return lock
  }
}
