public import Digests
internal import FoundationEssentials
public import Store
internal import Synchronization

/// The folder of run files: each is read once and its content hashed only where it changed.
///
///     let results = Results("results")
///     if try results.staleness(of: job) == nil { let run = try results.run(reference) }
///     try results.save()
///
/// A file whose content was once found to be what its digests say is known again by its stamp, also by later processes:
/// `results/verified.json` keeps the stamps. That is a cache; without it every file is hashed once more.
public final class Results: Sendable {
  public let folder: String, kinds: JobKinds
  private let now: @Sendable () -> Int
  private let state: Mutex<State>

  private struct State {
    var verified: [String: Verified], isChanged = false
    var runs: [Digest: (stamp: FileStamp, run: any StoredRun)] = [:]
    var hashed = 0, opened = 0
  }

  /// A sound file of a kind's schema.
  private struct Verified: Codable, Hashable {
    var stamp: FileStamp, schema: Int
  }

  /// Takes up what earlier processes verified.
  ///
  /// - Parameter now: nanoseconds since 1970, by which a stamp is told to be too young to prove anything.
  public init(_ folder: String, kinds: JobKinds = .house, now: @escaping @Sendable () -> Int = FileStamp.now) {
    (self.folder, self.kinds, self.now) = (folder, kinds, now)
    state = Mutex(State(verified: Self.verified(Self.cache(folder))))
  }

  private static func cache(_ folder: String) -> String { "\(folder)/verified.json" }

  /// None where the cache is absent or cannot be read: then all is verified anew.
  private static func verified(_ path: String) -> [String: Verified] {
    guard let data = FileManager.default.contents(atPath: path) else { return [:] }
    do { return try JSONDecoder().decode([String: Verified].self, from: data) } catch { return [:] }
  }

  /// Files whose content was hashed, and files that were opened at all.
  public var reads: (hashed: Int, opened: Int) { state.withLock { ($0.hashed, $0.opened) } }

  /// Where a job keeps its files.
  public func files(of job: Job) -> JobFiles { files(kind: job.kind, digest: job.digest) }

  public func files(kind: String, digest: Digest) -> JobFiles { JobFiles(results: folder, kind: kind, digest: digest) }

  /// Whether the input has a run file, sound or not.
  func hasFile(of input: JobInput) -> Bool { FileStamp(files(kind: input.kind, digest: input.digest).run) != nil }

  /// Why a job has to run; nil where its run file is valid. Throws what no run can mend: no permission, a failing disk.
  public func staleness(of job: Job) throws(StoreError) -> String? {
    let path = files(of: job).run
    do throws(StoreError) {
      _ = try verify(path, type(of: job.spec).key)
      return nil
    } catch {
      switch error {
      case .notFound: return "not run yet"
      case .noPermission, .readOnly, .system: throw error
      default: return error.description
      }
    }
  }

  /// The jobs that have no valid run file, in order, each with the reason. Throws as `staleness`.
  public func stale(_ jobs: [Job]) throws(StoreError) -> [(job: Job, reason: String)] {
    var stale: [(job: Job, reason: String)] = []
    for job in jobs { if let reason = try staleness(of: job) { stale.append((job, reason)) } }
    return stale
  }

  /// The run of a job without its weights, verified. Throws as `StoredRun.init(reading:)`.
  public func run<Kind: JobKind>(_ reference: JobReference<Kind>) throws(StoreError) -> Kind.Run {
    let path = files(kind: Kind.key, digest: reference.digest).run
    guard let stamp = FileStamp(path) else { throw .notFound(path: path) }
    if let known = state.withLock({ $0.runs[reference.digest] }), known.stamp == stamp, let run = known.run as? Kind.Run { return run }
    let run: Kind.Run
    if let file = try verify(path, Kind.key) {
      run = try Kind.Run(file.without(Kind.Run.isWeights), from: path)
    } else {
      state.withLock { $0.opened += 1 }
      run = try Kind.Run(RunFile.read(path, except: Kind.Run.isWeights), from: path)
    }
    state.withLock { $0.runs[reference.digest] = (stamp, run) }
    return run
  }

  /// The run of a job by its spec; nil where it is not done. Throws as `staleness`, and `EncodingError`.
  public func run<Kind: JobKind>(of spec: Kind) throws -> Kind.Run? {
    let job = try Job(spec)
    return try staleness(of: job) == nil ? try run(JobReference<Kind>(job.digest)) : nil
  }

