/// Where the panels of a figure stand: a grid in centimetres, so that all figures have the same margins.
package struct Panels {
  package var size: FigureSize
  package var columns = 1, rows = 1
  /// Outside the grid, for labels of the axes; the footer stands in `bottom`.
  var left = 1.15, right = 0.25, top = 0.5, bottom = 1.2
  /// Between panels.
  var across = 0.5, down = 1.3

  /// A panel's frame in centimetres from the lower left of the figure.
  package struct Frame: Hashable {
    package var left: Double, right: Double, bottom: Double, top: Double
    package var width: Double { right - left }
    package var height: Double { top - bottom }
  }

  /// A grid for a number of panels of one height in centimetres: one in one column of text, at most three side by side.
  package static func grid(of count: Int, height: Double) -> Panels {
    grid(of: count, columns: count <= 3 ? count : count == 4 ? 2 : 3, height: height)
  }

  /// A grid for panels in pairs, which stay side by side: two in a row, four where there are more than six.
  package static func pairs(of count: Int, height: Double) -> Panels {
    grid(of: count, columns: count == 1 ? 1 : count > 6 ? 4 : 2, height: height)
  }

  private static func grid(of count: Int, columns: Int, height: Double) -> Panels {
    let rows = (count + columns - 1) / columns
    var panels = Panels(size: FigureSize(width: count == 1 ? 8.6 : 17.8, height: 0), columns: columns, rows: rows)
    panels.size.height = panels.top + panels.bottom + Double(rows) * height + Double(rows - 1) * panels.down
    return panels
  }

  /// Makes room for a legend of any number of rows between the panels and the footer.
  mutating func makeRoom(for legend: Legend) {
    let more = 0.55 + Double(legend.rows(self).count - 1) * Legend.row
    bottom += more
    size.height += more
  }

  /// The frame of the panel in a column and a row, both from the upper left.
  package subscript(column: Int, row: Int) -> Frame {
    let width = (size.width - left - right - Double(columns - 1) * across) / Double(columns)
    let height = (size.height - top - bottom - Double(rows - 1) * down) / Double(rows)
    let x = left + Double(column) * (width + across), y = size.height - top - Double(row) * (height + down)
    return Frame(left: x, right: x + width, bottom: y - height, top: y)
  }

  /// Begins a panel: forgets the last one's labels and sets the frame, its tag (a, b, …) and its title.
  package func begin(_ frame: Frame, tag: Int? = nil, title: String = "") -> [String] {
    var lines = ["", "unset label; unset arrow; unset object; unset key; \(Scaling.reset); unset colorbox"]
    lines.append(
      "set lmargin at screen \(x(frame.left)); set rmargin at screen \(x(frame.right)); set bmargin at screen \(y(frame.bottom)); "
        + "set tmargin at screen \(y(frame.top))")
    let height = frame.top + 0.22
    if let tag { lines.append(label("{/:Bold \(Unicode.Scalar(UInt8(97 + tag % 26)))}", frame.left - 0.75, height, "left")) }
    if !title.isEmpty { lines.append(label(title, frame.left + (tag == nil ? 0 : -0.4), height, "left")) }
    return lines
  }

  /// Titles of both axes, of markup, at the same distance from every panel.
  func titles(_ frame: Frame, x: String = "", y: String = "") -> [String] {
    var lines: [String] = []
    if !x.isEmpty { lines.append(label(x, (frame.left + frame.right) / 2, frame.bottom - 0.62, "center")) }
    if !y.isEmpty { lines.append(label(y, frame.left - 0.9, (frame.bottom + frame.top) / 2, "center", rotated: 90)) }
    return lines
  }

  /// Sets a scale of colour at the right of a panel.
  func colourBar(_ frame: Frame) -> String {
    "set colorbox user origin screen \(x(frame.right + 0.2)),\(y(frame.bottom)) size screen \(x(0.22)),\(y(frame.height)) noborder; "
      + "set cbtics nomirror scale 0.3 font ',\(Int(FigureStyle.small))' offset -0.5,0"
  }

  /// A text at a place in centimetres.
  func label(
    _ markup: String, _ atX: Double, _ atY: Double, _ side: String, points: Double = FigureStyle.type, colour: String = FigureStyle.ink,
    rotated: Int = 0
  ) -> String {
    "set label \(GnuplotText.quoted(markup)) at screen \(x(atX)),\(y(atY)) \(side) font ',\(Int(points))' tc rgb '\(colour)'"
      + (rotated == 0 ? "" : " rotate by \(rotated)") + " front"
  }

  func x(_ centimetres: Double) -> String { (centimetres / size.width).decimals(4) }
  func y(_ centimetres: Double) -> String { (centimetres / size.height).decimals(4) }
}
