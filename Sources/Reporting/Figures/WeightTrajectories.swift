public import Spaces

/// The weights of one edge's operations as a search goes on: a thin line a seed, a thick one their mean.
public struct WeightTrajectories: Drawing {
  /// The searches of one method.
  public struct Panel: Hashable, Sendable {
    public var title: String, trajectories: [Trajectory]
    /// The least weight that the method's rule keeps; nil for rules by order.
    public var threshold: Double?

    public init(_ title: String, trajectories: [Trajectory], threshold: Double? = nil) {
      (self.title, self.trajectories, self.threshold) = (title, trajectories, threshold)
    }
  }

  /// One operation's weight before training and after each epoch, a row a seed.
  public struct Trajectory: Hashable, Sendable {
    public var operation: Primitive, seeds: [[Double]]

    public init(_ operation: Primitive, seeds: [[Double]]) { (self.operation, self.seeds) = (operation, seeds) }
  }

  public var name: String, panels: [Panel], what: String, footer: Footer

  /// - Parameter what: which edge it is and why, for the caption.
  public init(_ name: String = "weight-trajectories", panels: [Panel], what: String, footer: Footer = Footer()) {
    (self.name, self.panels, self.what, self.footer) = (name, panels, what, footer)
  }

  public func figure() throws(ReportingError) -> Figure {
    guard !panels.isEmpty else { throw .empty(figure: name, what: "the list of panels") }
    for panel in panels {
      guard let epochs = panel.trajectories.first?.seeds.first?.count, epochs > 1 else {
        throw .empty(figure: name, what: "panel '\(panel.title)'")
      }
      for trajectory in panel.trajectories {
        for seed in trajectory.seeds where seed.count != epochs {
          throw .lengths(figure: name, what: "a seed of '\(trajectory.operation.rawValue)'", expected: epochs, found: seed.count)
        }
        try checkFinite(name, "weights of '\(trajectory.operation.rawValue)'", trajectory.seeds.flatMap(\.self))
      }
    }
    var grid = Panels.grid(of: panels.count, height: 3.6)
    grid.bottom = 1.75
    grid.size.height += 0.55
    let shown = Primitive.allCases.filter { operation in panels.contains { $0.trajectories.contains { $0.operation == operation } } }
    var data = PlotData(), lines: [String] = []
    for (place, panel) in panels.enumerated() {
      let column = place % grid.columns, frame = grid[column, place / grid.columns]
      lines += grid.begin(frame, tag: panels.count > 1 ? place : nil, title: GnuplotText.plain(panel.title))
      lines += Ticks([], atMost: 6, fixed: 0...Double(panel.trajectories[0].seeds[0].count - 1)).lines("x")
      lines += Ticks([], atMost: 6, fixed: 0...1).lines("y", labelled: column == 0)
      lines += grid.titles(frame, x: "Epoch", y: column == 0 ? "Weight" : "")
      if let threshold = panel.threshold {
        lines.append("set arrow from graph 0, first \(threshold) to graph 1, first \(threshold) nohead \(Self.thresholdLook)")
      }
      var thin: [String] = [], thick: [String] = []
      for trajectory in panel.trajectories {
        let count = Double(trajectory.seeds.count),
          mean = trajectory.seeds[0].indices.map { epoch in trajectory.seeds.reduce(0) { $0 + $1[epoch] } / count }
        let rows: [[Double?]] = mean.indices.map { epoch in [Double(epoch), mean[epoch]] + trajectory.seeds.map { $0[epoch] } }
        let block = data.add(
          "\(panel.title), \(trajectory.operation.rawValue)",
          columns: ["epoch", "mean"] + trajectory.seeds.indices.map { "seed \($0 + 1)" },
          rows: rows)
        let colour = trajectory.operation.colour
        thin += trajectory.seeds.indices.map { "\(block) using 1:\($0 + 3) with lines lw 0.6 lc rgb '#80\(colour.dropFirst())'" }
        thick.append("\(block) using 1:2 with lines lw 2 lc rgb '\(colour)'")
      }
      lines.append("plot " + (thin + thick).joined(separator: ", \\\n  "))
    }
    var legend = shown.map { Legend.Entry($0.short, line: "lw 2 lc rgb '\($0.colour)'") }
    if panels.contains(where: { $0.threshold != nil }) { legend.append(.init("kept from here on", line: Self.thresholdLook)) }
    lines += Legend(legend).lines(grid)
    return try Figure(name, grid.size, caption: caption, footer: footer, data: data, panels: lines)
  }

  private static let thresholdLook = "dt 2 lw 1 lc rgb '\(FigureStyle.muted)'"

  private var caption: String {
    let seeds = Set(panels.flatMap { $0.trajectories.map(\.seeds.count) }).sorted().map { "\($0)" }.joined(separator: " or ")
    return
      "Weights of the operations of one edge, before training (0) and after each epoch; \(seeds) seeds: thin lines a seed, thick their "
      + "mean. \(what)"
  }
}
