internal import Glibc

/// All bytes of a regular file, of which no size is trusted.
package enum FileBytes {
  /// Throws `ImagingError.unreadable`, and `tooLarge` for a file that is longer than the limit: it is not read.
  package static func read(_ file: String, atMost limit: Int) throws(ImagingError) -> [UInt8] {
    func reason() -> String { String(cString: strerror(errno)) }
    let descriptor = open(file, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(file: file, reason: reason()) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .unreadable(file: file, reason: reason()) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .unreadable(file: file, reason: "it is not a regular file") }
    let size = Int(status.st_size)
    guard size <= limit else { throw .tooLarge(file: file, found: "\(size) bytes", limit: "\(limit)") }
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
      while filled < size {
        let got = Glibc.read(descriptor, buffer.baseAddress.map { $0 + filled }, size - filled)
        if got < 0 && errno == EINTR { continue }
        if got < 0 { failure = errno }
        if got <= 0 { return }
        filled += got
      }
    }
    if failure != 0 { throw .unreadable(file: file, reason: String(cString: strerror(failure))) }
    return bytes
  }
}
