/// Tau against training level, a mark a supernet: where strategies differ in how well they are trained, they differ in tau for that alone.
public struct TauByLevel: Drawing {
  /// A strategy's supernets, or one published value.
  public struct Series: Hashable, Sendable {
    public var name: String
    /// Mean one-shot accuracy (fraction) and tau-b of each.
    public var points: [Point]

    public init(_ name: String, points: [Point]) { (self.name, self.points) = (name, points) }
  }

  /// One supernet.
  public struct Point: Hashable, Sendable {
    public var level: Double, tau: Double

    public init(level: Double, tau: Double) { (self.level, self.tau) = (level, tau) }
  }

  /// Those that were measured on the same nets, or published together.
  public struct Panel: Hashable, Sendable {
    public var title: String, series: [Series], axis: Axis
    /// What a mark is, in the plural: "supernets" where they were trained here.
    public var marks: String
    /// Pearson's r over all points, where it was computed.
    public var correlation: Double?

    public init(_ title: String, series: [Series], axis: Axis, marks: String = "supernets", correlation: Double? = nil) {
      (self.title, self.series, self.axis, self.marks, self.correlation) = (title, series, axis, marks, correlation)
    }
  }

  public var name: String, panels: [Panel], footer: Footer
  /// Of more than these strategies where a report shows parts of them; of these alone where left out.
  public var looks: Looks?

  /// Panels share the vertical axis.
  public init(_ name: String = "tau-by-level", panels: [Panel], footer: Footer = Footer(), looks: Looks? = nil) {
    (self.name, self.panels, self.footer, self.looks) = (name, panels, footer, looks)
  }

  public func figure() throws(ReportingError) -> Figure {
    guard !panels.isEmpty else { throw .empty(figure: name, what: "the list of panels") }
    for panel in panels {
      guard panel.series.contains(where: { !$0.points.isEmpty }) else { throw .empty(figure: name, what: "panel '\(panel.title)'") }
      for series in panel.series {
        try checkFinite(name, "'\(series.name)' of '\(panel.title)'", series.points.flatMap { [$0.level, $0.tau] })
      }
    }
    var grid = Panels.grid(of: panels.count, height: 4.6), names: [String] = []
    for series in panels.flatMap(\.series) where !names.contains(series.name) { names.append(series.name) }
    let looks = looks ?? Looks(of: names)
    func look(_ name: String) -> String { "lt \(looks[name] + 1)" }
    let legend = Legend(names.map { Legend.Entry($0, point: look($0)) })
    grid.makeRoom(for: legend)
    let yTicks = Ticks(panels.flatMap { $0.series.flatMap { $0.points.map(\.tau) } }, atMost: 6)
    let xTicks = panels.map { panel in Ticks(panel.series.flatMap { $0.points.map { $0.level * panel.axis.scale } }, atMost: 6) }
    let notes = panels.map { panel in
      ["\(panel.series.reduce(0) { $0 + $1.points.count }) \(panel.marks)"]
        + [panel.correlation.map { "r = \($0.readable(2))" }].compactMap(\.self)
    }
    let corner = Corner.choose(
      Corner.allowance(notes, grid),
      panels.indices.map { place in
        panels[place].series.flatMap(\.points).map { point in
          let x = xTicks[place].share(point.level * panels[place].axis.scale), y = yTicks.share(point.tau)
          return Corner.Mark(left: x, right: x, bottom: y, top: y)
        }
      })
    let stretched = corner.stretch(yTicks)
    var data = PlotData(), lines: [String] = []
    for (place, panel) in panels.enumerated() {
      let column = place % grid.columns, frame = grid[column, place / grid.columns]
      lines += grid.begin(frame, tag: panels.count > 1 ? place : nil, title: GnuplotText.plain(panel.title))
      lines += xTicks[place].lines("x") + stretched.lines("y", labelled: column == 0)
      lines += grid.titles(frame, x: panel.axis.markup, y: column == 0 ? "Kendall's\u{A0}{/:Italic τ}_b" : "")
      lines += corner.labels(notes[place], frame, grid)
      let marks = panel.series.filter { !$0.points.isEmpty }.map { series in
        let block = data.add(
          "\(panel.title), \(series.name)", columns: ["level", "tau"],
          rows: series.points.map { [$0.level * panel.axis.scale, $0.tau] })
        return "\(block) using 1:2 with points \(look(series.name))"
      }
      lines.append("plot " + marks.joined(separator: ", \\\n  "))
    }
    lines += legend.lines(grid)
    return try Figure(name, grid.size, caption: caption, footer: footer, data: data, panels: lines)
  }

  private var caption: String {
    "tau-b against training level, the mean one-shot score of fixed paths, a mark a supernet at the end of its schedule. Where taus lie on one line, whatever "
      + "the strategy, training level and not the strategy tells them apart."
      + (panels.count > 1
        ? " Panels beside the first are published, of other data and nets, a mark a series; the horizontal axes differ." : "")
  }
}
