internal import CHDF5
internal import Synchronization

/// The HDF5 library, which has one global state: all that touches an identifier runs inside `HDF5.use`.
enum HDF5 {
  private static let lock = Mutex(())
  /// The innermost message of the first failure inside `use`, a C string; touched under the lock alone. It has to be kept when it
  /// comes: closing handles on the way out empties libhdf5's own error stack.
  nonisolated(unsafe) private static let firstFailure: UnsafeMutablePointer<CChar> = {
    // Every file is closed by us; libhdf5's own attempt at exit crashes on files that a full disk kept it from closing.
    H5dont_atexit()
    let text = UnsafeMutablePointer<CChar>.allocate(capacity: 512)
    text.initialize(repeating: 0, count: 512)
    return text
  }()

  /// Runs `body` alone, with the printing of error stacks off.
  static func use<Result: Sendable>(_ body: () throws(StoreError) -> Result) throws(StoreError) -> Result {
    try lock.withLock { (_: inout sending ()) throws(StoreError) -> Result in
      _ = h5_keep_first_failure(firstFailure)
      return try body()
    }
  }

  /// The innermost message of the first failure.
  static func reason() -> String { String(cString: firstFailure) }

  /// Lets a failure that was expected pass.
  static func forgetFailure() { firstFailure.pointee = 0 }

  /// What a failure of reading means: libhdf5 says "truncated" and names checksums; all else that fails inside a file is damage.
  static func readingError(_ path: String, _ what: String) -> StoreError {
    let reason = reason()
    return reason.contains("truncated file") ? .truncated(path: path, reason: reason) : .damaged(path: path, what: "\(what) (\(reason))")
  }

  /// What a failure of writing means; libhdf5 quotes the system's `errno`.
  static func writingError(_ path: String) -> StoreError {
    let reason = reason()
    guard let at = reason.firstRange(of: "errno = "), let code = Int32(reason[at.upperBound...].prefix { $0.isNumber }) else {
      return .system(path: path, doing: "writing", reason: reason)
    }
    return .system(code, doing: "writing", path: path)
  }
}
