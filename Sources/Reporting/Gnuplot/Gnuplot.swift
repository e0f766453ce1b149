internal import FoundationEssentials
internal import Glibc
internal import Subprocess
internal import SystemPackage

/// Draws figures with the gnuplot of this machine, and keeps script and data beside what was drawn.
public struct Gnuplot: Sendable {
  public enum Format: String, CaseIterable, Sendable { case svg, pdf, png }

  /// The program's name or path.
  public var program: String

  public init(program: String = "gnuplot") { self.program = program }

  /// Writes NAME.gp and NAME.dat, then NAME.svg and so on, each whole or not at all. The same figure gives the same bytes.
  ///
  /// - Parameter folder: made where it is absent.
  /// - Returns: the paths drawn, in the order of `formats`.
  /// - Throws: `.gnuplotMissing` with script and data written; `.gnuplot` on any word of gnuplot's, since it warns and exits 0; `.file`.
  @discardableResult
  public func draw(_ figure: Figure, in folder: String, formats: [Format] = Format.allCases) async throws(ReportingError) -> [String] {
    try Self.makeFolder(folder)
    try Self.write(figure.script, to: "\(folder)/\(figure.name).gp")
    try Self.write(figure.data, to: "\(folder)/\(figure.name).dat")
    var drawn: [String] = []
    for format in formats {
      let partial = ".\(figure.name).\(UUID().uuidString).\(format.rawValue)", path = "\(folder)/\(figure.name).\(format.rawValue)"
      do throws(ReportingError) {
        try await run(figure.name + ".gp", ["format='\(format.rawValue)'", "output='\(partial)'"], in: folder)
        // gnuplot says nothing of a full disk.
        guard format.isWhole(FileManager.default.contents(atPath: "\(folder)/\(partial)") ?? Data()) else {
          throw ReportingError.file(path: path, message: "was cut off while it was drawn: the disk is full, or not writable")
        }
        if format == .pdf { try Self.removeDate("\(folder)/\(partial)") }
        guard rename("\(folder)/\(partial)", path) == 0 else {
          throw ReportingError.file(path: path, message: String(cString: strerror(errno)))
        }
      } catch {
        unlink("\(folder)/\(partial)")
        throw error
      }
      drawn.append(path)
    }
    return drawn
  }

  private func run(_ script: String, _ settings: [String], in folder: String) async throws(ReportingError) {
    let arguments = ["-d"] + settings.flatMap { ["-e", $0] } + [script]
    let executable: Executable = program.contains("/") ? .path(FilePath(program)) : .name(program)
    let limit = 1 << 16
    do {
      let result = try await Subprocess.run(
        executable, arguments: Arguments(arguments),
        environment: .inherit.updating(["LC_ALL": "C.UTF-8", "TZ": "UTC", "GNUPLOT_LIB": nil, "GNUTERM": nil]),
        workingDirectory: FilePath(folder), output: .string(limit: limit), error: .string(limit: limit))
      guard result.terminationStatus.isSuccess, result.standardError.isEmpty else {
        let words = result.standardError.split(whereSeparator: \.isNewline).map { $0.trimmingPrefix { $0 == " " } }.filter {
          !$0.isEmpty && $0 != "^"
        }
        throw ReportingError.gnuplot(
          script: "\(folder)/\(script)", message: words.isEmpty ? "\(result.terminationStatus)" : words.joined(separator: " "))
      }
    } catch let error as ReportingError {
      throw error
    } catch let error as SubprocessError where error.code == .executableNotFound {
      throw .gnuplotMissing
    } catch {
      throw .gnuplot(script: "\(folder)/\(script)", message: "\(error)")
    }
  }

  /// cairo 1.16 stamps the time into a PDF; the same figure shall be the same file.
  private static func removeDate(_ path: String) throws(ReportingError) {
    do {
      var bytes = try Data(contentsOf: URL(filePath: path))
      if let stamp = bytes.firstRange(of: Data("/CreationDate (D:".utf8)), stamp.upperBound + 14 <= bytes.endIndex {
        bytes.replaceSubrange(stamp.upperBound..<stamp.upperBound + 14, with: Data("20000101000000".utf8))
        try bytes.write(to: URL(filePath: path))
      }
    } catch { throw .file(path: path, message: error.systemReason) }
  }

  static func makeFolder(_ path: String) throws(ReportingError) {
    do { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) } catch {
      var isFolder = false
      if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder {
        throw .file(path: path, message: "is a file, and a folder is needed")
      }
      throw .file(path: path, message: "cannot be made: \(error.systemReason)")
    }
  }

  static func write(_ text: String, to path: String) throws(ReportingError) {
    do { try Data(text.utf8).write(to: URL(filePath: path), options: .atomic) } catch {
      throw .file(path: path, message: "cannot be written: \(error.systemReason)")
    }
  }
}
