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
/// `results/verified.tsv` keeps the stamps (`VerifiedFiles`). That is a cache; without it every file is hashed once more.
public final class Results: Sendable {
  public let folder: String, kinds: JobKinds
  /// What each kind's files have to be.
  private let schemas: [String: Int]
  let now: @Sendable () -> Int
  private let state: Mutex<State>

  private struct State {
    var verified: VerifiedFiles
    var runs: [Digest: (stamp: FileStamp, run: any StoredRun)] = [:]
    var hashed = 0, opened = 0
  }

  /// Takes up what earlier processes verified.
  ///
  /// - Parameter now: nanoseconds since 1970, by which a stamp is told to be too young to prove anything.
  public init(_ folder: String, kinds: JobKinds = .house, now: @escaping @Sendable () -> Int = FileStamp.now) {
    (self.folder, self.kinds, self.now) = (folder, kinds, now)
    schemas = Dictionary(uniqueKeysWithValues: kinds.runs.map { ($0.kind, $0.schema) })
    state = Mutex(State(verified: VerifiedFiles(folder)))
  }

  /// Files whose content was hashed, and files that were opened at all.
  public var reads: (hashed: Int, opened: Int) { state.withLock { ($0.hashed, $0.opened) } }

  /// Where a job keeps its files.
  public func files(of job: Job) -> JobFiles { files(of: job.input) }

  func files(of job: JobInput) -> JobFiles { files(kind: job.kind, digest: job.digest) }

  public func files(kind: String, digest: Digest) -> JobFiles { JobFiles(results: folder, kind: kind, digest: digest) }

  /// Whether the input has a run file, sound or not.
  func hasFile(of input: JobInput) -> Bool { FileStamp(files(of: input).run) != nil }

  /// Why a job has to run; nil where its run file is valid. Throws what no run can mend: no permission, a failing disk, a pipe or a folder where
  /// the file should be.
  public func staleness(of job: Job) throws(StoreError) -> String? {
    do throws(StoreError) {
      _ = try verify(job.input)
      return nil
    } catch {
      switch error {
      case .notFound: return "not run yet"
      case .noPermission, .readOnly, .system, .notRegular, .link: throw error
      default: return error.description
      }
    }
  }

  /// The jobs that have no valid run file, in order, each with the reason. Throws as `staleness`.
  public func stale(_ jobs: [Job]) throws(StoreError) -> [(job: Job, reason: String)] {
    var stale: [(job: Job, reason: String)] = []
    for (job, isKnown) in zip(jobs, known(jobs)) where !isKnown {
      if let reason = try staleness(of: job) { stale.append((job, reason)) }
    }
    return stale
  }

  /// Of which jobs the run file's stamp says that it was found sound. Nothing is opened.
  private func known(_ jobs: [Job]) -> [Bool] {
    let verified = state.withLock { $0.verified }
    return jobs.parts { own in
      own.map { job in
        let input = job.input, entry = verified[input]
        return entry.map { $0.schema == self.schemas[input.kind] && FileStamp(self.files(of: input).run) == $0.stamp } ?? false
      }
    }.flatMap(\.self)
  }

  /// The run of a job without its weights and without its spec's text, verified. Throws as `StoredRun.init(reading:)`.
  public func run<Kind: JobKind>(_ reference: JobReference<Kind>) throws(StoreError) -> Kind.Run {
    let path = files(kind: Kind.key, digest: reference.digest).run
    guard let stamp = FileStamp(path) else { throw .notFound(path: path) }
    if let known = state.withLock({ $0.runs[reference.digest] }), known.stamp == stamp, let run = known.run as? Kind.Run { return run }
    let file: RunFile
    if let whole = try verify(reference.input) {
      file = whole.without(Kind.Run.isWeights)
    } else {
      file = try read(path, except: Kind.Run.isWeights)
    }
    let run = try Kind.Run(file.withoutSpec, from: path)
    state.withLock { $0.runs[reference.digest] = (stamp, run) }
    return run
  }

  private func read(_ path: String, except isLeftOut: (String) -> Bool) throws(StoreError) -> RunFile {
    state.withLock { $0.opened += 1 }
    return try RunFile.read(path, except: isLeftOut)
  }

  /// The run of a job by its spec; nil where it is not done. Throws as `staleness`, and `EncodingError`.
  public func run<Kind: JobKind>(of spec: Kind) throws -> Kind.Run? {
    let job = try Job(spec)
    return try staleness(of: job) == nil ? try run(JobReference<Kind>(job.digest)) : nil
  }

