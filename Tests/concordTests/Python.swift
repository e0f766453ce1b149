import Fixtures
import Subprocess
import SystemPackage

extension Python {
  /// Whether a script ends well in a folder.
  static func run(_ script: String, in folder: String) async throws -> Bool {
    let executable: Executable = program.contains("/") ? .path(FilePath(program)) : .name(program)
    let result = try await Subprocess.run(
      executable, arguments: [script], workingDirectory: FilePath(folder), output: .string(limit: 1 << 16), error: .string(limit: 1 << 16))
    if !result.terminationStatus.isSuccess { print(result.standardError) }
    return result.terminationStatus.isSuccess
  }
}
