internal import Glibc

/// A claim before it stands anywhere: a file that names this process, with `flock` held on it.
struct ClaimDraft: ~Copyable {
  private(set) var file: Int32
  private let path: String
  private var temporary: String

  /// Throws the system's errors.
  init(for path: String) throws(StoreError) {
    self.path = path
    temporary = AtomicFile.temporary(for: path)
    file = try Self.made(temporary)
  }

  /// Where it was not put in its place nothing is left of it.
  deinit {
    unlink(temporary)
    close(file)
  }

  private static func made(_ path: String) throws(StoreError) -> Int32 {
    let file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw .system(errno, doing: "writing", path: path) }
    // Where the file system knows no flock its touches alone tell that the holder lives.
    _ = flock(file, LOCK_EX | LOCK_NB)
    let text = Claim.text
    guard pwrite(file, text, text.utf8.count, 0) == text.utf8.count else {
      let code = errno
      unlink(path)
      close(file)
      throw .system(code, doing: "writing", path: path)
    }
    return file
  }

  /// Gives it its name, if nothing else has it. Throws the system's errors.
  mutating func place(at path: String) throws(StoreError) -> Bool {
    while true {
      // An answer that a network lost makes a link that was made look like one that failed.
      let code = link(temporary, path) == 0 ? 0 : errno
      if code == 0 || stands(at: path) {
        unlink(temporary)
        return true
      }
      switch code {
      case EEXIST: return false
      // Swept away by one who took the lock meanwhile.
      case ENOENT: try renew()
      // Without hard links the file is made in its place, and for a moment it names nobody.
      case EPERM, EOPNOTSUPP, ENOSYS: return try placeWithoutLink(at: path)
      default: throw .system(code, doing: "locking", path: path)
      }
    }
  }

  private mutating func renew() throws(StoreError) {
    let name = AtomicFile.temporary(for: path), next = try Self.made(name)
    close(file)
    (file, temporary) = (next, name)
  }

  private mutating func placeWithoutLink(at path: String) throws(StoreError) -> Bool {
    let next: Int32
    var status = stat()
    if lstat(path, &status) == 0 { return false }
    do throws(StoreError) { next = try Self.made(path) } catch {
      if lstat(path, &status) == 0 { return false }
      throw error
    }
    unlink(temporary)
    close(file)
    file = next
    return true
  }

  /// Whether it is this file that has the name.
  func stands(at path: String) -> Bool {
    var own = stat(), there = stat()
    return fstat(file, &own) == 0 && lstat(path, &there) == 0 && own.st_ino == there.st_ino && own.st_dev == there.st_dev
  }

  /// Nanoseconds since 1970 by the clock of the file system, which claims are touched by.
  func touched() throws(StoreError) -> Int {
    var status = stat()
    guard futimens(file, nil) == 0, fstat(file, &status) == 0 else { throw .system(errno, doing: "writing", path: path) }
    return FileStamp.nanoseconds(status.st_mtim)
  }
}
