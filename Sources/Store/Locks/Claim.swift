internal import Glibc

/// A claim as it was found: whom it names, and whether its holder lives.
struct Claim {
  /// In words: "process 4711 on node3".
  let holder: String
  private let path: String, process: pid_t?, isHere: Bool, isEmpty: Bool
  /// Which file it is; nanoseconds since 1970 of its last touch.
  private let inode: ino_t, touched: Int

  /// Nanoseconds without a touch after which a holder on another machine counts as gone: eight beats.
  static let patience = 120_000_000_000

  /// What this process writes: itself and, in a line of its own, which start of which machine it runs under.
  static var text: String { "process \(getpid()) on \(host)\n\(boot)\n" }

  /// Nil where there is none. Throws `link`, `notRegular` where a device or the like stands there, and the system's errors.
  init?(at path: String) throws(StoreError) {
    let file = try Self.opened(path, O_RDONLY)
    guard let file else { return nil }
    defer { close(file) }
    var status = stat(), bytes = [UInt8](repeating: 0, count: 512)
    let got = fstat(file, &status) == 0 ? pread(file, &bytes, bytes.count, 0) : -1
    guard got >= 0 else { throw .system(errno, doing: "reading", path: path) }
    let lines = String(decoding: bytes.prefix(got), as: UTF8.self).split(separator: "\n"), words = lines.first?.split(separator: " ") ?? []
    self.path = path
    process = words.count == 4 ? pid_t(words[1]) : nil
    isHere = words.count == 4 && words[3] == Self.host && (lines.count < 2 || lines[1] == Self.boot)
    (isEmpty, holder) = (lines.isEmpty, lines.first.map(String.init) ?? "another process")
    (inode, touched) = (status.st_ino, FileStamp.nanoseconds(status.st_mtim))
  }

  /// Whether somebody holds it at a moment of the file system's clock. One that nobody holds is taken away. Throws as `init`.
  func isHeld(after now: Int) throws(StoreError) -> Bool {
    guard let file = try Self.opened(path, O_RDWR) else { return false }
    defer { close(file) }
    var status = stat()
    // Another claim by now: ask anew.
    guard fstat(file, &status) == 0, status.st_ino == inode else { return false }
    if flock(file, LOCK_EX | LOCK_NB) != 0 {
      if errno == EWOULDBLOCK { return true }
      // No flock here at all: a process of this machine must run, and touch its file.
      if now - touched < Self.patience, !isHere || isRunning { return true }
    } else if !isHere, now - touched < Self.patience {
      // This machine's flock may say nothing of another's.
      return true
    }
    guard lstat(path, &status) == 0, status.st_ino == inode else { return false }
    guard unlink(path) == 0 || errno == ENOENT else { throw .system(errno, doing: "removing", path: path) }
    return false
  }

  /// The same without a lock, from what is seen.
  func seemsHeld(at now: Int) -> Bool { isEmpty || process == nil ? false : isHere ? isRunning : now - touched < Self.patience }

  private var isRunning: Bool { process.map { kill($0, 0) == 0 || errno != ESRCH } ?? false }

  /// Follows no link and waits for no pipe; nil where nothing stands there.
  private static func opened(_ path: String, _ mode: Int32) throws(StoreError) -> Int32? {
    var status = stat()
    let file = open(path, mode | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else {
      if errno == ENOENT { return nil }
      if errno == ENXIO || errno == EISDIR { throw .notRegular(path: path) }
      throw .system(errno, doing: mode == O_RDONLY ? "reading" : "locking", path: path)
    }
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(file)
      throw .notRegular(path: path)
    }
    return file
  }

  /// The name of this machine.
  private static var host: String {
    var name = [CChar](repeating: 0, count: 256)
    gethostname(&name, 255)
    return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// What tells this start of this machine from all others: two machines may have one name.
  private static let boot: String = {
    do throws(StoreError) {
      return String(decoding: try readFile("/proc/sys/kernel/random/boot_id", limit: 64).prefix { $0 != 10 }, as: UTF8.self)
    } catch { return "unknown" }
  }()
}
