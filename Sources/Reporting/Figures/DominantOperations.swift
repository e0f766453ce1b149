public import Spaces

/// How many edges each operation dominates as a search goes on, stacked (Chu et al. 2020, Fig. 1): the mean over seeds.
public struct DominantOperations: Drawing {
  /// One method's searches in one kind of cell.
  public struct Panel: Hashable, Sendable {
    public var title: String
    /// Of each operation, the mean number of edges before training and after each epoch.
    public var layers: [Layer]

    public init(_ title: String, layers: [Layer]) { (self.title, self.layers) = (title, layers) }
  }

  public struct Layer: Hashable, Sendable {
    public var operation: Primitive, edges: [Double]

    public init(_ operation: Primitive, edges: [Double]) { (self.operation, self.edges) = (operation, edges) }
  }

  public var name: String, panels: [Panel], seeds: Int, footer: Footer

  public init(_ name: String = "dominant-operations", panels: [Panel], seeds: Int, footer: Footer = Footer()) {
    (self.name, self.panels, self.seeds, self.footer) = (name, panels, seeds, footer)
  }

  public func figure() throws(ReportingError) -> Figure {
    guard !panels.isEmpty else { throw .empty(figure: name, what: "the list of panels") }
    for panel in panels {
      guard let epochs = panel.layers.first?.edges.count, epochs > 1 else { throw .empty(figure: name, what: "panel '\(panel.title)'") }
      for layer in panel.layers {
        guard layer.edges.count == epochs else {
          throw .lengths(figure: name, what: "layer '\(layer.operation.rawValue)'", expected: epochs, found: layer.edges.count)
        }
        try checkFinite(name, "layer '\(layer.operation.rawValue)'", layer.edges)
      }
    }
    var grid = Panels.pairs(of: panels.count, height: panels.count > 6 ? 2.9 : 3.6)
    grid.bottom = 1.75
    grid.size.height += 0.55
    let shown = Primitive.allCases.filter { operation in panels.contains { $0.layers.contains { $0.operation == operation } } }
    var data = PlotData(), lines: [String] = []
    for (place, panel) in panels.enumerated() {
      let column = place % grid.columns, frame = grid[column, place / grid.columns], epochs = panel.layers[0].edges.count
      let all = panel.layers.reduce(0) { $0 + $1.edges[0] }
      lines += grid.begin(frame, tag: panels.count > 1 ? place : nil, title: GnuplotText.plain(panel.title))
      lines += Ticks([], atMost: 6, fixed: 0...Double(epochs - 1)).lines("x")
      lines += Ticks([], atMost: 8, fixed: 0...all).lines("y", labelled: column == 0)
      lines += grid.titles(frame, x: "Epoch", y: column == 0 ? "Edges" : "")
      var below = [Double](repeating: 0, count: epochs), parts: [String] = []
      for operation in shown {
        guard let layer = panel.layers.first(where: { $0.operation == operation }) else { continue }
        let above = zip(below, layer.edges).map(+)
        let rows: [[Double?]] = (0..<epochs).map { [Double($0), below[$0], above[$0]] }
        let block = data.add("\(panel.title), \(operation.rawValue)", columns: ["epoch", "from", "to"], rows: rows)
        parts.append("\(block) using 1:2:3 with filledcurves fs solid 0.85 noborder fc rgb '\(operation.colour)'")
        parts.append("\(block) using 1:3 with lines lw 0.6 lc rgb '#ffffff'")
        below = above
      }
      lines.append("plot " + parts.joined(separator: ", \\\n  "))
    }
    lines += Legend(shown.map { .init($0.short, point: "pt 5 ps 1.1 lc rgb '\($0.colour)'") }).lines(grid)
    return try Figure(name, grid.size, caption: caption, footer: footer, data: data, panels: lines)
  }

  private var caption: String {
    "Edges whose largest weight is that of each operation, before training (0) and after each epoch; mean over \(seeds) "
      + (seeds == 1 ? "seed." : "seeds.")
      + " Edges where several weights are equal count for the first of them, so that epoch 0 shows the order of operations where α begins at 0."
  }
}
