import Glibc

/// Bytes in a file without a name, which another process of the same user opens by `path` as long as this value lives.
struct NamelessFile: ~Copyable {
  private let file: UnsafeMutablePointer<FILE>
  let path: String

  /// - Parameter name: what errors call the bytes.
  init(_ bytes: [UInt8], named name: String) throws(CommandError) {
    guard let file = tmpfile() else { throw .unreadable(path: name, reason: "no temporary file: \(String(cString: strerror(errno)))") }
    guard fwrite(bytes, 1, bytes.count, file) == bytes.count, fflush(file) == 0 else {
      let reason = String(cString: strerror(errno))
      fclose(file)
      throw .unreadable(path: name, reason: "its copy cannot be written: \(reason)")
    }
    (self.file, path) = (file, "/proc/\(getpid())/fd/\(fileno(file))")
  }

  deinit { fclose(file) }
}
