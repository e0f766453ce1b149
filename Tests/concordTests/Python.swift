import FoundationEssentials
import Subprocess
import SystemPackage

/// The Python that documents are run with: CONCORD_PYTHON, else python3.
enum Python {
  private static let program = ProcessInfo.processInfo.environment["CONCORD_PYTHON"] ?? "python3"

  /// Whether its libraries have pandas, by looking: starting it would take longer than all else.
  static var hasPandas: Bool {
    let folders =
      program.contains("/")
      ? [program.split(separator: "/", omittingEmptySubsequences: false).dropLast(2).joined(separator: "/")] : ["/usr", "/usr/local"]
    return folders.contains { folder in
      ["\(folder)/lib/python3", "\(folder)/lib"].contains { library in
        let names = (try? FileManager.default.contentsOfDirectory(atPath: library)) ?? []
        return names.filter { $0.hasPrefix("python3") || $0 == "dist-packages" }.contains { name in
          ["\(library)/\(name)/pandas", "\(library)/\(name)/dist-packages/pandas", "\(library)/\(name)/site-packages/pandas"].contains {
            FileManager.default.fileExists(atPath: $0)
          }
        }
      }
    }
  }

  /// Whether a script ends well in a folder.
  static func run(_ script: String, in folder: String) async throws -> Bool {
    let executable: Executable = program.contains("/") ? .path(FilePath(program)) : .name(program)
    let result = try await Subprocess.run(
      executable, arguments: [script], workingDirectory: FilePath(folder), output: .string(limit: 1 << 16), error: .string(limit: 1 << 16))
    if !result.terminationStatus.isSuccess { print(result.standardError) }
    return result.terminationStatus.isSuccess
  }
}
