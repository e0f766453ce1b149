internal import Glibc

/// The right to run a job: `flock` on its lock file, which names the holder and goes when the lock does, even by SIGKILL.
public struct JobLock: ~Copyable {
  private let path: String, file: Int32

  /// Throws `locked`, with who holds it, where another process has the lock.
  public init(_ path: String) throws(StoreError) {
    switch try Self.attempt(path) {
    case .taken(let file): (self.path, self.file) = (path, file)
    case .held(let holder): throw .locked(path: path, holder: holder)
    }
  }

  /// Takes the lock once nobody else has it. `waiting` is told who has, five times a second; what it throws ends the wait.
  public init(_ path: String, waiting: (_ holder: String) throws -> Void) throws {
    while true {
      switch try Self.attempt(path) {
      case .taken(let file):
        (self.path, self.file) = (path, file)
        return
      case .held(let holder):
        try waiting(holder)
        usleep(200_000)
      }
    }
  }

  /// The file goes first: whoever opens the path from then on makes a new one.
  deinit {
    unlink(path)
    close(file)
  }

  /// What came of trying: the open lock file, or who has the lock.
  private enum Attempt {
    case taken(Int32)
    case held(String)
  }

  private static func attempt(_ path: String) throws(StoreError) -> Attempt {
    while true {
      let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
      guard file >= 0 else { throw .system(errno, doing: "writing", path: path) }
      guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
        let code = errno
        close(file)
        guard code == EWOULDBLOCK else { throw .system(code, doing: "locking", path: path) }
        // The holder may have gone just now, and the file with it.
        guard let holder = try text(path) else { continue }
        return .held(holder.isEmpty ? "another process" : holder)
      }
      // The former holder may have removed the file between our open and our flock: then we hold a lock that nobody sees.
      var held = stat(), seen = stat()
      guard fstat(file, &held) == 0, stat(path, &seen) == 0, held.st_ino == seen.st_ino else {
        close(file)
        continue
      }
      let holder = "process \(getpid()) on \(host())"
      guard ftruncate(file, 0) == 0, pwrite(file, holder, holder.utf8.count, 0) == holder.utf8.count else {
        let code = errno
        close(file)
        throw .system(code, doing: "writing", path: path)
      }
      return .taken(file)
    }
  }

  /// What the lock file says; nil where there is none.
  static func text(_ path: String) throws(StoreError) -> String? {
    do throws(StoreError) { return String(decoding: try readFile(path, limit: 256), as: UTF8.self) } catch {
      if case .notFound = error { return nil }
      throw error
    }
  }

  /// The name of this machine: on a cluster the holder may be on another.
  static func host() -> String {
    var name = [CChar](repeating: 0, count: 256)
    gethostname(&name, 255)
    return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

extension JobLock {
  /// Who holds the lock of this file, in words; nil where nobody does. Takes no lock itself, so that no job is held up by the question.
  ///
  /// A holder on another machine is believed; one here must be alive.
  public static func holder(_ path: String) throws(StoreError) -> String? {
    guard let text = try text(path) else { return nil }
    let words = text.split(separator: " ")
    guard words.count == 4, let process = pid_t(words[1]) else { return nil }
    return words[3] == host() && kill(process, 0) != 0 && errno == ESRCH ? nil : text
  }
}
