public import Spaces

/// The weights of a search, operation by edge, at several epochs on one scale.
public struct WeightMaps: Drawing {
  /// The normal or reduction cell at one epoch.
  public struct Panel: Hashable, Sendable {
    public var title: String
    /// [edges][operations]; nil where an operation is no candidate.
    public var weights: [[Double?]]

    public init(_ title: String, weights: [[Double?]]) { (self.title, self.weights) = (title, weights) }
  }

  public var name: String, operations: [Primitive], edges: [String], panels: [Panel], what: String, footer: Footer

  /// - Parameter what: which search it is, for the caption.
  public init(
    _ name: String, operations: [Primitive], edges: [String], panels: [Panel], what: String, footer: Footer = Footer()
  ) {
    (self.name, self.operations, self.edges, self.panels, self.what, self.footer) = (name, operations, edges, panels, what, footer)
  }

  public func figure() throws(ReportingError) -> Figure {
    guard !panels.isEmpty, !edges.isEmpty, !operations.isEmpty else { throw .empty(figure: name, what: "the list of panels") }
    for panel in panels {
      guard panel.weights.count == edges.count, panel.weights.allSatisfy({ $0.count == operations.count }) else {
        throw .lengths(figure: name, what: "edges of '\(panel.title)'", expected: edges.count, found: panel.weights.count)
      }
      try checkFinite(name, "panel '\(panel.title)'", panel.weights.flatMap { $0.compactMap(\.self) })
    }
    var grid = Panels.grid(of: panels.count, height: 4.6)
    (grid.right, grid.bottom, grid.left) = (1.1, 1.6, 1.25)
    grid.size.height += 0.4
    let all = panels.flatMap { $0.weights.flatMap { $0.compactMap(\.self) } }, low = all.min() ?? 0, high = all.max() ?? 1
    var data = PlotData(), lines: [String] = []
    for (place, panel) in panels.enumerated() {
      let column = place % grid.columns, frame = grid[column, place / grid.columns], isLast = place == panels.count - 1
      lines += grid.begin(frame, tag: panels.count > 1 ? place : nil, title: GnuplotText.plain(panel.title))
      lines.append("set xrange [-0.5:\(Double(operations.count) - 0.5)]; set yrange [\(Double(edges.count) - 0.5):-0.5]")
      let names = operations.enumerated().map { "\(GnuplotText.quoted($1.short)) \($0)" }.joined(separator: ", ")
      lines.append("set xtics nomirror scale 0 rotate by 60 right (\(names)) font ',\(Int(FigureStyle.small))'")
      let places = edges.enumerated().map { "\(GnuplotText.quoted(column == 0 ? $1 : "")) \($0)" }.joined(separator: ", ")
      lines.append("set ytics nomirror scale 0 norotate (\(places)) font ',\(Int(FigureStyle.small))'")
      lines.append("set cbrange [\(low):\(high > low ? high : low + 1)]")
      if isLast { lines += ["set colorbox", grid.colourBar(frame)] }
      let rows: [[Double?]] = panel.weights.enumerated().flatMap { edge, row in
        row.enumerated().compactMap { operation, weight in weight.map { [Double(operation), Double(edge), $0] } }
      }
      let block = data.add(panel.title, columns: ["operation", "edge", "weight"], rows: rows)
      lines.append("plot \(block) using 1:2:(0.48):(0.48):3 with boxxyerror fs solid noborder lc palette")
    }
    lines.append("set xtics norotate; unset colorbox")
    return try Figure(name, grid.size, caption: caption, footer: footer, data: data, panels: lines)
  }

  private var caption: String { "Weight of each operation on each edge, \(what); one scale for all panels. Empty: no candidate there." }
}
