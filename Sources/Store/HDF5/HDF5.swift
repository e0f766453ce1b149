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
    // A link to another file is one to nowhere: who names a file has named no other.
    H5Lunregister(H5L_TYPE_EXTERNAL)
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

  /// A new list of how files are opened: closed with all that is open in them, and without libhdf5's own locks, which children
  /// inherit and shared file systems refuse; run files are never open for writing under their final name.
  static func access() -> Handle? {
    guard let list = Handle(H5Pcreate(h5p_file_access()), H5Pclose), H5Pset_fclose_degree(list.id, H5F_CLOSE_STRONG) >= 0,
      H5Pset_file_locking(list.id, false, true) >= 0
    else { return nil }
    return list
  }

  /// What a failure of reading means: the system's error, a cut, or else damage to `what`.
  static func readingError(_ path: String, _ what: String) -> StoreError {
    let reason = reason()
    if let code = systemCode(reason) { return .system(code, doing: "reading", path: path) }
    return reason.contains("truncated file") ? .truncated(path: path, reason: reason) : .damaged(path: path, what: "\(what) (\(reason))")
  }

  /// What a failure of writing means.
  static func writingError(_ path: String) -> StoreError {
    let reason = reason()
    if let code = systemCode(reason) { return .system(code, doing: "writing", path: path) }
    return .system(path: path, doing: "writing", reason: reason)
  }

  /// The `errno` that libhdf5 quotes where a system call failed.
  private static func systemCode(_ reason: String) -> Int32? {
    reason.firstRange(of: "errno = ").flatMap { Int32(reason[$0.upperBound...].prefix { $0.isNumber }) }
  }
}