  /// The run of a job with its weights, verified; not kept. Throws as `StoredRun.init(reading:)`.
  public func whole<Kind: JobKind>(_ reference: JobReference<Kind>) throws(StoreError) -> Kind.Run {
    let path = files(kind: Kind.key, digest: reference.digest).run
    if let file = try verify(path, Kind.key) { return try Kind.Run(file, from: path) }
    state.withLock { $0.opened += 1 }
    return try Kind.Run(RunFile.read(path, except: { _ in false }), from: path)
  }

  /// How a job's run came to be. Throws as `run`.
  public func header(of job: Job) throws(StoreError) -> RunHeader { try header(job.spec, job.digest) }

  private func header<Kind: JobKind>(_ spec: Kind, _ digest: Digest) throws(StoreError) -> RunHeader {
    try run(JobReference<Kind>(digest)).header
  }

  /// The spec that a run file's header keeps. Throws as `run`, and `WorkError` where the file holds another kind of job.
  public func spec<Kind: JobKind>(_ reference: JobReference<Kind>) throws -> Kind {
    try spec(reference, try run(reference).header)
  }

  /// The same of a header that was read.
  func spec<Kind: JobKind>(_ reference: JobReference<Kind>, _ header: RunHeader) throws(WorkError) -> Kind {
    try kinds.spec(Kind.self, of: header, in: files(kind: Kind.key, digest: reference.digest).run)
  }

  /// Run files that this concord takes for no job of its own, in the order of their paths: those of kinds and schemas of before, with why.
  /// They stay where they are. Files that are damaged are not among them.
  ///
  /// - Parameter jobs: whose files are known to be what they should.
  public func outdated(besides jobs: [Job]) throws -> [(path: String, reason: String)] {
    guard FileManager.default.fileExists(atPath: folder) else { return [] }
    let known = Set(jobs.map { files(of: $0).run }), schemas = Dictionary(uniqueKeysWithValues: kinds.runs.map { ($0.kind, $0.schema) })
    var found: [(path: String, reason: String)] = []
    for kind in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() {
      var isFolder = false
      guard FileManager.default.fileExists(atPath: "\(folder)/\(kind)", isDirectory: &isFolder), isFolder else { continue }
      for name in try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(kind)").sorted() where name.hasSuffix(".h5") {
        let path = "\(folder)/\(kind)/\(name)"
        guard !known.contains(path), case .success(let label) = Result(catching: { try RunFile.label(of: path) }) else { continue }
        let schema = schemas[label.kind]
        if schema == nil { found.append((path, "kind '\(label.kind)', which this concord does not know")) }
        if let schema, schema != label.schema { found.append((path, "schema \(label.schema), this concord has \(schema)")) }
      }
    }
    return found
  }

  /// Reads the whole file and checks its digests, unless its stamp says that this was done: nil then.
  private func verify(_ path: String, _ kind: String) throws(StoreError) -> RunFile? {
    guard let stamp = FileStamp(path) else { throw .notFound(path: path) }
    let name = String(path.dropFirst(folder.utf8.count + 1)), schema = kinds.runs.first { $0.kind == kind }?.schema
    let entry = schema.map { Verified(stamp: stamp, schema: $0) }
    if let entry, state.withLock({ $0.verified[name] == entry }) { return nil }
    state.withLock {
      $0.hashed += 1
      $0.opened += 1
    }
    let file = try RunFile.verify(path, kinds: kinds.runs)
    guard file.kind == kind else { throw .wrongKind(path: path, found: file.kind, expected: kind) }
    guard let entry, now() - stamp.changed > FileStamp.tick else { return file }
    state.withLock { ($0.verified[name], $0.isChanged) = (entry, true) }
    return file
  }

  /// Keeps for later processes what was verified, where there is news and the folder can be written. Throws the system's errors.
  public func save() throws {
    let verified = state.withLock { state in
      defer { state.isChanged = false }
      return state.isChanged ? state.verified : nil
    }
    guard let verified, FileManager.default.isWritableFile(atPath: folder) else { return }
    let present = verified.filter { FileStamp("\(folder)/\($0.key)") == $0.value.stamp }
    try AtomicFile.write(try CanonicalJSON.text(present), to: Self.cache(folder))
  }
}
