public import Digests
internal import FoundationEssentials
internal import Glibc
internal import Store

extension Results {
  /// All that jobs left which are not among `named`, in the order of kinds and digests, and the paths that look like no job's.
  ///
  /// Looks at regular files in the folders of the kinds alone and follows no link. Opens a file of each leftover, and none of what is named.
  /// Throws the system's errors.
  ///
  /// - Parameter tell: what is to be known of a leftover's job, which is not kept: a hundred thousand specs take gigabytes. Nil where no file
  ///   of it says what the job was to this concord.
  public func leftovers<Told: Sendable>(besides named: Set<Digest>, telling tell: (Job?) -> Told) throws -> (
    leftovers: [Leftover<Told>], unknown: [String]
  ) {
    var found: [Leftover<Told>] = [], unknown: [String] = []
    for kind in kinds.all.map({ $0.key }).sorted() where Self.type(of: "\(folder)/\(kind)") == S_IFDIR {
      var own: [Digest: [String]] = [:]
      for name in try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(kind)").sorted() where !Self.isPassing(name) {
        let path = "\(folder)/\(kind)/\(name)"
        if let digest = Self.digest(ofName: name), Self.type(of: path) == S_IFREG {
          own[digest, default: []].append(path)
        } else {
          unknown.append(path)
        }
      }
      for (digest, paths) in own.sorted(by: { $0.key < $1.key }) where !named.contains(digest) {
        if let leftover = leftover(kind, digest, paths, tell) { found.append(leftover) } else { unknown += paths }
      }
    }
    return (found, unknown)
  }

  /// Nil where neither run file nor checkpoint says what the job was.
  private func leftover<Told>(_ kind: String, _ digest: Digest, _ paths: [String], _ tell: (Job?) -> Told) -> Leftover<Told>? {
    let files = files(kind: kind, digest: digest)
    for path in [files.run, files.checkpoint] where paths.contains(path) {
      guard case .success(let text) = Result(catching: { try self.spec(at: path) }) else { continue }
      let read = Result { try kinds.job(reading: text) }, spec = "\(folder)/specs/\(digest).json"
      let all = paths + (Self.type(of: "\(folder)/specs") == S_IFDIR && Self.type(of: spec) == S_IFREG ? [spec] : [])
      var job: Job?
      if case .success(let own) = read, own.digest == digest { job = own }
      return Leftover(
        kind: kind, digest: digest, files: all, bytes: all.reduce(0) { $0 + (FileStamp($1)?.size ?? 0) }, told: tell(job))
    }
    return nil
  }

  /// Removes the files of a leftover under its job's lock. Returns who runs the job where somebody does: nothing is removed then.
  ///
  /// Throws the system's errors.
  public func remove<Told>(_ leftover: Leftover<Told>) throws -> String? {
    let files = files(kind: leftover.kind, digest: leftover.digest)
    if let runner = try files.runner() { return runner }
    let lock: JobLock
    do throws(StoreError) { lock = try files.lock() } catch {
      guard case .locked(_, let holder) = error else { throw error }
      return holder
    }
    for path in leftover.files where Self.isBelow(folder, path) && Self.type(of: path) == S_IFREG {
      guard unlink(path) == 0 || errno == ENOENT else { throw StoreError.system(errno, doing: "removing", path: path) }
    }
    _ = consume lock
    return nil
  }

  /// Whether the folder of a path is a folder of `folder` and no link.
  private static func isBelow(_ folder: String, _ path: String) -> Bool {
    let above = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    return above.hasPrefix("\(folder)/") && type(of: above) == S_IFDIR
  }

  /// The digest in a job's file name: a run file's, a checkpoint's, its parts' or a journal's.
  private static func digest(ofName name: String) -> Digest? {
    guard let dot = name.firstIndex(of: "."), let digest = Digest(hex: String(name[..<dot])) else { return nil }
    let ending = name[dot...]
    return [".h5", ".checkpoint", ".journal"].contains(ending) || ending.hasSuffix(".part") ? digest : nil
  }

  /// Whether a name is a lock's or of a file that is being written: they go by themselves.
  private static func isPassing(_ name: String) -> Bool { name.hasSuffix(".lock") || name.hasPrefix(".") && name.hasSuffix(".partial") }

  /// The type of what stands at a path, which may be a link; nil where there is nothing.
  private static func type(of path: String) -> mode_t? {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
  }
}
