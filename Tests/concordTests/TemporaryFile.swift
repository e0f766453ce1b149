import FoundationEssentials

/// A file that lives as long as this value is held by a test.
final class TemporaryFile: Sendable {
  let path: String

  init(_ text: String, name: String = "scores.csv") throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "concord-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.appending(path: name).path
    try Data(text.utf8).write(to: URL(filePath: path))
  }

  /// Whether figures can be drawn here.
  static var hasGnuplot: Bool {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/gnuplot")
    }
  }

  deinit {
    do { try FileManager.default.removeItem(at: URL(filePath: path).deletingLastPathComponent()) } catch { print("left behind: \(path)") }
  }
}
