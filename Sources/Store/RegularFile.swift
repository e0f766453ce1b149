internal import Glibc

/// The bytes of a regular file, at most `limit` from its start. Throws `notRegular` for a folder, a device or a pipe, which may have no end or
/// wait for ever, and the system's errors.
package func readFile(_ path: String, limit: Int) throws(StoreError) -> [UInt8] {
  // Opening a pipe would wait for its writer.
  let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
  guard file >= 0 else { throw .system(errno, doing: "reading", path: path) }
  defer { close(file) }
  var status = stat()
  guard fstat(file, &status) == 0 else { throw .system(errno, doing: "reading", path: path) }
  guard status.st_mode & S_IFMT == S_IFREG else { throw .notRegular(path: path) }
  // Files of /proc say that they are empty.
  let expected = min(Int(status.st_size), limit)
  var bytes: [UInt8] = []
  while bytes.count < limit {
    var code: Int32 = 0
    let room = min(max(1 << 16, expected + 1 - bytes.count), limit - bytes.count)
    let more = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
      let got = read(file, buffer.baseAddress, buffer.count)
      code = got < 0 ? errno : 0
      count = max(got, 0)
    }
    if code == EINTR { continue }
    guard code == 0 else { throw .system(code, doing: "reading", path: path) }
    if more.isEmpty { break }
    if bytes.isEmpty { bytes = more } else { bytes += more }
  }
  return bytes
}
