/// How tau, validation accuracy and training loss move with the number of passes: evidence that supernets are trained at all.
public struct TauByPasses: Drawing {
  /// A strategy's curve of one quantity.
  public struct Curve: Hashable, Sendable {
    public var name: String
    /// Forward–backward passes, rising, and the quantity after so many.
    public var passes: [Double], readings: [Reading]
    /// Such as `not trained`, shown beside the name.
    public var flag: String?

    public init(_ name: String, passes: [Double], readings: [Reading], flag: String? = nil) {
      (self.name, self.passes, self.readings, self.flag) = (name, passes, readings, flag)
    }
  }

  public struct Panel: Hashable, Sendable {
    public var axis: Axis, curves: [Curve]
    /// Horizontal lines, such as the replicate tau or the accuracy of chance.
    public var references: [Reference]

    public init(_ axis: Axis, curves: [Curve], references: [Reference] = []) {
      (self.axis, self.curves, self.references) = (axis, curves, references)
    }
  }

  public var name: String, panels: [Panel], isOneSchedule: Bool, band: String, footer: Footer
  /// Nets that tau was taken on where they are not those of the footer.
  public var followed: Int?
  /// Of more than these strategies where a report shows parts of them; of these alone where left out.
  public var looks: Looks?

  /// - Parameters:
  ///   - panels: tau first; all name the same strategies in the same order.
  ///   - isOneSchedule: the points lie inside one schedule of the learning rate, so they are not shorter trainings; the caption says so.
  ///   - band: what the readings' ends are.
  public init(
    _ name: String = "tau-by-passes", panels: [Panel], isOneSchedule: Bool, band: String = "95 % intervals", footer: Footer = Footer(),
    looks: Looks? = nil
  ) {
    (self.name, self.panels, self.isOneSchedule, self.band, self.footer, self.looks) = (name, panels, isOneSchedule, band, footer, looks)
  }

  public func figure() throws(ReportingError) -> Figure {
    guard let strategies = panels.first?.curves, !strategies.isEmpty else { throw .empty(figure: name, what: "the list of curves") }
    for panel in panels {
      guard panel.curves.map(\.name) == strategies.map(\.name) else {
        throw .lengths(figure: name, what: "curves of '\(panel.axis.title)'", expected: strategies.count, found: panel.curves.count)
      }
      for curve in panel.curves {
        guard !curve.passes.isEmpty else { throw .empty(figure: name, what: "curve '\(curve.name)' of '\(panel.axis.title)'") }
        guard curve.passes.count == curve.readings.count else {
          throw .lengths(figure: name, what: "curve '\(curve.name)'", expected: curve.passes.count, found: curve.readings.count)
        }
        try checkFinite(name, "curve '\(curve.name)' of '\(panel.axis.title)'", curve.passes + curve.readings.flatMap(\.ends))
      }
      try checkFinite(name, "references", panel.references.flatMap(\.reading.ends))
    }
    var grid = Panels.grid(of: panels.count, height: 4.0)
    (grid.across, grid.bottom) = (1.35, 1.75)
    grid.size.height += 0.55
    let isThousands = (strategies.flatMap(\.passes).max() ?? 0) >= 10_000, scale = isThousands ? 1e-3 : 1
    let looks = looks ?? Looks(of: strategies.map(\.name))
    var data = PlotData(), lines: [String] = []
    for (place, panel) in panels.enumerated() {
      let xTicks = Ticks([0] + panel.curves.flatMap { $0.passes.map { $0 * scale } }, atMost: 5, margin: 0.03)
      let ends = panel.curves.flatMap { $0.readings.flatMap(\.ends) } + panel.references.map(\.reading.value)
      let yTicks = Ticks(ends.map { $0 * panel.axis.scale }, atMost: 6)
      let frame = grid[place % grid.columns, place / grid.columns]
      lines += grid.begin(frame, tag: panels.count > 1 ? place : nil)
      lines += xTicks.lines("x") + yTicks.lines("y")
      lines += grid.titles(frame, x: isThousands ? "Passes (thousands)" : "Passes", y: panel.axis.markup)
      let heights = panel.references.map { $0.reading.value * panel.axis.scale }
      lines += zip(panel.references, heights).flatMap { reference, height in
        // The lower of two close lines is named below it.
        let isClose = heights.contains { $0 > height && $0 - height < 0.12 * (yTicks.high - yTicks.low) }
        return [
          "set arrow from graph 0,first \(height) to graph 1,first \(height) nohead dt 3 lw 1 lc rgb '\(FigureStyle.muted)'",
          "set label \(GnuplotText.quoted(GnuplotText.plain(reference.name))) at graph 0.02,first \(height) offset 0,\(isClose ? -0.45 : 0.45) left font ',\(Int(FigureStyle.small))' tc rgb '\(FigureStyle.muted)' front",
        ]
      }
      lines.append("plot " + curves(panel, looks, scale, &data).joined(separator: ", \\\n  "))
    }
    lines += Legend(strategies.map { .init($0.name + ($0.flag.map { " (\($0))" } ?? ""), series: looks[$0.name]) }).lines(grid)
    return try Figure(name, grid.size, caption: caption, footer: footer, data: data, panels: lines)
  }

  private func curves(_ panel: Panel, _ looks: Looks, _ scale: Double, _ data: inout PlotData) -> [String] {
    var bands: [String] = [], marks: [String] = []
    for curve in panel.curves {
      let factor = panel.axis.scale, look = looks[curve.name]
      let rows = zip(curve.passes, curve.readings).map { passes, reading in
        [passes * scale, reading.value * factor, reading.low.map { $0 * factor }, reading.high.map { $0 * factor }]
      }
      let block = data.add("\(panel.axis.title), \(curve.name)", columns: ["passes", "value", "low", "high"], rows: rows)
      if curve.readings.contains(where: { $0.low != nil }) {
        bands.append(
          "\(block) using 1:3:4 with filledcurves fs transparent solid 0.15 noborder lc rgb '\(FigureStyle.colour(look))'")
      }
      marks.append("\(block) using 1:2 with \(curve.passes.count > 60 ? "lines" : "linespoints") lt \(look + 1)")
    }
    return bands + marks
  }

  private var caption: String {
    let titles = panels.map(\.axis.title).joined(separator: "; ")
    let hasBands = panels.contains { $0.curves.contains { $0.readings.contains { $0.low != nil } } }
    return "\(titles) against forward–backward passes." + (followed.map { " tau-b of \($0.grouped) nets drawn from all." } ?? "")
      + (hasBands ? " Bands: \(band)." : "")
      + (isOneSchedule ? " The points lie inside one schedule of the learning rate; they are not shorter trainings." : "")
  }
}
