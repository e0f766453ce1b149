internal import Glibc

/// A claim of this process, before it stands anywhere and when it does: a file that names it, with `flock` held.
struct OwnClaim: ~Copyable {
  private(set) var file: Int32
  private let path: String
  private var temporary: String
  /// Whether a claim from another machine, whose holder was silent and may not be gone, stood in the way.
  private var isFromElsewhere = false

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
    let text = Claim.text(.random(in: 0 ... .max))
    guard pwrite(file, text, text.utf8.count, 0) == text.utf8.count else {
      let code = errno
      unlink(path)
      close(file)
      throw .system(code, doing: "writing", path: path)
    }
    return file
  }

  /// Gives it the name for good, unless somebody who lives has it: who has, in words, else nil. Throws the system's errors.
  ///
  /// What `take` puts in a silent claim's place may have met another's instead: the silent one freed it, and somebody came, between the last look and
  /// the rename. So it is looked at once more when that holder has had time to see his claim gone, and to end.
  ///
  /// - Parameters:
  ///   - settling: more than the time between two touches of a holder. Where the kernel said that the dead one is gone nothing is waited for.
  ///   - pause: called between any two steps, for tests.
  mutating func hold(_ path: String, settling: Duration, pause: () -> Void) throws(StoreError) -> String? {
    while true {
      isFromElsewhere = false
      if let holder = try take(path, pause: pause) { return holder }
      guard isFromElsewhere else { return nil }
      usleep(UInt32(settling / .microseconds(1)))
      pause()
      if stands(at: path) { return nil }
    }
  }

  /// Gives it the name, unless somebody who lives has it: who has, in words, else nil.
  ///
  /// A claim whose holder is gone is never removed, for between two machines' looks and their removals a third claim may have come: it is replaced,
  /// and only by one. That one is found as holders are: by a link, to a name that the dead claim's identity makes. Whoever has that name
  /// looks once more whether the dead claim still stands there, and alone may put its own in its place, which takes the name away in the same
  /// step. Should it die in between, its name is a claim without a holder like any other.
  private mutating func take(_ path: String, pause: () -> Void) throws(StoreError) -> String? {
    while true {
      pause()
      if try place(at: path) { return nil }
      pause()
      guard let dead = try Claim(at: path) else { continue }
      pause()
      if try dead.isHeld(at: touched()) { return dead.holder }
      if !dead.isHere { isFromElsewhere = true }
      let name = AtomicFile.temporary(for: path, dead.identity)
      if let holder = try take(name, pause: pause) { return holder }
      pause()
      if try Claim(at: path)?.identity == dead.identity {
        pause()
        // Swept away by one who took the lock meanwhile, who may have been taken for dead: then all begins anew.
        guard rename(name, path) == 0 || errno == ENOENT else { throw .system(errno, doing: "locking", path: path) }
        if stands(at: path) { return nil }
      }
      if stands(at: name) { unlink(name) }
    }
  }

  /// Gives it its name, if nothing else has it. Throws the system's errors.
  private mutating func place(at path: String) throws(StoreError) -> Bool {
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
