internal import Texts

/// A figure as text: a gnuplot script and the numbers it draws. Making one touches no file and starts no process.
public struct Figure: Hashable, Sendable {
  /// The stem of its files.
  public let name: String
  public let size: FigureSize
  /// What it shows, in sentences made from its values.
  public let caption: String
  /// The contents of NAME.gp and NAME.dat.
  public let script: String, data: String

  init(_ name: String, _ size: FigureSize, caption: String, footer: Footer, data: PlotData, panels: [String]) throws(ReportingError) {
    try Self.check(name)
    (self.name, self.size, self.caption, self.data) = (name, size, caption.onOneLine, footer.metadata + data.text)
    let grid = Panels(size: size)
    let footing = grid.label(
      GnuplotText.plain(footer.text), 0.12, 0.16, "left", points: FigureStyle.footer, colour: FigureStyle.muted)
    // gnuplot draws a screen label with the plot in which it is set: the footer has an empty one of its own.
    let base = """
      set lmargin at screen 0; set rmargin at screen 1; set bmargin at screen 0; set tmargin at screen 1
      unset border; unset tics; set xrange [0:1]; set yrange [0:1]
      \(footing)
      plot 2 notitle

      """
    script =
      FigureStyle.terminal(name, size) + base + FigureStyle.axes + (panels + ["unset multiplot", "set output", ""]).joined(separator: "\n")
  }

  /// A name that can be a file's stem and a gnuplot string.
  static func check(_ name: String) throws(ReportingError) {
    guard isName(name) else { throw .name(name) }
  }

  /// Whether a figure may be called so.
  public static func isName(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 45 || $0 == 95 }
  }

  /// Whether a text begins as the script of a figure of this name, of whatever size and values.
  public static func isScript(_ text: String, of name: String) -> Bool {
    guard let first = FigureStyle.terminal(name, .oneColumn(height: 1)).split(separator: "\n").first else { return false }
    return text.hasPrefix(first + "\n")
  }
}

/// Values that can be drawn: one figure, one file, one pure function.
public protocol Drawing: Sendable {
  /// - Throws: `.empty`, `.notFinite` or `.lengths` with the name of the offending field.
  func figure() throws(ReportingError) -> Figure
}

/// Refuses NaN and infinities in a figure's field.
func checkFinite(_ figure: String, _ field: String, _ values: some Sequence<Double>) throws(ReportingError) {
  for (position, value) in values.enumerated() where !value.isFinite {
    throw .notFinite(figure: figure, field: field, position: position)
  }
}
