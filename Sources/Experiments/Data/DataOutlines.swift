internal import Datasets
internal import Digests
internal import FoundationEssentials
internal import Store
internal import Synchronization

/// The outlines of data sets, each loaded once: experiments of one command share them, and later commands where its files have not changed.
///
/// `results/images.json` keeps each outline beside the stamps of the files that it was loaded from. That is a cache; without it data sets
/// are loaded once more.
final class DataOutlines: Sendable {
  private let environment: [String: String], folder: String
  private let state: Mutex<State>

  private struct State {
    var known: [DataSource: DataOutline] = [:], kept: [String: Kept], isChanged = false
  }

  private struct Kept: Codable {
    var files: [String: FileStamp], outline: DataOutline
  }

  /// - Parameter results: the folder of run files.
  init(results folder: String, _ environment: [String: String]) {
    (self.folder, self.environment) = (folder, environment)
    state = Mutex(State(kept: Self.kept(Self.path(folder))))
  }

  private static func path(_ folder: String) -> String { "\(folder)/images.json" }

  /// None where the cache is absent or cannot be read.
  private static func kept(_ path: String) -> [String: Kept] {
    do {
      return try JSONDecoder().decode([String: Kept].self, from: Data(try readFile(path, limit: 1 << 26))).filter {
        $0.value.outline.isPlausible
      }
    } catch { return [:] }
  }

  /// Loads a data set for its digest and sizes, where that was not done before.
  ///
  /// - Parameter absenceAllowed: whether a data set that is not here is described by its published or declared sizes, with the reason.
  func outline(
    of source: DataSource, absenceAllowed: Bool
  ) throws(DatasetError) -> (outline: DataOutline, absence: DatasetError?) {
    if let outline = state.withLock({ $0.known[source] }) { return (outline, nil) }
    do throws(DatasetError) {
      let files = stamps(source)
      if let files, let kept = state.withLock({ $0.kept[source.name] }), kept.files == files {
        state.withLock { $0.known[source] = kept.outline }
        return (kept.outline, nil)
      }
      let outline = DataOutline(try Dataset.load(source, environment: environment))
      state.withLock { state in
        state.known[source] = outline
        if let files { (state.kept[source.name], state.isChanged) = (Kept(files: files, outline: outline), true) }
      }
      return (outline, nil)
    } catch {
      guard absenceAllowed, case .missing = error else { throw error }
      return (DataOutline(declared: source), error)
    }
  }

  /// Of the files of a data set; nil where it has none, or one is so young that its stamp proves nothing.
  private func stamps(_ source: DataSource) -> [String: FileStamp]? {
    guard let files = source.files(environment: environment) else { return nil }
    var stamps: [String: FileStamp] = [:]
    for path in files {
      guard let stamp = FileStamp(path), FileStamp.now() - stamp.changed > FileStamp.tick else { return nil }
      stamps[path] = stamp
    }
    return stamps
  }

  /// Keeps for later commands what was loaded, where there is news and the folder can be written. Throws the system's errors.
  func save() throws {
    let kept = state.withLock { state in
      defer { state.isChanged = false }
      return state.isChanged ? state.kept : nil
    }
    guard let kept, FileManager.default.isWritableFile(atPath: folder) else { return }
    try AtomicFile.write(try CanonicalJSON.text(kept), to: Self.path(folder), follows: false)
  }
}
