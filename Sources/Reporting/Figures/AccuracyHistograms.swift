/// How one-shot accuracies of many sampled nets are spread, a panel a strategy, as FairNAS's Fig. 1 (lower row).
///
/// Panels of values share axis and bins, so that they can be compared; published ones keep their own.
public struct AccuracyHistograms: Drawing {
  public struct Panel: Hashable, Sendable {
    public var title: String, bins: Bins
    /// One-shot accuracies (fractions); nil where only counts were published.
    public var values: [Double]?
    /// Mean and standard deviation of the values; nil where only counts were published.
    public var mean: Double?, deviation: Double?
    /// Nets in all.
    public var total: Int
    /// Where the counts were published, for those not measured here.
    public var source: String?

    /// One-shot accuracies from 0 to 1 of one supernet.
    public init(_ title: String, values: [Double]) {
      let finite = values.allSatisfy(\.isFinite), mean = values.reduce(0, +) / Double(values.count)
      let deviation = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, values.count - 1))).squareRoot()
      (self.title, self.mean, self.deviation, self.values) = (title, mean, deviation, values)
      bins = Bins(finite ? values : [])
      total = values.count
      if values.isEmpty { bins.counts = [] }
    }

    /// A published histogram of so many nets; its bars, read from an image, may sum to a few more or less.
    public init(_ title: String, published bins: Bins, nets: Int, source: String) {
      (self.title, self.bins, total, self.source) = (title, bins, nets, source)
    }
  }

  public var name: String, panels: [Panel], axis: Axis, footer: Footer
  /// Of more than these strategies where a report shows parts of them; of these alone where left out.
  public var looks: Looks?

  public init(
    _ name: String = "one-shot-histograms", panels: [Panel], axis: Axis = .oneShot, footer: Footer = Footer(), looks: Looks? = nil
  ) {
    (self.name, self.panels, self.axis, self.footer, self.looks) = (name, panels, axis, footer, looks)
  }

  public func figure() throws(ReportingError) -> Figure {
    guard !panels.isEmpty else { throw .empty(figure: name, what: "the list of panels") }
    for panel in panels {
      guard !panel.bins.counts.isEmpty else { throw .empty(figure: name, what: "panel '\(panel.title)'") }
      try checkFinite(name, "accuracies of '\(panel.title)'", [panel.mean ?? 0, panel.bins.low, panel.bins.width])
    }
    let panels = onOneAxis, looks = looks ?? Looks(of: panels.map(\.title))
    let grid = Panels.grid(of: panels.count, height: 3.2), notes = panels.map(notes), room = Corner.allowance(notes, grid)
    let measured = panels.filter { $0.values != nil }.flatMap { [$0.bins.low, $0.bins.high] }
    let xTicks = panels.map { panel in
      Ticks((panel.values == nil ? [panel.bins.low, panel.bins.high] : measured).map { $0 * axis.scale }, atMost: grid.columns > 2 ? 5 : 6)
    }
    let most = Double(panels.flatMap(\.bins.counts).max() ?? 1)
    var yTicks = Ticks([], atMost: 5, fixed: 0...most * 1.06)
    // Bars reach down to the axis, so only the upper corners can be free.
    let corner = Corner.choose(room, panels.indices.map { marks(panels[$0].bins, xTicks[$0], yTicks) })
    yTicks = corner.stretch(yTicks)

    var data = PlotData(), lines: [String] = []
    for (place, panel) in panels.enumerated() {
      let column = place % grid.columns, row = place / grid.columns, frame = grid[column, row]
      lines += grid.begin(frame, tag: panels.count > 1 ? place : nil, title: GnuplotText.plain(panel.title))
      lines += xTicks[place].lines("x") + yTicks.lines("y", labelled: column == 0)
      lines += grid.titles(frame, x: axis.markup, y: column == 0 ? "Nets" : "") + corner.labels(notes[place], frame, grid)
      let block = data.add(panel.title, columns: ["middle", "width", "nets"], rows: panel.bins.rows(scale: axis.scale))
      let look =
        panel.source == nil
        ? "fs solid 0.85 noborder lc rgb '\(FigureStyle.colour(looks[panel.title]))'" : "lc rgb '\(FigureStyle.ink)' lw 0.8 fs empty border"
      lines.append("plot \(block) using 1:3:(\(panel.source == nil ? 0.94 : 1)*$2) with boxes \(look)")
    }
    return try Figure(name, grid.size, caption: caption, footer: footer, data: data, panels: lines)
  }

  /// The panels of values in bins of one width, that which the widest of them has.
  private var onOneAxis: [Panel] {
    let width = panels.filter { $0.values != nil }.map(\.bins.width).max() ?? 0
    return panels.map { panel in
      guard let values = panel.values else { return panel }
      var panel = panel
      panel.bins = Bins(values, width: width)
      return panel
    }
  }

  private func marks(_ bins: Bins, _ xTicks: Ticks, _ yTicks: Ticks) -> [Corner.Mark] {
    bins.counts.enumerated().map { place, count in
      let low = (bins.low + Double(place) * bins.width) * axis.scale
      return Corner.Mark(
        left: xTicks.share(low), right: xTicks.share(low + bins.width * axis.scale), bottom: 0, top: yTicks.share(Double(count)))
    }
  }

  private func notes(_ panel: Panel) -> [String] {
    var lines = ["n = \(panel.total.grouped)"]
    if let mean = panel.mean, let deviation = panel.deviation {
      lines.append("mean \((mean * axis.scale).readable(1))" + (panel.total > 1 ? ", sd \((deviation * axis.scale).readable(1))" : ""))
    }
    if panel.source != nil { lines.append("{/:Italic published, digitised}") }
    return lines
  }

  private var caption: String {
    let published = panels.compactMap { panel in panel.source.map { " '\(panel.title)' is published (\($0)), not measured here." } }
    return "\(axis.title) of sampled nets, evaluated in one supernet a strategy. Bars: nets per bin"
      + (panels.allSatisfy { $0.values != nil } ? ", of one width in all panels." : "; the panels' horizontal axes differ.")
      + published.joined()
  }
}
