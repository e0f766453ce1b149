import ArgumentParser
import FoundationEssentials
import Glibc
import Store
import Subprocess
import SystemPackage

/// A reader of strangers' HDF5: prints the columns of a file for the process that started it.
///
/// libhdf5 crashes on some damaged files, and no program can keep it from that. So `correlate` reads them in a process of its own, which
/// has no more memory and time than a sound file takes.
struct ReadColumns: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "read-columns", abstract: "Print the numeric vectors of an HDF5 file as binary, for concord itself.", shouldDisplay: false)

  @Argument(help: "The file.") var path: String

  /// Bytes of address space, and seconds of processor time.
  private static let memory: UInt = 8 << 30, seconds: UInt = 120

  func run() throws {
    for (resource, most) in [(RLIMIT_AS, Self.memory), (RLIMIT_CPU, Self.seconds)] {
      var limit = rlimit(rlim_cur: most, rlim_max: most)
      setrlimit(__rlimit_resource_t(resource.rawValue), &limit)
    }
    for column in try Columns.read(path) {
      [column.name.utf8.count, column.values.count].withUnsafeBytes { Console.result($0) }
      Array(column.name.utf8).withUnsafeBytes { Console.result($0) }
      column.values.withUnsafeBytes { Console.result($0) }
    }
  }
}

extension ScoreFile {
  /// No byte of a file makes more of what `ReadColumns` prints: filters, then wider numbers.
  private static let greatestExpansion = 8_800

  /// Reads scores in any format, `-` from standard input; HDF5 in a process of its own. Throws what `init` throws, and `CommandError.crash`.
  static func open(_ path: String) async throws -> ScoreFile {
    let file = try InputFile(path)
    guard file.bytes.starts(with: [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A]) else { return try ScoreFile(file) }
    // Standard input was read, and libhdf5 must seek: it gets a copy.
    guard path == "-" else { return try await read(path, size: file.bytes.count, named: file.name) }
    let copy = try TemporaryCopy(file.bytes, named: file.name)
    let scores = try await read(copy.path, size: file.bytes.count, named: file.name)
    _ = consume copy
    return scores
  }

  /// The columns of an HDF5 file of so many bytes, which errors call `name`.
  private static func read(_ path: String, size: Int, named name: String) async throws -> ScoreFile {
    let limit = min(5 << 29, size * Self.greatestExpansion)
    let result = try await Subprocess.run(
      .path("/proc/self/exe"), arguments: ["read-columns", path], output: .bytes(limit: limit), error: .string(limit: 1 << 16))
    switch result.terminationStatus {
    case .exited(0): return ScoreFile(name: name, columns: Self.columns(result.standardOutput))
    case .exited(let code):
      Console.complain(result.standardError.replacing(path, with: name))
      throw ExitCode(Int32(code))
    case .signaled(let signal): throw CommandError.crash(path: name, signal: Int32(signal))
    }
  }

  /// What `ReadColumns` printed: for each column the lengths of name and values, the name, the values.
  private static func columns(_ bytes: [UInt8]) -> [ScoreColumn] {
    var columns: [ScoreColumn] = []
    bytes.withUnsafeBytes { bytes in
      var at = 0
      while at < bytes.count {
        let name = bytes.loadUnaligned(fromByteOffset: at, as: Int.self), count = bytes.loadUnaligned(fromByteOffset: at + 8, as: Int.self)
        at += 16
        let values = at + name
        columns.append(
          ScoreColumn(
            String(decoding: bytes[at..<values], as: UTF8.self),
            values: (0..<count).map { bytes.loadUnaligned(fromByteOffset: values + 8 * $0, as: Double.self) }))
        at = values + 8 * count
      }
    }
    return columns
  }
}
