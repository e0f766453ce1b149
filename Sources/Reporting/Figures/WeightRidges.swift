/// How the weights of a search are spread, epoch by epoch: a histogram a row, time going down.
public struct WeightRidges: Drawing {
  /// All searches of one method.
  public struct Panel: Hashable, Sendable {
    public var title: String, ridges: [Ridge]
    /// The least weight that the method's rule keeps; nil for rules by order.
    public var threshold: Double?

    public init(_ title: String, ridges: [Ridge], threshold: Double? = nil) {
      (self.title, self.ridges, self.threshold) = (title, ridges, threshold)
    }
  }

  /// The weights at one epoch, from 0 to 1: all of them, and of skips among them.
  public struct Ridge: Hashable, Sendable {
    public var epoch: Int, weights: [Double], skips: [Double]

    public init(epoch: Int, weights: [Double], skips: [Double]) { (self.epoch, self.weights, self.skips) = (epoch, weights, skips) }
  }

  public var name: String, panels: [Panel], remark: String?, footer: Footer

  /// - Parameter remark: what else a reader of the weights must know, for the caption.
  public init(_ name: String = "weight-ridges", panels: [Panel], remark: String? = nil, footer: Footer = Footer()) {
    (self.name, self.panels, self.remark, self.footer) = (name, panels, remark, footer)
  }

  public func figure() throws(ReportingError) -> Figure {
    guard !panels.isEmpty else { throw .empty(figure: name, what: "the list of panels") }
    for panel in panels {
      guard !panel.ridges.isEmpty, panel.ridges.allSatisfy({ !$0.weights.isEmpty }) else {
        throw .empty(figure: name, what: "panel '\(panel.title)'")
      }
      try checkFinite(name, "panel '\(panel.title)'", panel.ridges.flatMap { $0.weights + $0.skips })
    }
    var grid = Panels.grid(of: panels.count, height: panels.count > 3 ? 4.6 : 5.4)
    grid.bottom = 1.75
    grid.size.height += 0.55
    // All panels have the height of the one with most rows, so that one share is one height everywhere.
    let most = panels.reduce(0) { max($0, $1.ridges.count) }
    var data = PlotData(), lines: [String] = []
    for (place, panel) in panels.enumerated() {
      let column = place % grid.columns, frame = grid[column, place / grid.columns], count = panel.ridges.count
      lines += grid.begin(frame, tag: panels.count > 1 ? place : nil, title: GnuplotText.plain(panel.title))
      lines += Ticks([], atMost: 6, fixed: 0...1).lines("x")
      lines.append("set xrange [\(-Self.width):\(1 + Self.width)]; set yrange [-0.15:\(Double(most - 1) + Self.reach + 0.1)]")
      let places = panel.ridges.enumerated().map { "'\($1.epoch)' \(count - 1 - $0)" }.joined(separator: ", ")
      lines.append("set format y '%s'; set ytics nomirror scale 0 (\(places))")
      lines += grid.titles(frame, x: "Weight", y: column == 0 ? "Epoch" : "")
      if let threshold = panel.threshold {
        lines.append("set arrow from \(threshold), graph 0 to \(threshold), graph 1 nohead front \(Self.thresholdLook)")
      }
      var parts: [String] = []
      for (number, ridge) in panel.ridges.enumerated() {
        let rows = Self.outline(ridge, over: Double(count - 1 - number))
        let block = data.add("\(panel.title), epoch \(ridge.epoch)", columns: ["weight", "base", "all", "skips"], rows: rows)
        parts.append("\(block) using 1:2:3 with filledcurves fs solid 0.3 noborder fc rgb '\(FigureStyle.colour(0))'")
        parts.append("\(block) using 1:2 with lines lw 0.5 lc rgb '\(FigureStyle.faint)'")
        parts.append("\(block) using 1:3 with lines \(Self.allLook)")
        if !ridge.skips.isEmpty { parts.append("\(block) using 1:4 with lines \(Self.skipLook)") }
      }
      lines.append("plot " + parts.joined(separator: ", \\\n  "))
    }
    lines.append("set format y '%g'")
    let shown = [
      Legend.Entry("all weights", line: Self.allLook),
      panels.contains { $0.ridges.contains { !$0.skips.isEmpty } } ? .init("weights of skips", line: Self.skipLook) : nil,
      panels.contains { $0.threshold != nil } ? .init("kept from here on", line: Self.thresholdLook) : nil,
    ]
    lines += Legend(shown.compactMap(\.self)).lines(grid)
    return try Figure(name, grid.size, caption: caption, footer: footer, data: data, panels: lines)
  }

  private static let allLook = "lw 0.8 lc rgb '\(FigureStyle.colour(0))'", skipLook = "lw 1.2 lc rgb '\(FigureStyle.colour(1))'"
  private static let thresholdLook = "dt 2 lw 1 lc rgb '\(FigureStyle.muted)'"

  /// Width of a bin, and the rows that a bin with all weights is high.
  private static let width = 0.025, reach = 2.4

  /// Both histograms as steps above a row's base, nothing drawn where there is nothing to either side. Bins are centred on multiples of
  /// their width, so that ½, 0 and 1 are within one.
  private static func outline(_ ridge: Ridge, over base: Double) -> [[Double?]] {
    let bins = Int((1 / width).rounded()) + 1, total = Double(ridge.weights.count)
    func heights(_ values: [Double]) -> [Double?] {
      var counts = [Double](repeating: 0, count: bins)
      for value in values { counts[min(bins - 1, max(0, Int((value / width).rounded())))] += 1 }
      return counts.indices.map { bin in
        let isEmpty = counts[max(0, bin - 1)...min(bins - 1, bin + 1)].allSatisfy { $0 == 0 }
        return isEmpty ? nil : base + reach * (counts[bin] / total).squareRoot()
      }
    }
    let all = heights(ridge.weights), skips = heights(ridge.skips)
    return all.indices.flatMap { bin in [-0.5, 0.5].map { [(Double(bin) + $0) * width, base, all[bin], skips[bin]] } }
  }

  private var caption: String {
    "Weights of all operations on all edges of both cells, all seeds of a method together, before training (0) and at epochs from then to the "
      + "end. Height: square root of the share of an epoch's weights in a bin of width \(Self.width), one scale for all panels; one row up is a share of "
      + "\((100 / (Self.reach * Self.reach)).readable(0)) %."
      + (remark.map { " \($0)" } ?? "")
  }
}
