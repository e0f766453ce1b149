import ArgumentParser
import FoundationEssentials
import Glibc
import Scores
import Store
import Subprocess
import SystemPackage

extension ScoreTable {
  /// No byte of a file makes more of what `ReadColumns` prints: filters, then wider numbers.
  private static let greatestExpansion = 8_800

  /// Reads scores of any layout, `-` from standard input; HDF5 in a process of its own; of a folder its JSON files, one a net. Throws
  /// `ScoresError`, and `CommandError` for files that cannot be read and for `crash`.
  static func open(_ path: String, _ options: ScoreOptions = ScoreOptions()) async throws -> ScoreTable {
    if InputFile.isFolder(path) { return try open(nets: try files(in: path), named: path, options) }
    let file = try InputFile(path), input = try ScoreInput(file.bytes, name: file.name, options: options)
    guard input.isHDF5, options.logPattern == nil else { return try ScoreTable(input) }
    // libhdf5 must seek, and know nothing of compressed files: what was read from a pipe or decompressed is given to it as a copy.
    guard input.isConverted || !InputFile.isRegular(path) else {
      return try await read(path, size: file.bytes.count, named: file.name, options)
    }
    let copy = try TemporaryCopy(input.bytes, named: file.name)
    let scores = try await read(copy.path, size: input.bytes.count, named: file.name, options)
    _ = consume copy
    return scores
  }

  /// Reads files of one net each.
  static func open(nets paths: [String], named name: String, _ options: ScoreOptions = ScoreOptions()) throws -> ScoreTable {
    let files = try paths.map { path throws(CommandError) in
      (name: path.hasPrefix("\(name)/") ? String(path.dropFirst(name.count + 1)) : path, bytes: try InputFile(path).bytes)
    }
    return try ScoreTable(nets: files, name: name, options: options)
  }

  /// The JSON files below a folder, in the order of their names.
  private static func files(in folder: String) throws(CommandError) -> [String] {
    guard let names = try? FileManager.default.subpathsOfDirectory(atPath: folder) else {
      throw .unreadable(path: folder, reason: "its files cannot be listed")
    }
    let root = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    let found = names.filter { $0.hasSuffix(".json") || $0.hasSuffix(".json.gz") || $0.hasSuffix(".json.xz") }.sorted()
    guard !found.isEmpty else { throw .unreadable(path: folder, reason: "it is a folder without JSON files") }
    return found.map { "\(root)/\($0)" }
  }

  /// The columns of an HDF5 file of so many bytes, which errors call `name`.
  private static func read(_ path: String, size: Int, named name: String, _ options: ScoreOptions) async throws -> ScoreTable {
    let limit = min(5 << 29, max(size, 1 << 10) * Self.greatestExpansion)
    let result = try await Subprocess.run(
      .path("/proc/self/exe"), arguments: Arguments(["read-columns", path] + (options.at.map { ["--at", $0] } ?? [])),
      output: .bytes(limit: limit), error: .string(limit: 1 << 16))
    switch result.terminationStatus {
    case .exited(0):
      guard let stored = StoredColumns(transferred: result.standardOutput) else {
        throw CommandError.unreadable(path: name, reason: "the process that read it was cut short")
      }
      return ScoreTable(stored, name: name)
    case .exited(let code):
      Console.complain(result.standardError.replacing(path, with: name))
      throw ExitCode(Int32(code))
    case .signaled(let signal): throw CommandError.crash(path: name, signal: Int32(signal))
    }
  }
}
