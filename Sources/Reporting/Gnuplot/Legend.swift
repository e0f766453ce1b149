/// One legend for all panels of a figure, in a row under them.
package struct Legend {
  package struct Entry {
    var name: String
    /// gnuplot's look of its mark: of a point (`pt 7 …`) or of a line.
    var point: String?, line: String?

    /// A strategy's line with its point.
    init(_ name: String, series: Int) { (self.name, point, line) = (name, "lt \(series + 1)", "lt \(series + 1)") }
    package init(_ name: String, point: String? = nil, line: String? = nil) { (self.name, self.point, self.line) = (name, point, line) }

    var mark: Double { line == nil ? 0.25 : 0.7 }
    var width: Double { mark + 0.12 + FigureStyle.width(name, FigureStyle.small) }
  }

  var entries: [Entry]

  package init(_ entries: [Entry]) { self.entries = entries }

  /// Height of a row, and of the lowest one over the figure's lower edge, in centimetres.
  static let row = 0.36, lowest = 0.56

  /// Rows of entries that fit a figure's width.
  package func rows(_ grid: Panels) -> [[Entry]] {
    var rows: [[Entry]] = [[]], x = 0.0
    for entry in entries {
      if x + entry.width > grid.size.width - Self.left(grid), !rows[rows.count - 1].isEmpty {
        rows.append([])
        x = 0
      }
      rows[rows.count - 1].append(entry)
      x += entry.width + 0.45
    }
    return rows
  }

  /// One-column figures have no width to lose to a margin.
  private static func left(_ grid: Panels) -> Double { grid.size.width < 10 ? 0.3 : grid.left }

  /// Draws it as a plot of its own, after all others.
  package func lines(_ grid: Panels) -> [String] {
    var lines = [
      "", "unset label; unset arrow; unset object; unset border; unset tics; unset colorbox; \(Scaling.reset); set size nosquare",
      "set lmargin at screen 0; set rmargin at screen 1; set bmargin at screen 0; set tmargin at screen 1; set xrange [0:1]; set yrange [0:1]",
    ]
    let rows = rows(grid)
    for (number, row) in rows.enumerated() {
      var x = Self.left(grid)
      let height = Self.lowest + Double(rows.count - 1 - number) * Self.row, y = grid.y(height)
      for entry in row {
        if let line = entry.line {
          lines.append("set arrow from screen \(grid.x(x)),\(y) to screen \(grid.x(x + entry.mark)),\(y) nohead \(line)")
        }
        if let point = entry.point { lines.append("set label '' at screen \(grid.x(x + entry.mark / 2)),\(y) point \(point)") }
        lines.append(grid.label(GnuplotText.plain(entry.name), x + entry.mark + 0.12, height, "left", points: FigureStyle.small))
        x += entry.width + 0.45
      }
    }
    return lines + ["plot 2"]
  }
}
