import Digests
import Fixtures
import FoundationEssentials
import Glibc
import Subprocess
import SystemPackage

/// The built command run as a user would: its exit code and its two streams.
struct Invocation {
  let code: Int
  let output: String, errors: String

  /// - Parameter input: standard input; nothing by default.
  init(_ arguments: String..., input: String = "") async throws { try await self.init(arguments, input: input) }

  /// - Parameter folder: the working directory; that of the tests by default.
  init(_ arguments: [String], input: String = "", environment: [String: String] = [:], in folder: String? = nil) async throws {
    try await self.init(arguments, bytes: Array(input.utf8), environment: environment, in: folder)
  }

  /// - Parameter bytes: of a pipe that is standard input.
  init(_ arguments: [String], bytes: [UInt8], environment: [String: String] = [:], in workingDirectory: String? = nil) async throws {
    // Whoever refuses its arguments reads no input, and a writer whose reader is gone gets a signal: a shell's is no loss, these tests' would be.
    let folder = try TemporaryFolder(), input = folder["input"]
    if !bytes.isEmpty { try Data(bytes).write(to: URL(filePath: input)) }
    let result = try await run(
      .path(FilePath(bytes.isEmpty ? Fixtures.command : "/bin/sh")),
      arguments: Arguments((bytes.isEmpty ? [] : ["-c", "cat \"$0\" | \"$@\"", input, Fixtures.command]) + arguments),
      environment: .inherit.updating(Self.environment(environment)), workingDirectory: workingDirectory.map { FilePath($0) }, input: .none,
      output: .string(limit: 1 << 26),
      error: .string(limit: 1 << 20))
    code =
      switch result.terminationStatus {
      // A shell's word for a signal.
      case .exited(let code): code > 128 && !bytes.isEmpty ? 128 - Int(code) : Int(code)
      case .signaled(let signal): -Int(signal)
      }
    (output, errors) = (result.standardOutput, result.standardError)
    withExtendedLifetime(folder) {}
  }

  /// Standard output as JSON.
  var json: JSON { get throws { try JSONDecoder().decode(JSON.self, from: Data(output.utf8)) } }

  private static func environment(_ more: [String: String]) -> [Environment.Key: String?] {
    more.merging(["NO_COLOR": "1"]) { own, _ in own }.reduce(into: [:]) { $0[Environment.Key(stringLiteral: $1.key)] = $1.value }
  }
}

/// JSON as it was printed.
typealias JSON = JSONValue

extension JSONValue {
  /// The field at a path of keys and positions: `tau_b.value`, `models.0.name`.
  subscript(_ path: String) -> JSONValue? {
    path.split(separator: ".").reduce(JSONValue?.some(self)) { value, key in
      switch value {
      case .object(let fields): fields[String(key)]
      case .array(let values): Int(key).flatMap { values.indices.contains($0) ? values[$0] : nil }
      default: nil
      }
    }
  }

  /// Whole or not.
  var number: Double? {
    switch self {
    case .number(let value): value
    case .integer(let value): Double(value)
    default: nil
    }
  }
  var text: String? { if case .text(let value) = self { value } else { nil } }
  var array: [JSONValue]? { if case .array(let value) = self { value } else { nil } }
}
