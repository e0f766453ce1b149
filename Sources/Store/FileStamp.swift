internal import Glibc

/// What tells that nobody wrote to a file since it was looked at: its size, its times and which file it is.
///
/// The time of the last change cannot be set back by whoever writes. File systems tell time in ticks of some milliseconds: two writes
/// within one have the same times, so that a stamp proves nothing until it is older than `tick`.
public struct FileStamp: Codable, Hashable, Sendable {
  /// Bytes; nanoseconds since 1970 of the last write and of the last change of anything; the number of the file in its file system.
  public let size: Int, modified: Int, changed: Int, inode: UInt64

  /// As it was kept.
  package init(size: Int, modified: Int, changed: Int, inode: UInt64) {
    (self.size, self.modified, self.changed, self.inode) = (size, modified, changed, inode)
  }

  /// Nil where there is no such file, or it cannot be looked at.
  public init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    size = Int(status.st_size)
    inode = UInt64(status.st_ino)
    (modified, changed) = (Self.nanoseconds(status.st_mtim), Self.nanoseconds(status.st_ctim))
  }

  /// Nanoseconds: a tenth of a second, many ticks of every file system's clock.
  public static let tick = 100_000_000

  /// The system's time in nanoseconds since 1970.
  public static func now() -> Int {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return nanoseconds(now)
  }

  static func nanoseconds(_ time: timespec) -> Int { Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec) }
}
