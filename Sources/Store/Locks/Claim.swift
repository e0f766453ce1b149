internal import Digests
internal import Glibc

/// A claim as it was found: whom it names, and whether its holder lives.
struct Claim {
  /// In words: "process 4711 on node3".
  let holder: String
  /// What tells it from all other claims, of this process too.
  let identity: String
  /// Whether its holder is, or was, a process of this machine.
  let isHere: Bool
  private let path: String, process: pid_t?, isEmpty: Bool
  /// Which file it is; nanoseconds since 1970 of its last touch.
  private let inode: ino_t, touched: Int

  /// Nanoseconds without a touch after which a holder on another machine counts as gone: eight beats.
  static let lease = 120_000_000_000

  /// What this process writes: itself, which start of which machine it runs under, and a number that no other claim has.
  static func text(_ number: UInt64) -> String { "process \(getpid()) on \(host)\n\(boot)\n\(number)\n" }

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
    identity = Digest(of: Array(bytes.prefix(max(0, got))) + Array("\(status.st_ino)".utf8)).short
    (isEmpty, holder) = (lines.isEmpty, lines.first.map(String.init) ?? "another process")
    (inode, touched) = (status.st_ino, FileStamp.nanoseconds(status.st_mtim))
  }

  /// Whether somebody holds it at a moment of the file system's clock, by the kernel's word where it has one. Throws as `init`.
  func isHeld(at now: Int) throws(StoreError) -> Bool {
    guard let file = try Self.opened(path, O_RDWR) else { return false }
    defer { close(file) }
    var status = stat()
    // Another claim by now: this one has no holder.
    guard fstat(file, &status) == 0, status.st_ino == inode else { return false }
    if flock(file, LOCK_EX | LOCK_NB) != 0 {
      if errno == EWOULDBLOCK { return true }
      // No flock here at all: a process of this machine must run, and touch its file.
      return now - touched < Self.lease && (!isHere || isRunning)
    }
    // This machine's flock may say nothing of another's.
    return !isHere && now - touched < Self.lease
  }

  /// The same from what was read alone, without `flock`, which would hold up who asks for the lock at this moment.
  func isLive(at now: Int) -> Bool { isEmpty || process == nil ? false : isHere ? isRunning : now - touched < Self.lease }

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
