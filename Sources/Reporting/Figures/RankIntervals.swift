/// The rank of each net with the interval that repeated runs allow, by group: which nets a leaderboard tells apart.
public struct RankIntervals: Drawing {
  /// A net.
  public struct Net: Hashable, Sendable {
    public var name: String
    /// By its mean, 1 the best; and the ranks that it may have.
    public var rank: Double, low: Int, high: Int
    /// 1 for those that cannot be told from the best, and so on.
    public var group: Int

    public init(_ name: String, rank: Double, low: Int, high: Int, group: Int) {
      (self.name, self.rank, self.low, self.high, self.group) = (name, rank, low, high, group)
    }
  }

  /// At most so many nets have a row of their own; the best are shown.
  public static let most = 40

  public var name: String, nets: [Net], footer: Footer
  /// Of the intervals.
  public var level: Double

  public init(_ name: String = "rank-intervals", nets: [Net], level: Double = 0.95, footer: Footer = Footer()) {
    (self.name, self.nets, self.level, self.footer) = (name, nets, level, footer)
  }

  public func figure() throws(ReportingError) -> Figure {
    guard !nets.isEmpty else { throw .empty(figure: name, what: "the list of nets") }
    try checkFinite(name, "the ranks", nets.map(\.rank))
    let order = nets.indices.sorted { (nets[$0].rank, $0) < (nets[$1].rank, $1) }, shown = order.prefix(Self.most).map { nets[$0] }
    let pitch = 0.3
    var grid = Panels(size: .oneColumn(height: 0))
    grid.left = min(3.6, 0.4 + (shown.map { FigureStyle.width($0.name, FigureStyle.small) }.max() ?? 0))
    grid.bottom = 1.3
    grid.size.height = Double(shown.count) * pitch + grid.bottom + grid.top
    let frame = grid[0, 0], xTicks = Ticks(shown.flatMap { [Double($0.low), Double($0.high)] } + [1], atMost: 6)
    var lines = grid.begin(frame) + xTicks.lines("x") + grid.titles(frame, x: "Rank (1 is best)")
    lines += ["set yrange [\(Double(shown.count) - 0.5):-0.5]", "unset ytics", "set border 1"]
    for (row, net) in shown.enumerated() {
      let height = frame.top - (Double(row) + 0.5) * pitch
      lines.append(grid.label(GnuplotText.plain(net.name), frame.left - 0.15, height, "right", points: FigureStyle.small))
      if row > 0, net.group != shown[row - 1].group {
        lines.append(
          "set arrow from graph 0,first \(Double(row) - 0.5) to graph 1,first \(Double(row) - 0.5) nohead lw 0.6 lc rgb '\(FigureStyle.faint)' back"
        )
      }
    }
    var data = PlotData(), parts: [String] = []
    let groups = shown.reduce(into: [Int]()) { if !$0.contains($1.group) { $0.append($1.group) } }
    for (place, group) in groups.enumerated() {
      let rows = shown.enumerated().filter { $1.group == group }
      let block = data.add(
        "group \(group)", columns: ["rank", "from", "to", "row"],
        rows: rows.map { row, net in [net.rank, Double(net.low), Double(net.high), Double(row)] }, names: rows.map(\.element.name))
      let colour = FigureStyle.colour(place)
      parts.append("\(block) using 2:4:($3-$2):(0) with vectors nohead lw 1.2 lc rgb '\(colour)'")
      parts.append("\(block) using 1:4 with points pt 7 ps 0.4*dot lc rgb '\(colour)'")
    }
    lines.append("plot " + parts.joined(separator: ", \\\n  "))
    lines += ["set ytics; set border 3"]
    return try Figure(name, grid.size, caption: caption(shown.count), footer: footer, data: data, panels: lines)
  }

  private func caption(_ shown: Int) -> String {
    let first = nets.count { $0.group == 1 }
    return
      "Ranks of \(shown < nets.count ? "the best \(shown) of " : "")\(nets.count.grouped) nets by the mean of their runs, and the ranks that each may have at \(level.percent), by t intervals "
      + "of its differences to all others. Colours: groups that cannot be told from their best; \(first) net\(first == 1 ? "" : "s") cannot be told from the best of all."
  }
}
