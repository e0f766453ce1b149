import FoundationEssentials
import Subprocess
import SystemPackage

/// Measurements run in processes of their own, so that each has its own memory and none warms another's caches.
enum Child {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// What a program printed in its last line, read as JSON.
  static func read<Result: Decodable>(
    _ program: String, _ arguments: [String], _ changes: [String: String] = [:]
  ) async throws -> Result {
    let text = try await text(program, arguments, changes)
    guard let line = text.split(separator: "\n").last else { throw Failure(description: "\(program) printed nothing") }
    return try JSONDecoder().decode(Result.self, from: Data(line.utf8))
  }

  /// The same of this program's own subcommand.
  static func own<Result: Decodable>(_ arguments: [String]) async throws -> Result {
    try await read("/proc/self/exe", arguments)
  }

  static func text(_ program: String, _ arguments: [String], _ changes: [String: String] = [:]) async throws -> String {
    let updates = changes.map { (Environment.Key(stringLiteral: $0), String?.some($1)) }
    let environment = Environment.inherit.updating(Dictionary(uniqueKeysWithValues: updates))
    let result = try await Subprocess.run(
      program.contains("/") ? .path(FilePath(program)) : .name(program), arguments: Arguments(arguments), environment: environment,
      output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
    guard result.terminationStatus.isSuccess else {
      let said = result.standardError.split(separator: "\n").last.map(String.init) ?? "\(result.terminationStatus)"
      throw Failure(description: "\(program) \(arguments.joined(separator: " ")): \(said)")
    }
    return result.standardOutput
  }
}
