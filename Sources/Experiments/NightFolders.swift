internal import FoundationEssentials
internal import Glibc
internal import Jobs

/// The folders `results/nights/SEED` in which nights keep their run files. One whose night stands in the history may be removed: all that is
/// held against later nights is in the history.
///
///     for night in try NightFolders(below: "results", history: history).finished { try night.remove() }
public struct NightFolders: Sendable {
  /// A folder named after a seed.
  public struct Night: Sendable {
    public let seed: Int, path: String
    /// Of all its regular files.
    public let bytes: Int

    /// Removes the folder with all that lies below it; links go and what they name stays. Throws the system's errors.
    public func remove() throws { try FileManager.default.removeItem(atPath: path) }
  }

  /// By seed.
  public let finished: [Night]
  /// Paths of nights whose seed this history has and that are not finished: the next one goes on with them.
  public let begun: [String]
  /// Paths of the others: of nights that this history does not know, and of what is no night's folder; that of all nights where it is
  /// somebody else's link.
  public let kept: [String]

  /// Where the night of a seed keeps its run files, below the folder of results.
  public static func path(of seed: Int, below results: String) -> String { "\(folder(below: results))/\(seed)" }

  private static func folder(below results: String) -> String { "\(results)/nights" }

  /// Looks into the folder of results, where there may be no nights. Throws the system's errors.
  public init(below results: String, history: NightHistory) throws {
    let folder = Self.folder(below: results), manager = FileManager.default
    guard ResultsListing.isLookedInto(folder) else {
      (finished, begun, kept) = ([], [], manager.fileExists(atPath: folder) ? [folder] : [])
      return
    }
    let over = Set(history.finished), drawn = Set(history.drawn.map(\.seed))
    var finished: [Night] = [], begun: [String] = [], kept: [String] = []
    for name in try manager.contentsOfDirectory(atPath: folder).sorted() {
      let path = "\(folder)/\(name)"
      var status = stat()
      guard let seed = Int(name), name == "\(seed)", lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
        kept.append(path)
        continue
      }
      if over.contains(seed) {
        finished.append(Night(seed: seed, path: path, bytes: try Self.bytes(below: path)))
      } else if drawn.contains(seed) {
        begun.append(path)
      } else {
        kept.append(path)
      }
    }
    (self.finished, self.begun, self.kept) = (finished.sorted { $0.seed < $1.seed }, begun, kept)
  }

  private static func bytes(below path: String) throws -> Int {
    try FileManager.default.subpathsOfDirectory(atPath: path).reduce(0) { sum, name in
      var status = stat()
      guard lstat("\(path)/\(name)", &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return sum }
      return sum + Int(status.st_size)
    }
  }
}
