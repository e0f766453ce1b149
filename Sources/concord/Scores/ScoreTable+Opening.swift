import ArgumentParser
import FoundationEssentials
import Glibc
import Scores
import Store
import Subprocess
import SystemPackage
import Texts

extension ScoreTable {
  /// No byte of a file makes more of what `ReadColumns` prints: filters, then wider numbers.
  private static let greatestExpansion = 8_800

  /// Reads scores of any layout, `-` from standard input; HDF5 in a process of its own; of a folder its JSON files, one a net. Throws
  /// `ScoresError`, and `CommandError` for files that cannot be read and for `crash`.
  static func open(_ path: String, _ options: ScoreOptions = ScoreOptions()) async throws -> ScoreTable {
    try await open([path], options)[0]
  }

  /// Reads several, each by the options that are for its layout; one that is for none of them is an error.
  static func open(_ paths: [String], _ options: ScoreOptions) async throws -> [ScoreTable] {
    let inputs = try paths.map { path in
      if InputFile.isFolder(path) { return nil as ScoreInput? }
      let file = try InputFile(path)
      return try ScoreInput(file.bytes, name: file.name, options: options)
    }
    let layouts = inputs.map { $0.map(\.layoutOptions) ?? LayoutOptions.net }
    // A format that is not read says so itself.
    if layouts.allSatisfy({ $0 != nil }) {
      try options.check(layouts.compactMap(\.self), files: listed(paths.map { $0 == "-" ? ScoreInput.pipe : $0 }, length: 400))
    }
    var tables: [ScoreTable] = []
    for (path, input) in zip(paths, inputs) {
      if let input {
        tables.append(try await read(input, at: path, options))
      } else {
        tables.append(try open(nets: try files(in: path), named: path, options))
      }
    }
    return tables
  }

  /// Reads a file whose bytes are there.
  private static func read(_ input: ScoreInput, at path: String, _ options: ScoreOptions) async throws -> ScoreTable {
    guard input.isHDF5, options.logPattern == nil else { return try ScoreTable(input) }
    // libhdf5 must seek, and know nothing of compressed files: what was read from a pipe or decompressed is given to it as a copy.
    guard input.isConverted || !InputFile.isRegular(path) else {
      return try await read(path, size: input.bytes.count, named: input.name, options)
    }
    let copy = try TemporaryCopy(input.bytes, named: input.name)
    let scores = try await read(copy.path, size: input.bytes.count, named: input.name, options)
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

  /// The JSON files below a folder, in the order of their names; what is hidden is left out, and what is no file, such as a pipe.
  private static func files(in folder: String) throws(CommandError) -> [String] {
    let root = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    // A link to a folder is walked by its content.
    guard let names = try? FileManager.default.subpathsOfDirectory(atPath: "\(root)/.") else {
      throw .unreadable(path: folder, reason: "its files cannot be listed")
    }
    let isHidden = { (path: String) in path.split(separator: "/").contains { $0.hasPrefix(".") } }
    let found = names.filter { name in [".json", ".json.gz", ".json.xz"].contains { name.hasSuffix($0) } && !isHidden(name) }.sorted()
    // Bytes that are no UTF-8 became another name.
    if let foreign = found.first(where: { $0.contains("\u{FFFD}") && access("\(root)/\($0)", F_OK) != 0 }) {
      throw .unreadable(path: "\(root)/\(foreign)", reason: "its name holds bytes that are no UTF-8: rename it")
    }
    let files = found.map { "\(root)/\($0)" }.filter(InputFile.isRegular)
    guard !files.isEmpty else { throw .unreadable(path: folder, reason: "it is a folder without JSON files") }
    return files
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
      return ScoreTable(stored, name: name, options: options)
    case .exited(let code):
      Console.complain(result.standardError.replacing(path, with: name))
      throw ExitCode(Int32(code))
    case .signaled(let signal): throw CommandError.crash(path: name, signal: Int32(signal))
    }
  }
}
