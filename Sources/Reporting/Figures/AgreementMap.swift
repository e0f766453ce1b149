/// Who agrees with whom: a heat map of tau between seeds, strategies, checkpoints, depth and MACs on the same nets.
public struct AgreementMap: Drawing {
  /// Rows that belong together, such as the supernets of one strategy.
  public struct Group: Hashable, Sendable {
    public var name: String, rows: [String]
    public init(_ name: String, rows: [String]) { (self.name, self.rows) = (name, rows) }
  }

  public var name: String, groups: [Group], values: [[Double?]], hasReliability: Bool, footer: Footer

  /// - Parameters:
  ///   - values: [row][column] of tau, rows as in `groups` one after the other; nil where it cannot be had.
  ///   - hasReliability: the diagonal holds split-half reliabilities over image blocks; else it is left blank.
  public init(
    _ name: String = "agreement", groups: [Group], values: [[Double?]], hasReliability: Bool = false, footer: Footer = Footer()
  ) {
    (self.name, self.groups, self.values, self.hasReliability, self.footer) = (name, groups, values, hasReliability, footer)
  }

  public func figure() throws(ReportingError) -> Figure {
    let labels = groups.flatMap(\.rows), count = labels.count
    guard count > 0 else { throw .empty(figure: name, what: "the list of groups") }
    guard values.count == count else { throw .lengths(figure: name, what: "the matrix", expected: count, found: values.count) }
    for (row, label) in zip(values, labels) {
      guard row.count == count else { throw .lengths(figure: name, what: "row '\(label)'", expected: count, found: row.count) }
      try checkFinite(name, "row '\(label)'", row.compactMap(\.self))
    }
    guard namesFit else { return try inFull.figure() }
    let isWide = count > 9, type = FigureStyle.small
    let longest = labels.map { FigureStyle.width($0, type) }.max() ?? 0
    var grid = Panels(size: isWide ? .twoColumns(height: 0) : .oneColumn(height: 0))
    (grid.left, grid.right, grid.top) = (longest + (hasNames ? 0.75 : 0.25), 1.35, 0.25)
    let width = (grid.size.width - grid.left - grid.right) / Double(count), height = isWide ? 0.5 : min(0.6, width)
    let isRotated = longest > width - 0.06
    let grouped = groups.filter { $0.rows.count > 1 }.flatMap(\.rows).map { FigureStyle.width($0, type) }.max() ?? 0
    grid.bottom = 0.45 + (isRotated ? longest + 0.1 : 0.4) + (hasNames ? 0.45 : 0)
    grid.size.height = Double(count) * height + grid.top + grid.bottom
    let frame = grid[0, 0]

    var data = PlotData(), cells: [[Double?]] = []
    for row in 0..<count {
      for column in 0..<count where row != column || hasReliability {
        if let value = values[row][column] { cells.append([Double(column), Double(row), value]) }
      }
    }
    guard !cells.isEmpty else { throw .empty(figure: name, what: "the matrix") }
    let low = min(0, cells.compactMap { $0[2] }.min() ?? 0), floor = (low * 10).rounded(.down) / 10
    let block = data.add("tau", columns: ["column", "row", "tau"], rows: cells)

    var lines = grid.begin(frame) + ["unset grid; unset xtics; unset ytics; set border 0"]
    lines += ["set xrange [-0.5:\(Double(count) - 0.5)]", "set yrange [\(Double(count) - 0.5):-0.5]", "set cbrange [\(floor):1]"]
    lines += [grid.colourBar(frame), "set format cb '%.1f'; set cbtics 0.2"]
    lines.append(grid.label("Kendall's\u{A0}{/:Italic τ}_b", frame.right + 1.12, (frame.bottom + frame.top) / 2, "center", rotated: 90))
    for (place, label) in labels.enumerated() {
      let text = GnuplotText.plain(label), x = frame.left + (Double(place) + 0.5) * width
      lines.append(grid.label(text, frame.left - 0.1, frame.top - (Double(place) + 0.5) * height, "right", points: type))
      lines.append(
        grid.label(
          text, x, frame.bottom - (isRotated ? 0.1 : 0.2), isRotated ? "right" : "center", points: type, rotated: isRotated ? 90 : 0))
    }
    lines += brackets(grid, frame, isRotated ? grouped + 0.16 : 0.4, grouped)
    // White text on dark cells, black on light ones: viridis is light above .6 of its range.
    let middle = floor + 0.6 * (1 - floor)
    lines.append(
      "plot \(block) using 1:2:(0.5):(0.5):3 with boxxyerror lc palette fs solid noborder, \\\n"
        + "  \(block) using 1:2:(gprintf('%.2f', abs($3) < 0.005 ? 0 : $3)):($3 > \(middle) ? 0x000000 : 0xffffff) with labels font ',\(Int(isWide ? type : type - 1))' tc rgb variable"
    )
    lines += ["set border 3; set xtics; set ytics; set grid"]
    return try Figure(name, grid.size, caption: caption, footer: footer, data: data, panels: lines)
  }

