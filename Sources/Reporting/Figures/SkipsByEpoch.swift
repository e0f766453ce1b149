/// How many of the operations that a search would keep are skips, epoch by epoch: a thin line a seed, their median, and what the same rule
/// keeps by chance.
public struct SkipsByEpoch: Drawing {
  /// The seeds of one search in one kind of cell.
  public struct Panel: Hashable, Sendable {
    public var title: String
    /// Skips of each seed at each epoch from 0, and their median.
    public var seeds: [[Int]], median: [Double]
    /// Operations kept, at most.
    public var kept: Int
    /// Mean skips by chance, and the middle 90 % of single draws.
    public var chance: Double, low: Int, high: Int

    public init(_ title: String, seeds: [[Int]], median: [Double], kept: Int, chance: Double, low: Int, high: Int) {
      (self.title, self.seeds, self.median, self.kept) = (title, seeds, median, kept)
      (self.chance, self.low, self.high) = (chance, low, high)
    }
  }

  public var name: String, panels: [Panel], footer: Footer

  public init(_ name: String = "skips-by-epoch", panels: [Panel], footer: Footer = Footer()) {
    (self.name, self.panels, self.footer) = (name, panels, footer)
  }

  public func figure() throws(ReportingError) -> Figure {
    guard !panels.isEmpty else { throw .empty(figure: name, what: "the list of panels") }
    for panel in panels {
      guard !panel.seeds.isEmpty, panel.seeds.allSatisfy({ !$0.isEmpty }), !panel.median.isEmpty else {
        throw .empty(figure: name, what: "panel '\(panel.title)'")
      }
      try checkFinite(name, "panel '\(panel.title)'", panel.median + [panel.chance])
    }
    var grid = Panels.pairs(of: panels.count, height: panels.count > 6 ? 2.9 : 3.6)
    grid.bottom = 1.75
    grid.size.height += 0.55
    var data = PlotData(), lines: [String] = []
    for (place, panel) in panels.enumerated() {
      let column = place % grid.columns, frame = grid[column, place / grid.columns]
      let last = panel.seeds.reduce(panel.median.count) { max($0, $1.count) } - 1
      let xTicks = Ticks([], atMost: 6, fixed: 0...Double(max(1, last)))
      // Half a skip of room keeps the lines off the axis.
      let yTicks = Ticks([], atMost: 6, fixed: -0.3...Double(panel.kept) + 0.3)
      lines += grid.begin(frame, tag: panels.count > 1 ? place : nil, title: GnuplotText.plain(panel.title))
      lines += xTicks.lines("x") + yTicks.lines("y", labelled: column == 0)
      lines += grid.titles(frame, x: "Epoch", y: column == 0 ? "Skips among ≤ \(panel.kept) kept" : "")
      lines.append(
        "set object rectangle from graph 0,first \(panel.low) to graph 1,first \(panel.high) fs solid noborder fc rgb '#ececec' behind")
      lines.append("set arrow from graph 0,first \(panel.chance) to graph 1,first \(panel.chance) nohead \(Self.chanceLook)")
      var parts: [String] = []
      for (seed, skips) in panel.seeds.enumerated() {
        let block = data.add("\(panel.title), seed \(seed + 1)", columns: ["epoch", "skips"], rows: Self.rows(skips.map(Double.init)))
        parts.append("\(block) using 1:2 with lines \(Self.seedLook)")
      }
      let block = data.add("\(panel.title), median", columns: ["epoch", "skips"], rows: Self.rows(panel.median))
      parts.append("\(block) using 1:2 with lines \(Self.medianLook)")
      lines.append("plot " + parts.joined(separator: ", \\\n  "))
    }
    lines += Legend([
      .init("a seed", line: Self.seedLook), .init("median", line: Self.medianLook),
      .init("chance: mean (line) and middle 90 % (grey)", line: Self.chanceLook),
    ]).lines(grid)
    return try Figure(name, grid.size, caption: caption, footer: footer, data: data, panels: lines)
  }

  private static let seedLook = "lw 0.8 lc rgb '\(FigureStyle.colour(0, opacity: 0.6))'",
    medianLook = "lw 2.2 lc rgb '\(FigureStyle.colour(1))'"
  private static let chanceLook = "dt 2 lw 1.2 lc rgb '\(FigureStyle.muted)'"

  private static func rows(_ values: [Double]) -> [[Double?]] { values.enumerated().map { [Double($0), $1] } }

  private var caption: String {
    let seeds = Set(panels.map(\.seeds.count)).sorted().map { "\($0)" }.joined(separator: " or ")
    return
      "Skips among the operations that the rule would keep at each epoch, \(seeds) seeds: thin lines a seed, thick their median. Chance: the same "
      + "rule on draws of the initial α in the same space; in grey the middle 90 % of single draws."
  }
}
