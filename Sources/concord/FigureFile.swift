import Digests
import FoundationEssentials
import Glibc
import Reporting

/// Where `--figure` draws to: the ending of the path says the format, and script and data get its stem.
///
/// Nothing that the user did not name is overwritten: not what was read, and no script or data that another program or hand left there. Asked before any
/// work.
struct FigureFile {
  let folder: String, name: String, format: Gnuplot.Format

  /// - Parameter inputs: files that the command reads.
  /// - Throws: `.figureFormat`; `.figureName` for a stem that gnuplot cannot be told; `.figureOverwrites`.
  init(_ path: String, inputs: [String] = []) throws(CommandError) {
    let file = path.split(separator: "/").last.map(String.init) ?? ""
    guard let dot = file.lastIndex(of: "."), let format = Gnuplot.Format(rawValue: file[file.index(after: dot)...].lowercased()) else {
      throw .figureFormat(path: path, known: Gnuplot.Format.allCases.map(\.rawValue))
    }
    name = String(file[..<dot])
    self.format = format
    folder = path.contains("/") ? String(path.dropLast(file.count + 1)) : "."
    guard Figure.isName(name) else { throw .figureName(path: path, name: name) }
    let place = folder.isEmpty ? "/" : folder
    for ending in [format.rawValue, "gp", "dat"] {
      let written = "\(place)/\(name).\(ending)"
      if let input = inputs.first(where: { Self.isSame($0, written) }) { throw .figureOverwrites(path: path, file: written, input: input) }
    }
    let script = "\(place)/\(name).gp", data = "\(place)/\(name).dat"
    func text(_ path: String) -> String? { FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } }
    let isOurs = text(script).map { Figure.isScript($0, of: name) } == true,
      isOurData = isOurs && text(data).map(PlotData.isPlotData) ?? true
    // An ending in capitals names another file than the one that is drawn.
    let drawn = file.hasSuffix(".\(format.rawValue)") ? [] : ["\(place)/\(name).\(format.rawValue)"]
    for (written, isOurs) in [(script, isOurs), (data, isOurData)] + drawn.map({ ($0, isOurs) }) where !isOurs && access(written, F_OK) == 0
    {
      throw .figureOverwrites(path: path, file: written, input: nil)
    }
  }

  /// Draws, and leaves script and data beside the figure.
  func draw(_ drawing: some Drawing) async throws(ReportingError) {
    try await Gnuplot().draw(try drawing.figure(), in: folder.isEmpty ? "/" : folder, formats: [format])
  }

  /// Whether two paths lead to one file that is there, by whatever links.
  private static func isSame(_ a: String, _ b: String) -> Bool {
    var first = stat(), second = stat()
    guard stat(a, &first) == 0, stat(b, &second) == 0 else { return false }
    return first.st_dev == second.st_dev && first.st_ino == second.st_ino
  }
}