  /// Whether each name has room beside its rows, which are at least so high.
  private var namesFit: Bool {
    groups.allSatisfy { $0.rows.count < 2 || FigureStyle.width($0.name, FigureStyle.small) <= 0.5 * Double($0.rows.count) }
  }

  /// The same with each row named in full.
  private var inFull: AgreementMap {
    var map = self
    map.groups = groups.map { group in
      AgreementMap.Group("", rows: group.rows.count < 2 || group.name.isEmpty ? group.rows : group.rows.map { "\(group.name), \($0)" })
    }
    return map
  }

  /// Groups of several rows are named outside them.
  private var hasNames: Bool { groups.contains { $0.rows.count > 1 && !$0.name.isEmpty } }

  /// Lines between groups, and their names on both sides, beyond labels that reach so far down and left.
  private func brackets(_ grid: Panels, _ frame: Panels.Frame, _ down: Double, _ out: Double) -> [String] {
    var lines: [String] = [], start = 0
    let count = groups.map(\.rows.count).reduce(0, +), width = frame.width / Double(count), height = frame.height / Double(count)
    for group in groups {
      let end = start + group.rows.count
      if start > 0 {
        lines.append(
          "set arrow from graph 0,first \(Double(start) - 0.5) to graph 1,first \(Double(start) - 0.5) nohead lw 3 lc rgb '#ffffff' front")
        lines.append("set arrow from \(Double(start) - 0.5),graph 0 to \(Double(start) - 0.5),graph 1 nohead lw 3 lc rgb '#ffffff' front")
      }
      if group.rows.count > 1 && !group.name.isEmpty {
        let name = GnuplotText.plain(group.name), look = "nohead lw 0.75 lc rgb '\(FigureStyle.muted)'"
        let left = grid.x(frame.left - out - 0.22), low = frame.bottom - down - 0.04
        let top = frame.top - Double(start) * height, bottom = frame.top - Double(end) * height
        let near = frame.left + Double(start) * width, far = frame.left + Double(end) * width
        lines.append("set arrow from screen \(left),\(grid.y(top - 0.06)) to screen \(left),\(grid.y(bottom + 0.06)) \(look)")
        lines.append(grid.label(name, frame.left - out - 0.42, (top + bottom) / 2, "center", points: FigureStyle.small, rotated: 90))
        lines.append("set arrow from screen \(grid.x(near + 0.06)),\(grid.y(low)) to screen \(grid.x(far - 0.06)),\(grid.y(low)) \(look)")
        lines.append(grid.label(name, (near + far) / 2, low - 0.2, "center", points: FigureStyle.small))
      }
      start = end
    }
    return lines
  }

  private var caption: String {
    let isWhole = values.indices.allSatisfy { row in values.indices.allSatisfy { row == $0 || values[row][$0] != nil } }
    return "Kendall's tau-b between rankings of the same nets. Diagonal: "
      + (hasReliability ? "split-half reliability over blocks of images." : "blank, a ranking against itself.")
      + (isWhole ? "" : " Other blank cells: not to be had.")
  }
}
