import FoundationEssentials
import Glibc

/// Bytes in a file of their own, which is at `path` for this process and those that it starts, as long as this value lives. No folder has its name, so
/// that nothing stays behind, however the process ends.
struct TemporaryCopy: ~Copyable {
  private let descriptor: Int32

  var path: String { "/proc/\(getpid())/fd/\(descriptor)" }

  /// - Parameter name: what errors call the bytes.
  init(_ bytes: [UInt8], named name: String) throws(CommandError) { descriptor = try Self.write(bytes, named: name) }

  deinit { close(descriptor) }

  private static func write(_ bytes: [UInt8], named name: String) throws(CommandError) -> Int32 {
    var template = Array("\(ProcessInfo.processInfo.environment["TMPDIR"] ?? "/tmp")/concord-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw .unreadable(path: name, reason: "no temporary file: \(String(cString: strerror(errno)))") }
    unlink(template)
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0 && errno == EINTR { continue }
      guard written > 0 else {
        let reason = String(cString: strerror(errno))
        close(descriptor)
        throw .unreadable(path: name, reason: "its copy cannot be written: \(reason)")
      }
      rest = rest.dropFirst(written)
    }
    return descriptor
  }
}
