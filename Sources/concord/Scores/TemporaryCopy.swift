import FoundationEssentials
import Glibc

/// Bytes in a file of their own, which lies at `path` as long as this value lives.
struct TemporaryCopy: ~Copyable {
  let path: String

  /// - Parameter name: what errors call the bytes.
  init(_ bytes: [UInt8], named name: String) throws(CommandError) { path = try Self.write(bytes, named: name) }

  deinit { unlink(path) }

  private static func write(_ bytes: [UInt8], named name: String) throws(CommandError) -> String {
    var template = Array("\(ProcessInfo.processInfo.environment["TMPDIR"] ?? "/tmp")/concord-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0, let file = fdopen(descriptor, "w") else {
      throw .unreadable(path: name, reason: "no temporary file: \(String(cString: strerror(errno)))")
    }
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let isWritten = fwrite(bytes, 1, bytes.count, file) == bytes.count
    guard fclose(file) == 0, isWritten else {
      let reason = String(cString: strerror(errno))
      unlink(path)
      throw .unreadable(path: name, reason: "its copy cannot be written: \(reason)")
    }
    return path
  }
}
