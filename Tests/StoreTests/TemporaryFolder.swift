import FoundationEssentials

/// A fresh folder that goes when the value does.
final class TemporaryFolder {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "concord-store-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit {
    do { try FileManager.default.removeItem(atPath: path) } catch { print("\(path) stays: \(error)") }
  }

  subscript(_ name: String) -> String { "\(path)/\(name)" }

  /// Names in the folder, hidden ones too.
  var names: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() } }
}

/// Bytes of a file, and back.
func bytes(_ path: String) throws -> Data { try Data(contentsOf: URL(filePath: path)) }
func put(_ bytes: Data, _ path: String) throws { try bytes.write(to: URL(filePath: path)) }
