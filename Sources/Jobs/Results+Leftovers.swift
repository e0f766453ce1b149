public import Digests
internal import FoundationEssentials
internal import Glibc
internal import Store

extension Results {
  /// The files of jobs that lie in the folder now. Throws the system's errors.
  public func listing() throws -> ResultsListing { try ResultsListing(of: self) }

  /// All that jobs left which are not among `named`, in the order of kinds and digests; the paths that look like no job's; and those of run
  /// files and checkpoints that cannot be read, so that nobody knows whose they are.
  ///
  /// Opens a file of each leftover, and none of what is named. What is gone since it was listed is left out.
  ///
  /// - Parameters:
  ///   - listing: made before `named` was: else a job that ended meanwhile would be taken for nobody's.
  ///   - summarize: what is to be known of a leftover's job, which is not kept: a hundred thousand specs take gigabytes. Nil where no file
  ///     of it says what the job was to this concord.
  public func leftovers<Summary: Sendable>(
    in listing: ResultsListing, besides named: Set<Digest>, summarizing summarize: (Job?) -> Summary
  ) -> (leftovers: [Leftover<Summary>], unknown: [String], damaged: [String]) {
    var found: [Leftover<Summary>] = [], unknown = listing.unknown, damaged: [String] = []
    for (own, paths) in listing.jobs.sorted(by: { ($0.key.kind, $0.key.digest) < ($1.key.kind, $1.key.digest) })
    where !named.contains(own.digest) {
      let paths = paths.filter { ResultsListing.type(of: $0) != nil }
      if let leftover = leftover(own, paths, spec: listing.specs[own.digest], summarize) {
        found.append(leftover)
      } else if paths.contains(where: { $0.hasSuffix(".h5") || $0.hasSuffix(".checkpoint") }) {
        damaged += paths
      } else {
        unknown += paths
      }
    }
    let owners = Set(listing.jobs.keys.map(\.digest))
    for (digest, path) in listing.specs.sorted(by: { $0.key < $1.key }) where !named.contains(digest) && !owners.contains(digest) {
      guard case .success(let bytes) = Result(catching: { try readFile(path, limit: Self.longestSpec) }) else { continue }
      guard case .success(let job) = Result(catching: { try kinds.job(reading: String(decoding: bytes, as: UTF8.self)) }),
        job.digest == digest
      else {
        unknown.append(path)
        continue
      }
      // It may have a run file where nobody looked.
      if listing.links.contains("\(folder)/\(job.kind)") { continue }
      found.append(Leftover(kind: job.kind, digest: digest, files: [path], bytes: bytes.count, summary: summarize(job)))
    }
    return (found, unknown, damaged)
  }

  /// Bytes that no spec has.
  private static let longestSpec = 1 << 28

  /// Nil where neither run file nor checkpoint says what the job was.
  private func leftover<Summary>(
    _ own: JobInput, _ paths: [String], spec: String?, _ summarize: (Job?) -> Summary
  ) -> Leftover<Summary>? {
    let files = files(kind: own.kind, digest: own.digest)
    for path in [files.run, files.checkpoint] where paths.contains(path) {
      guard case .success(let text) = Result(catching: { try self.spec(at: path) }) else { continue }
      let read = Result { try kinds.job(reading: text) }, all = paths + [spec].compactMap(\.self)
      var job: Job?
      if case .success(let known) = read, known.digest == own.digest { job = known }
      return Leftover(
        kind: own.kind, digest: own.digest, files: all, bytes: all.reduce(0) { $0 + (FileStamp($1)?.size ?? 0) }, summary: summarize(job))
    }
    return nil
  }

  /// Removes the files of a leftover under its job's lock. Returns who runs the job where somebody does: nothing is removed then.
  ///
  /// Throws the system's errors.
  public func remove<Summary>(_ leftover: Leftover<Summary>) throws -> String? {
    let files = files(kind: leftover.kind, digest: leftover.digest)
    if let runner = try files.runner() { return runner }
    let lock: JobLock
    do throws(StoreError) { lock = try files.lock() } catch {
      guard case .locked(_, let holder) = error else { throw error }
      return holder
    }
    for path in leftover.files where Self.isBelow(folder, path) && ResultsListing.type(of: path) == S_IFREG {
      guard unlink(path) == 0 || errno == ENOENT else { throw StoreError.system(errno, doing: "removing", path: path) }
    }
    _ = consume lock
    return nil
  }

  /// Removes temporaries of writers that are gone, as the listing found them. Throws the system's errors.
  public func removeAbandoned(in listing: ResultsListing) throws {
    for path in listing.abandoned where ResultsListing.isAbandoned(path, at: now()) {
      guard unlink(path) == 0 || errno == ENOENT else { throw StoreError.system(errno, doing: "removing", path: path) }
    }
  }

  /// Whether the folder of a path is one of `folder` that files are looked for in.
  private static func isBelow(_ folder: String, _ path: String) -> Bool {
    let above = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    return above.hasPrefix("\(folder)/") && ResultsListing.isLookedInto(above)
  }
}
