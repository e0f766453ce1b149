import ArgumentParser
import Glibc

/// A file named on the command line, or standard input as `-`, as bytes.
package struct InputFile {
  /// What errors call it.
  let name: String
  let bytes: [UInt8]

  /// - Parameter limit: bytes; a longer file is refused, and where its size can be seen, before it is read.
  package init(_ path: String, atMost limit: Int = InputFile.limit) throws(CommandError) {
    let standard = path == "-"
    name = standard ? "standard input" : path
    let file = standard ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      throw errno == ENOENT || errno == ENOTDIR ? .notFound(path: path) : .unreadable(path: name, reason: String(cString: strerror(errno)))
    }
    defer { close(file) }
    bytes = try Self.all(of: file, named: name, atMost: limit)
  }

  /// Throws `.notFound` for a path at which nothing is.
  static func checkPresence(_ path: String) throws(CommandError) { if path != "-", kind(of: path) == 0 { throw .notFound(path: path) } }

  static func isFolder(_ path: String) -> Bool { path != "-" && kind(of: path) == S_IFDIR }

  static func isRegular(_ path: String) -> Bool { path != "-" && kind(of: path) == S_IFREG }

  private static func kind(of path: String) -> mode_t {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & S_IFMT : 0
  }

  /// Whether names of files can be read one after the other.
  static func check(_ paths: [String]) throws(ValidationError) {
    if paths.isEmpty || paths.contains("") { throw ValidationError("A file's name is empty: name the scores, or - for standard input.") }
    if paths.count(where: { $0 == "-" }) > 1 { throw ValidationError("Standard input can be read once: name one file '-'.") }
  }

  /// Longer files are refused: a million scores take 20 MB.
  package static let limit = 1 << 30
  /// The text of an experiment: a regular file, for a pipe would be waited for, of 16 MB at most. Throws `.notFound`, `.unreadable`, `.tooLarge`.
  static func experiment(_ path: String) throws(CommandError) -> String {
    try checkPresence(path)
    guard isRegular(path) else { throw .unreadable(path: path, reason: "it is no regular file") }
    return String(decoding: try InputFile(path, atMost: 1 << 24).bytes, as: UTF8.self)
  }

  private static func all(of file: Int32, named name: String, atMost limit: Int) throws(CommandError) -> [UInt8] {
    var status = stat()
    // A file's size is the first guess, so that a large one is read into place at once.
    let expected = fstat(file, &status) == 0 ? min(Int(status.st_size), limit) + 1 : 0
    guard status.st_size <= limit else { throw .tooLarge(path: name, megabytes: limit >> 20) }
    var bytes: [UInt8] = [], failure: Int32 = 0, ended = false
    while !ended {
      let room = max(1 << 16, bytes.isEmpty ? expected : 0)
      let part = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
        let got = read(file, buffer.baseAddress, room)
        failure = got < 0 ? errno : 0
        count = max(0, got)
        ended = got == 0
      }
      guard failure == 0 || failure == EINTR else { throw .unreadable(path: name, reason: String(cString: strerror(failure))) }
      if bytes.isEmpty { bytes = part } else { bytes += part }
      guard bytes.count <= limit else { throw .tooLarge(path: name, megabytes: limit >> 20) }
    }
    return bytes
  }
}
