/// One-shot against stand-alone accuracy, a panel a strategy, as FairNAS's Fig. 1 (1907.01845).
///
/// Points are nets; vertical bars are the sd over stand-alone seeds, horizontal ones the sd over supernets. More than `Panel.crowd`
/// points are drawn as counts per cell.
public struct OneShotScatter: Drawing {
  /// A net.
  public struct Point: Hashable, Sendable {
    public var x: Double, y: Double
    /// Standard deviations over supernets and over stand-alone seeds; nil where there is one.
    public var xError: Double?, yError: Double?

    public init(x: Double, y: Double, xError: Double? = nil, yError: Double? = nil) {
      (self.x, self.y, self.xError, self.yError) = (x, y, xError, yError)
    }
  }

  public struct Panel: Hashable, Sendable {
    public static let crowd = 1_000

    public var title: String, points: [Point]
    /// tau-b with its interval, and which of the two it is, such as `the strategy`.
    public var tau: Reading?, interval: String?
    /// Supernets, and stand-alone seeds of a net, fewest to most.
    public var supernets: Int?, seeds: ClosedRange<Int>?
    /// Lines of reference: replicate and oracle tau on the same nets.
    public var references: [Reference]
    /// Where the points were published, for those not measured here.
    public var source: String?
    /// Nets behind tau where fewer points than that are known.
    public var total: Int?

    public init(
      _ title: String, points: [Point], tau: Reading? = nil, interval: String? = nil, supernets: Int? = nil, seeds: ClosedRange<Int>? = nil,
      references: [Reference] = [], source: String? = nil
    ) {
      (self.title, self.points, self.tau, self.interval, self.supernets, self.seeds) = (title, points, tau, interval, supernets, seeds)
      (self.references, self.source) = (references, source)
    }
  }

  public var name: String, panels: [Panel], x: Axis, y: Axis, footer: Footer
  /// The whole caption, where the figure's own words do not fit what is drawn.
  public var words: String?
  /// Of more than these strategies where a report shows parts of them; of these alone where left out.
  public var looks: Looks?

  /// Panels of one figure share the vertical axis: the stand-alone scores are the same.
  public init(
    _ name: String = "one-shot-scatter", panels: [Panel], x: Axis = .oneShot, y: Axis = .standAlone, footer: Footer = Footer(),
    looks: Looks? = nil
  ) {
    (self.name, self.panels, self.x, self.y, self.footer, self.looks) = (name, panels, x, y, footer, looks)
  }

  public func figure() throws(ReportingError) -> Figure {
    guard !panels.isEmpty else { throw .empty(figure: name, what: "the list of panels") }
    for panel in panels {
      guard !panel.points.isEmpty else { throw .empty(figure: name, what: "panel '\(panel.title)'") }
      try checkFinite(name, "x of '\(panel.title)'", panel.points.map(\.x))
      try checkFinite(name, "y of '\(panel.title)'", panel.points.map(\.y))
      try checkFinite(name, "error of '\(panel.title)'", panel.points.flatMap { [$0.xError ?? 0, $0.yError ?? 0] })
      try checkFinite(name, "tau of '\(panel.title)'", (panel.tau?.ends ?? []) + panel.references.flatMap(\.reading.ends))
    }
    var grid = Panels.grid(of: panels.count, height: 4.6)
    // A scale of colour stands at the right of each panel.
    if panels.contains(where: { $0.points.count > Panel.crowd }) { (grid.right, grid.across) = (1.35, 1.75) }
    let notes = panels.map(notes), room = Corner.allowance(notes, grid)
    var yTicks = Ticks(panels.flatMap { $0.points.flatMap { spread($0.y, $0.yError, y) } })
    // What was measured here is compared on one axis; published panels are of other data.
    let measured = panels.filter { $0.source == nil }.flatMap(\.points)
    let xTicks = panels.map { panel in
      Ticks((panel.source == nil ? measured : panel.points).flatMap { spread($0.x, $0.xError, x) }, atMost: grid.columns > 2 ? 5 : 6)
    }
    let corner = Corner.choose(room, panels.indices.map { corners($0, xTicks[$0], yTicks) })
    yTicks = corner.stretch(yTicks)

    var data = PlotData(), lines: [String] = []
    for (place, panel) in panels.enumerated() {
      let column = place % grid.columns, row = place / grid.columns, frame = grid[column, row]
      lines += grid.begin(frame, tag: panels.count > 1 ? place : nil, title: GnuplotText.plain(panel.title))
      lines += xTicks[place].lines("x") + yTicks.lines("y", labelled: column == 0)
      lines += grid.titles(frame, x: x.markup, y: column == 0 ? y.markup : "")
      lines += corner.labels(notes[place], frame, grid)
      if panel.points.count > Panel.crowd {
        lines.append(grid.label("points per cell", frame.right + 0.8, frame.top + 0.22, "right", points: FigureStyle.small))
      }
      lines.append(plot(panel, xTicks[place], yTicks, grid, frame, &data))
    }
    return try Figure(name, grid.size, caption: caption, footer: footer, data: data, panels: lines)
  }

  private func spread(_ value: Double, _ error: Double?, _ axis: Axis) -> [Double] {
    [(value - (error ?? 0)) * axis.scale, (value + (error ?? 0)) * axis.scale]
  }