  /// The run of a job with its weights, verified; not kept. Throws as `StoredRun.init(reading:)`.
  public func whole<Kind: JobKind>(_ reference: JobReference<Kind>) throws(StoreError) -> Kind.Run {
    let path = files(kind: Kind.key, digest: reference.digest).run
    if let file = try verify(reference.input) { return try Kind.Run(file, from: path) }
    return try Kind.Run(read(path, except: { _ in false }), from: path)
  }

  /// How a job's run came to be. Throws as `run`.
  public func header(of job: Job) throws(StoreError) -> RunHeader { try header(of: job.input) }

  /// The same for who keeps no jobs. A kind that is none of this folder's has no run.
  public func header(of job: JobInput) throws(StoreError) -> RunHeader {
    guard let kind = kinds.all.first(where: { $0.key == job.kind }) else { throw .notFound(path: files(of: job).run) }
    return try header(kind, job.digest)
  }

  private func header<Kind: JobKind>(_ kind: Kind.Type, _ digest: Digest) throws(StoreError) -> RunHeader {
    try run(JobReference<Kind>(digest)).header
  }

  /// The spec that a run file keeps; nothing else of it is read. Throws as `run`, and `WorkError` where the file holds another kind of job.
  public func spec<Kind: JobKind>(_ reference: JobReference<Kind>) throws -> Kind {
    let path = files(kind: Kind.key, digest: reference.digest).run
    return try kinds.spec(Kind.self, reading: try spec(at: path), in: path)
  }

  /// The text of the spec that a run file or a checkpoint keeps.
  func spec(at path: String) throws(StoreError) -> String {
    state.withLock { $0.opened += 1 }
    return try RunFile.spec(of: path)
  }

  /// The spec of a run that was read whole.
  func spec<Kind: JobKind>(_ reference: JobReference<Kind>, _ header: RunHeader) throws(WorkError) -> Kind {
    try kinds.spec(Kind.self, reading: header.spec, in: files(kind: Kind.key, digest: reference.digest).run)
  }

  /// Run files that this concord takes for no job of its own, in the order of their paths: those of kinds and schemas of before, with why.
  /// They stay where they are. Files that are damaged are not among them. Opens those alone of which no process knew the schema before.
  ///
  /// - Parameter jobs: whose files are known to be what they should.
  public func outdated(besides jobs: [Job]) throws -> [(path: String, reason: String)] {
    guard FileManager.default.fileExists(atPath: folder) else { return [] }
    let known = Set(jobs.map(\.digest))
    var found: [(path: String, reason: String)] = []
    for kind in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() {
      var isFolder = false
      guard FileManager.default.fileExists(atPath: "\(folder)/\(kind)", isDirectory: &isFolder), isFolder else { continue }
      for name in try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(kind)") where name.hasSuffix(".h5") {
        let path = "\(folder)/\(kind)/\(name)"
        if let digest = Digest(hex: String(name.dropLast(3))) {
          if known.contains(digest) { continue }
          let entry = state.withLock { $0.verified[JobInput(kind: kind, digest: digest)] }
          if let entry, entry.schema == schemas[kind], FileStamp(path) == entry.stamp { continue }
        }
        state.withLock { $0.opened += 1 }
        guard case .success(let label) = Result(catching: { try RunFile.label(of: path) }) else { continue }
        let schema = schemas[label.kind]
        if schema == nil { found.append((path, "kind '\(label.kind)', which this concord does not know")) }
        if let schema, schema != label.schema { found.append((path, "schema \(label.schema), this concord has \(schema)")) }
      }
    }
    return found.sorted { $0.path < $1.path }
  }

  /// Reads the whole file and checks its digests, unless its stamp says that this was done: nil then.
  private func verify(_ job: JobInput) throws(StoreError) -> RunFile? {
    let path = files(of: job).run
    guard let stamp = FileStamp(path) else { throw .notFound(path: path) }
    let entry = schemas[job.kind].map { VerifiedFiles.Entry(stamp: stamp, schema: $0) }
    if let entry, state.withLock({ $0.verified[job] == entry }) { return nil }
    state.withLock {
      $0.hashed += 1
      $0.opened += 1
    }
    let file = try RunFile.verify(path, kinds: kinds.runs)
    guard file.kind == job.kind else { throw .wrongKind(path: path, found: file.kind, expected: job.kind) }
    // A stamp of the future is one of a clock that was set back since: it may come again.
    guard let entry, now() - stamp.changed > FileStamp.tick else { return file }
    state.withLock { $0.verified.note(job, entry) }
    return file
  }

  /// Keeps for later processes what was verified, where there is news and the folder can be written. Throws the system's errors.
  public func save() throws { try state.withLock { try $0.verified.save() } }
}
