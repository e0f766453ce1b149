import ArgumentParser
import Scores
import Subprocess
import SystemPackage

extension ScoreTable {
  /// No byte of a file makes more of what `ReadColumns` prints: filters, then wider numbers.
  private static let greatestExpansion = 8_800

  /// Reads scores of any layout, `-` from standard input; HDF5 in a process of its own. Throws `ScoresError`, and `CommandError` for files that
  /// cannot be read and for `crash`.
  static func open(_ path: String, _ options: ScoreOptions = ScoreOptions()) async throws -> ScoreTable {
    let file = try InputFile(path)
    guard file.bytes.starts(with: [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A]) else {
      return try ScoreTable(reading: file.bytes, name: file.name, options: options)
    }
    // Standard input was read, and libhdf5 must seek: it gets a copy.
    guard path == "-" else { return try await read(path, size: file.bytes.count, named: file.name) }
    let copy = try TemporaryCopy(file.bytes, named: file.name)
    let scores = try await read(copy.path, size: file.bytes.count, named: file.name)
    _ = consume copy
    return scores
  }

  /// The columns of an HDF5 file of so many bytes, which errors call `name`.
  private static func read(_ path: String, size: Int, named name: String) async throws -> ScoreTable {
    let limit = min(5 << 29, size * Self.greatestExpansion)
    let result = try await Subprocess.run(
      .path("/proc/self/exe"), arguments: ["read-columns", path], output: .bytes(limit: limit), error: .string(limit: 1 << 16))
    switch result.terminationStatus {
    case .exited(0): return ScoreTable(name: name, columns: Self.columns(result.standardOutput, named: name))
    case .exited(let code):
      Console.complain(result.standardError.replacing(path, with: name))
      throw ExitCode(Int32(code))
    case .signaled(let signal): throw CommandError.crash(path: name, signal: Int32(signal))
    }
  }

  /// What `ReadColumns` printed: for each column the lengths of name and values, the name, the values.
  private static func columns(_ bytes: [UInt8], named file: String) -> [ScoreColumn] {
    var columns: [ScoreColumn] = []
    bytes.withUnsafeBytes { bytes in
      var at = 0
      while at < bytes.count {
        let name = bytes.loadUnaligned(fromByteOffset: at, as: Int.self), count = bytes.loadUnaligned(fromByteOffset: at + 8, as: Int.self)
        at += 16
        let values = at + name
        columns.append(
          ScoreColumn(
            String(decoding: bytes[at..<values], as: UTF8.self), file: file,
            numbers: (0..<count).map { bytes.loadUnaligned(fromByteOffset: values + 8 * $0, as: Double.self) }))
        at = values + 8 * count
      }
    }
    return columns
  }
}
