internal import Glibc
internal import Synchronization

/// Replaces files so that a path holds the old content or the new one, whole, whatever happens in between.
package enum AtomicFile {
  /// Numbers this process's temporaries, so that no two share a name.
  private static let written = Atomic(0)
  /// Tells this process from one of the same number on another machine, or in another container.
  private static let process = "\(getpid())-\(String(UInt32.random(in: 0 ... .max), radix: 36))"

  /// Calls `write` with a fresh file in the folder of `path`, then gives it that name. On an error the file at `path` is as it was and the
  /// temporary is gone.
  ///
  /// - Parameters:
  ///   - durably: waits until the disk has it, so that it outlives a loss of power.
  ///   - follows: whether a link at `path` is followed, which is for outputs that a person named. What lies in a folder of results stands for
  ///     itself: a link there is replaced, and the file that it names stays as it is.
  package static func replace(
    _ path: String, durably: Bool = true, follows: Bool = true, _ write: (_ temporary: String) throws(StoreError) -> Void
  ) throws(StoreError) {
    let path = try destination(path, follows: follows), temporary = temporary(for: path)
    do throws(StoreError) {
      try close(open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644), path, "writing")
      try write(temporary)
      if durably { try synchronize(temporary, O_RDWR) }
      guard rename(temporary, path) == 0 else { throw .system(errno, doing: "writing", path: path) }
      if durably { try synchronizeFolder(of: path) }
    } catch {
      unlink(temporary)
      throw error
    }
  }

  /// A name in the folder of a path that nobody else has, which `removeStale` knows.
  static func temporary(for path: String) -> String {
    temporary(for: path, "\(process)-\(written.add(1, ordering: .relaxed).newValue)")
  }

  /// The same with a mark that others may have too.
  static func temporary(for path: String, _ mark: String) -> String { "\(folder(of: path))/.\(name(of: path)).\(mark)\(suffix)" }

  /// What a path names once its links are followed; itself where nothing stands there. Throws `notRegular` for devices, pipes and sockets,
  /// which a rename would replace.
  private static func destination(_ path: String, follows: Bool) throws(StoreError) -> String {
    var status = stat()
    guard lstat(path, &status) == 0 else { return path }
    let isLink = status.st_mode & S_IFMT == S_IFLNK
    if isLink, !follows { return path }
    guard !isLink || stat(path, &status) == 0 else { throw .system(errno, doing: "following", path: path) }
    guard [S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT) else { throw .notRegular(path: path) }
    guard isLink, let target = realpath(path, nil) else { return path }
    defer { free(target) }
    return String(cString: target)
  }

  /// The same for a content that comes in pieces: `content` gives each to its argument. What else it throws becomes `notEncodable`.
  package static func replace(
    _ path: String, durably: Bool = true, follows: Bool = true,
    content: (_ write: (UnsafeRawBufferPointer) throws(StoreError) -> Void) throws -> Void
  ) throws(StoreError) {
    try replace(path, durably: durably, follows: follows) { (temporary) throws(StoreError) in
      let file = open(temporary, O_WRONLY | O_CLOEXEC)
      guard file >= 0 else { throw .system(errno, doing: "writing", path: path) }
      defer { Glibc.close(file) }
      do {
        try content { (piece) throws(StoreError) in
          var rest = piece[...]
          while !rest.isEmpty {
            let done = Glibc.write(file, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            if done < 0 && errno == EINTR { continue }
            guard done >= 0 else { throw .system(errno, doing: "writing", path: path) }
            rest = rest.dropFirst(done)
          }
        }
      } catch let error as StoreError { throw error } catch { throw .notEncodable(path: path, reason: "\(error)") }
    }
  }

  /// The same for a text, in a folder that is made where absent; most texts can be made again.
  package static func write(_ text: String, to path: String, durably: Bool = false, follows: Bool = true) throws(StoreError) {
    try makeFolder(folder(of: path))
    try replace(path, durably: durably, follows: follows) { write in
      try text.utf8CString.withUnsafeBytes { try write(UnsafeRawBufferPointer(rebasing: $0.dropLast())) }
    }
  }

  /// Removes what killed writers of this path, or of one that goes on behind a dot, left. Only for one who holds the job's lock.
  package static func removeStale(of path: String) throws(StoreError) {
    try removeAll(of: "\(folder(of: path))/.\(name(of: path))", ending: suffix)
  }

  /// Removes the files whose path is this one, a dot, and what ends in `ending`.
  static func removeAll(of path: String, ending: String) throws(StoreError) {
    let folder = folder(of: path), prefix = "\(name(of: path))."
    guard let listing = opendir(folder) else { throw .system(errno, doing: "reading", path: folder) }
    defer { closedir(listing) }
    while let entry = readdir(listing) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      guard name.hasPrefix(prefix), name.hasSuffix(ending) else { continue }
      try remove("\(folder)/\(name)")
    }
  }

  /// Removes a file that may be absent.
  static func remove(_ path: String) throws(StoreError) {
    guard unlink(path) == 0 || errno == ENOENT else { throw .system(errno, doing: "removing", path: path) }
  }

  /// Makes durable that a file stands in its folder.
  static func synchronizeFolder(of path: String) throws(StoreError) { try synchronize(folder(of: path), O_RDONLY | O_DIRECTORY) }

  /// Makes a folder and those above it.
  package static func makeFolder(_ path: String) throws(StoreError) {
    guard mkdir(path, 0o755) != 0, errno != EEXIST else { return }
    guard errno == ENOENT, folder(of: path) != path else { throw .system(errno, doing: "writing", path: path) }
    try makeFolder(folder(of: path))
    guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw .system(errno, doing: "writing", path: path) }
  }

  /// What stands before the last slash, "." where there is none.
  static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
  }

  /// What stands after the last slash.
  static func name(of path: String) -> String { path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path }

  /// What the names of temporaries end with.
  private static let suffix = ".partial"

  /// Waits until the disk has what was written to a file or folder.
  private static func synchronize(_ path: String, _ flags: Int32) throws(StoreError) {
    let file = open(path, flags | O_CLOEXEC)
    let code: Int32 = file >= 0 && fsync(file) == 0 ? 0 : errno
    try close(file, path, "writing")
    // Some file systems cannot synchronise a folder and say so: the rename stands all the same.
    if code != 0, !(flags & O_DIRECTORY != 0 && code == EINVAL) { throw .system(code, doing: "writing", path: path) }
  }

  private static func close(_ file: Int32, _ path: String, _ doing: String) throws(StoreError) {
    guard file >= 0, Glibc.close(file) == 0 else { throw .system(errno, doing: doing, path: path) }
  }
}
