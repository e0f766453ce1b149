import Reporting

/// Where `--figure` draws to: the ending of the path says the format.
struct FigureFile {
  let folder: String, name: String, format: Gnuplot.Format

  init(_ path: String) throws(CommandError) {
    let file = path.split(separator: "/").last.map(String.init) ?? ""
    guard let dot = file.lastIndex(of: "."), let format = Gnuplot.Format(rawValue: file[file.index(after: dot)...].lowercased()) else {
      throw .figureFormat(path: path, known: Gnuplot.Format.allCases.map(\.rawValue))
    }
    name = String(file[..<dot])
    self.format = format
    folder = path.contains("/") ? String(path.dropLast(file.count + 1)) : "."
  }

  /// Draws, and leaves script and data beside the figure.
  func draw(_ drawing: some Drawing) async throws(ReportingError) {
    try await Gnuplot().draw(try drawing.figure(), in: folder.isEmpty ? "/" : folder, formats: [format])
  }
}