  private func corners(_ place: Int, _ xTicks: Ticks, _ yTicks: Ticks) -> [Corner.Mark] {
    panels[place].points.map { point in
      let xs = spread(point.x, point.xError, x), ys = spread(point.y, point.yError, y)
      return Corner.Mark(
        left: xTicks.share(xs[0]), right: xTicks.share(xs[1]), bottom: yTicks.share(ys[0]), top: yTicks.share(ys[1]))
    }
  }

  private func plot(
    _ panel: Panel, _ xTicks: Ticks, _ yTicks: Ticks, _ grid: Panels, _ frame: Panels.Frame, _ data: inout PlotData
  ) -> String {
    guard panel.points.count <= Panel.crowd else { return density(panel, xTicks, yTicks, grid.colourBar(frame), &data) }
    let look = (looks ?? Looks(of: panels.map(\.title)))[panel.title]
    let rows = panel.points.map { [$0.x * x.scale, $0.y * y.scale, $0.xError.map { $0 * x.scale }, $0.yError.map { $0 * y.scale }] }
    let block = data.add(panel.title, columns: ["x", "y", "x_sd", "y_sd"], rows: rows)
    let shape = panel.source == nil ? "lt \(look + 1)" : "pt 6 ps 0.5*dot lw 1 lc rgb '\(FigureStyle.ink)'"
    var parts: [String] = []
    // Not errorbars: those leave white halos round the points.
    if panel.points.contains(where: { $0.xError != nil }) {
      parts.append("\(block) using ($1-$3):2:(2*$3):(0) with vectors nohead lw 0.6 lc rgb '\(FigureStyle.colour(look, opacity: 0.35))'")
    }
    if panel.points.contains(where: { $0.yError != nil }) {
      parts.append("\(block) using 1:($2-$4):(0):(2*$4) with vectors nohead lw 0.6 lc rgb '\(FigureStyle.colour(look, opacity: 0.35))'")
    }
    let crowded = panel.points.count > 300 && panel.source == nil
    parts.append(
      "\(block) using 1:2 with points \(shape)" + (crowded ? " ps 0.3*dot lc rgb '\(FigureStyle.colour(look, opacity: 0.5))'" : ""))
    return "plot " + parts.joined(separator: ", \\\n  ")
  }

  /// Counts of points per cell of a 64 × 48 grid, on a logarithmic scale of colour.
  private func density(_ panel: Panel, _ xTicks: Ticks, _ yTicks: Ticks, _ bar: String, _ data: inout PlotData) -> String {
    let columns = 64, rows = 48
    var counts = [Int](repeating: 0, count: columns * rows)
    for point in panel.points {
      let column = min(columns - 1, Int(xTicks.share(point.x * x.scale) * Double(columns)))
      let row = min(rows - 1, Int(yTicks.share(point.y * y.scale) * Double(rows)))
      counts[row * columns + column] += 1
    }
    let width = (xTicks.high - xTicks.low) / Double(columns), height = (yTicks.high - yTicks.low) / Double(rows)
    let cells = counts.indices.filter { counts[$0] > 0 }.map { cell -> [Double?] in
      [xTicks.low + (Double(cell % columns) + 0.5) * width, yTicks.low + (Double(cell / columns) + 0.5) * height, Double(counts[cell])]
    }
    let block = data.add(panel.title + ": points per cell", columns: ["x", "y", "count"], rows: cells)
    let most = counts.max() ?? 1
    return "\(bar); set logscale cb; set cbrange [1:\(max(most, 2))]; set format cb '%.0f'\n"
      + "plot \(block) using 1:2:(\(width / 2)):(\(height / 2)):3 with boxxyerror lc palette fs solid noborder"
  }

  private func notes(_ panel: Panel) -> [String] {
    var lines: [String] = []
    if let tau = panel.tau { lines.append("{/:Italic τ}_b\u{A0}= \(panel.source == nil ? tau.text(2) : tau.text(4))") }
    let total = panel.total ?? panel.points.count, hidden = total > panel.points.count ? " (\(panel.points.count.grouped) shown)" : ""
    let counts =
      ["n = \(total.grouped)\(hidden)"] + [panel.supernets.map { "S = \($0)" }, panel.seeds.map { "R = \($0.grouped)" }].compactMap(\.self)
    lines.append(counts.joined(separator: ", "))
    lines += panel.references.map { "\(GnuplotText.plain($0.name)) \($0.reading.value.readable(2))" }
    if panel.source != nil { lines.append("{/:Italic published, digitised}") }
    return lines
  }

  private var caption: String {
    if let words { return words }
    var text = "\(x.title) against \(y.title.lowercased()) of the same nets, a panel a strategy."
    if let what = y.what { text += " \(y.title): \(what)." }
    let drawn = panels.filter { $0.points.count <= Panel.crowd }
    if drawn.contains(where: { $0.points.contains { $0.xError != nil } }) { text += " Horizontal bars: sd over supernets." }
    if drawn.contains(where: { $0.points.contains { $0.yError != nil } }) {
      text += " Vertical bars: sd over \(y.what == nil ? "stand-alone seeds" : "published runs")."
    }
    if let interval = panels.lazy.compactMap(\.interval).first { text += " Brackets: 95 % interval of \(interval)." }
    for panel in panels { if let source = panel.source { text += " '\(panel.title)' is published (\(source)), not measured here." } }
    if panels.contains(where: { $0.points.count > Panel.crowd }) { text += " Colour: points per cell, logarithmic." }
    return text
  }
}
