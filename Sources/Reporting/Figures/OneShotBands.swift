/// One-shot accuracies of nets by depth, a panel a strategy: the band from 10 % to 90 % of the nets of one depth, and their median.
///
/// Panels have one scale, and behind each lies the median of the reference, so that levels can be compared as well as widths.
public struct OneShotBands: Drawing {
  /// The nets of one depth, the mean over supernets; fractions.
  public struct Band: Hashable, Sendable {
    /// Choices that keep no identity; and how many nets have so many.
    public var depth: Int, nets: Int
    public var low: Double, median: Double, high: Double

    public init(depth: Int, nets: Int, low: Double, median: Double, high: Double) {
      (self.depth, self.nets, self.low, self.median, self.high) = (depth, nets, low, median, high)
    }
  }

  public struct Panel: Hashable, Sendable {
    public var title: String
    /// By rising depth.
    public var bands: [Band]

    public init(_ title: String, bands: [Band]) { (self.title, self.bands) = (title, bands) }
  }

  public var name: String, panels: [Panel], axis: Axis, footer: Footer
  /// The title of the panel whose median lies behind the others; none where no panel has it.
  public var reference: String
  /// Of more than these strategies where a report shows parts of them; of these alone where left out.
  public var looks: Looks?

  public init(
    _ name: String = "one-shot-bands", panels: [Panel], axis: Axis = .oneShot, reference: String, footer: Footer = Footer(),
    looks: Looks? = nil
  ) {
    (self.name, self.panels, self.axis, self.reference, self.footer) = (name, panels, axis, reference, footer)
    self.looks = looks
  }

  public func figure() throws(ReportingError) -> Figure {
    guard !panels.isEmpty else { throw .empty(figure: name, what: "the list of panels") }
    for panel in panels {
      guard !panel.bands.isEmpty else { throw .empty(figure: name, what: "panel '\(panel.title)'") }
      try checkFinite(name, "bands of '\(panel.title)'", panel.bands.flatMap { [$0.low, $0.median, $0.high] })
    }
    let grid = Panels.grid(of: panels.count, height: 4.0), bands = panels.flatMap(\.bands)
    let depths = bands.map { Double($0.depth) }
    let xTicks = Ticks([], atMost: 9, fixed: (depths.min() ?? 0) - 0.4...(depths.max() ?? 1) + 0.4)
    let yTicks = Ticks(bands.flatMap { [$0.low, $0.high] }.map { $0 * axis.scale }, atMost: 6)
    var data = PlotData(), lines: [String] = []
    let blocks = panels.map { panel in
      data.add(
        panel.title, columns: ["depth", "nets", "low", "median", "high"],
        rows: panel.bands.map { band in
          [Double(band.depth), Double(band.nets)] + [band.low, band.median, band.high].map { $0 * axis.scale }
        })
    }
    let behind = panels.firstIndex { $0.title == reference }, looks = looks ?? Looks(of: panels.map(\.title))
    for (place, panel) in panels.enumerated() {
      let column = place % grid.columns, frame = grid[column, place / grid.columns], look = looks[panel.title]
      let colour = FigureStyle.colour(look)
      let other = behind == place ? nil : behind
      let title = panel.title + (other == nil ? "" : " (dashed: \(reference))")
      lines += grid.begin(frame, tag: panels.count > 1 ? place : nil, title: GnuplotText.plain(title))
      lines += xTicks.lines("x") + yTicks.lines("y", labelled: column == 0)
      lines += grid.titles(frame, x: "Depth (choices that keep no identity)", y: column == 0 ? axis.markup : "")
      var parts = ["\(blocks[place]) using 1:3:5 with filledcurves fs transparent solid 0.2 noborder lc rgb '\(colour)'"]
      if let other { parts.append("\(blocks[other]) using 1:4 with lines lw 1 dt 2 lc rgb '\(FigureStyle.muted)'") }
      parts.append("\(blocks[place]) using 1:4 with linespoints lt \(look + 1)")
      lines.append("plot " + parts.joined(separator: ", \\\n  "))
    }
    return try Figure(name, grid.size, caption: caption, footer: footer, data: data, panels: lines)
  }

  private var caption: String {
    "\(axis.title) by depth: the median and the band from 10 % to 90 % of the nets of one depth, means over supernets. Dashed: the reference's median."
  }
}
