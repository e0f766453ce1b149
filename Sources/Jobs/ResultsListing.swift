internal import Digests
internal import FoundationEssentials
internal import Glibc
internal import Store

/// The files of jobs in a folder of results by their names, as they lay there at one moment; none was opened.
///
/// One that is made before experiments are planned holds no job that their plans could not know yet: whatever follows from a job that ends
/// meanwhile is younger.
public struct ResultsListing: Sendable {
  /// Run file, checkpoint, its parts and journal of each job.
  let jobs: [JobInput: [String]]
  /// What workers were given, by the digests of their names.
  let specs: [Digest: String]
  /// Paths in the folders of kinds and of specs that look like no job's.
  let unknown: [String]
  /// Folders that nobody looked into, for they are links, and not the owner's to a folder of their own.
  public let links: [String]
  /// Temporaries that nobody goes on with, of any writer: in the folder itself, and in those of kinds, specs, images, nights' history and reports.
  public let abandoned: [String]

  /// Looks at regular files in the folders of the kinds and of specs. Throws the system's errors.
  init(of results: Results) throws {
    var jobs: [JobInput: [String]] = [:], specs: [Digest: String] = [:], unknown: [String] = [], links: [String] = []
    var passing: [String] = []
    for kind in results.kinds.all.map({ $0.key }).sorted() + [Results.specs] {
      let folder = "\(results.folder)/\(kind)"
      guard Self.isLookedInto(folder) else {
        if Self.type(of: folder) == S_IFLNK { links.append(folder) }
        continue
      }
      for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() {
        let path = "\(folder)/\(name)"
        if Self.isPassing(name) {
          passing.append(path)
          continue
        }
        let endings = kind == Results.specs ? [".json"] : [".h5", ".checkpoint", ".journal", ".part"]
        guard let digest = Self.digest(ofName: name, endings), Self.type(of: path) == S_IFREG else {
          unknown.append(path)
          continue
        }
        if kind == Results.specs { specs[digest] = path } else { jobs[JobInput(kind: kind, digest: digest), default: []].append(path) }
      }
    }
    for folder in ["", "/prepared", "/history", "/report"].map({ results.folder + $0 }) where Self.isLookedInto(folder) {
      passing += try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map { "\(folder)/\($0)" }
    }
    (self.jobs, self.specs, self.unknown, self.links) = (jobs, specs, unknown, links)
    abandoned = passing.filter { Self.isAbandoned($0, at: results.now()) }
  }

  /// Whether a path is a folder, or a link to one where link and folder are of who runs this: owners of results put large folders elsewhere.
  public static func isLookedInto(_ path: String) -> Bool {
    var own = stat(), target = stat()
    guard lstat(path, &own) == 0 else { return false }
    if own.st_mode & S_IFMT == S_IFDIR { return true }
    return own.st_mode & S_IFMT == S_IFLNK && stat(path, &target) == 0 && target.st_mode & S_IFMT == S_IFDIR
      && own.st_uid == geteuid() && target.st_uid == geteuid()
  }

  /// The type of what stands at a path, which may be a link; nil where there is nothing.
  static func type(of path: String) -> mode_t? {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
  }

  /// The digest in the name of a job's file with one of these endings.
  private static func digest(ofName name: String, _ endings: [String]) -> Digest? {
    guard let dot = name.firstIndex(of: "."), let digest = Digest(hex: String(name[..<dot])) else { return nil }
    // Parts have names of their own before their ending.
    return endings.contains { $0 == ".part" ? name.hasSuffix($0) : name[dot...] == $0 } ? digest : nil
  }

  /// Whether a name is a lock's or a temporary's: they go by themselves, unless their process was killed.
  private static func isPassing(_ name: String) -> Bool { name.hasSuffix(".lock") || isTemporary(name) }

  private static func isTemporary(_ name: some StringProtocol) -> Bool { name.hasPrefix(".") && name.hasSuffix(".partial") }

  /// Whether a path is that of a temporary, `.<name>.<process>-….partial`, which nobody has written to for an hour and whose process does not run
  /// here: on another machine it may, and would have written. Names that no process has, as claims that replace dead ones, tell by the hour alone.
  static func isAbandoned(_ path: String, at now: Int) -> Bool {
    guard let name = path.split(separator: "/").last, isTemporary(name), type(of: path) == S_IFREG, let stamp = FileStamp(path),
      now - stamp.modified > 3_600_000_000_000
    else { return false }
    let mark = name.dropLast(".partial".count).split(separator: ".").last ?? ""
    guard let process = mark.split(separator: "-").first.flatMap({ pid_t($0) }), process > 0 else { return true }
    return kill(process, 0) != 0 && errno == ESRCH
  }
}
