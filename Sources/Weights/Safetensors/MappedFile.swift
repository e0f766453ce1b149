internal import Glibc
internal import Store

/// A regular file whose bytes are read where they lie, without a copy.
final class MappedFile: Sendable {
  /// As long as the file was when it was opened. Who shortens a file while it is read ends the process (SIGBUS).
  nonisolated(unsafe) let bytes: UnsafeRawBufferPointer

  /// Throws `StoreError` where the file cannot be opened or is no regular one.
  init(_ path: String) throws(StoreError) {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { throw .system(errno, doing: "reading", path: path) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw .system(errno, doing: "reading", path: path) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .system(path: path, doing: "reading", reason: "it is not a regular file") }
    let size = Int(status.st_size)
    guard size > 0 else {
      bytes = UnsafeRawBufferPointer(start: nil, count: 0)
      return
    }
    guard let map = mmap(nil, size, PROT_READ, MAP_PRIVATE, file, 0), map != MAP_FAILED else {
      throw .system(errno, doing: "reading", path: path)
    }
    bytes = UnsafeRawBufferPointer(start: map, count: size)
  }

  deinit { if let start = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: start), bytes.count) } }
}
