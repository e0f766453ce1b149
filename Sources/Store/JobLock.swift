internal import Glibc

/// The right to run a job: `flock` on its lock file, which names the holder and goes when the lock does, even by SIGKILL.
public struct JobLock: ~Copyable {
  private let path: String, file: Int32

  /// Throws `locked`, with who holds it, where another process has the lock.
  public init(_ path: String) throws(StoreError) {
    while true {
      let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
      guard file >= 0 else { throw .system(errno, doing: "writing", path: path) }
      guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
        let code = errno
        close(file)
        guard code == EWOULDBLOCK else { throw .system(code, doing: "locking", path: path) }
        let holder = String(decoding: try readFile(path, limit: 256), as: UTF8.self)
        throw .locked(path: path, holder: holder.isEmpty ? "another process" : holder)
      }
      // The former holder may have removed the file between our open and our flock: then we hold a lock that nobody sees.
      var held = stat(), seen = stat()
      guard fstat(file, &held) == 0, stat(path, &seen) == 0, held.st_ino == seen.st_ino else {
        close(file)
        continue
      }
      let holder = "process \(getpid()) on \(Self.host())"
      guard ftruncate(file, 0) == 0, pwrite(file, holder, holder.utf8.count, 0) == holder.utf8.count else {
        let code = errno
        close(file)
        throw .system(code, doing: "writing", path: path)
      }
      (self.path, self.file) = (path, file)
      return
    }
  }

  /// The file goes first: whoever opens the path from then on makes a new one.
  deinit {
    unlink(path)
    close(file)
  }

  /// The name of this machine: on a cluster the holder may be on another.
  static func host() -> String {
    var name = [CChar](repeating: 0, count: 256)
    gethostname(&name, 255)
    return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
