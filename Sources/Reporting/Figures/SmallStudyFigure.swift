/// What 13 nets can show: how tau of two strategies, and their difference, vary over many small studies (protocol, section 8).
public struct SmallStudyFigure: Drawing {
  /// One way of choosing the nets, with the taus of all draws.
  public struct Design: Hashable, Sendable {
    public var name: String, first: [Double], second: [Double]
    public init(_ name: String, first: [Double], second: [Double]) { (self.name, self.first, self.second) = (name, first, second) }
  }

  /// A tau that a paper gave, drawn as a tick with the interval that its pairs allow.
  public struct Published: Hashable, Sendable {
    public enum Place: Hashable, Sendable { case first, second, difference }
    public var name: String, tau: Reading, place: Place
    public init(_ name: String, _ tau: Reading, in place: Place) { (self.name, self.tau, self.place) = (name, tau, place) }
  }

  public var name: String, first: String, second: String, nets: Int, designs: [Design], published: [Published], footer: Footer

  /// - Parameters:
  ///   - first, second: names of the two strategies.
  ///   - nets: nets a draw.
  public init(
    _ name: String = "small-studies", first: String, second: String, nets: Int = 13, designs: [Design], published: [Published] = [],
    footer: Footer = Footer()
  ) {
    (self.name, self.first, self.second, self.nets, self.designs) = (name, first, second, nets, designs)
    (self.published, self.footer) = (published, footer)
  }

  private typealias Panel = (title: String, axis: String, place: Published.Place, column: (Design) -> [Double])

  public func figure() throws(ReportingError) -> Figure {
    guard !designs.isEmpty else { throw .empty(figure: name, what: "the list of designs") }
    guard nets >= 2 else { throw .empty(figure: name, what: "a draw") }
    for design in designs {
      guard !design.first.isEmpty else { throw .empty(figure: name, what: "design '\(design.name)'") }
      guard design.first.count == design.second.count else {
        throw .lengths(figure: name, what: "draws of '\(design.name)'", expected: design.first.count, found: design.second.count)
      }
      try checkFinite(name, "tau of '\(design.name)'", design.first + design.second)
    }
    try checkFinite(name, "a published tau", published.flatMap(\.tau.ends))
    var grid = Panels(size: .twoColumns(height: 6.6), columns: 3)
    grid.bottom = 1.75
    let panels: [Panel] = [
      (first, "{/:Italic τ}_b", .first, \.first), (second, "{/:Italic τ}_b", .second, \.second),
      ("\(first) − \(second)", "difference of\u{A0}{/:Italic τ}_b", .difference, { zip($0.first, $0.second).map(-) }),
    ]
    // Without ties tau moves in steps of 4/(n(n−1)): bins hold three steps each, the topmost 1 and two below, the middle one of differences 0.
    let step = 4 / Double(nets * (nets - 1))
    let bins = panels.map { panel in
      designs.map { Bins(panel.column($0), width: 3 * step, edge: panel.place == .difference ? 1.5 * step : 1 + 0.5 * step) }
    }
    let most = bins.joined().map { Double($0.counts.max() ?? 0) / Double($0.total) * 100 }.max() ?? 1
    let rows = panels.map { panel in published.filter { $0.place == panel.place } }
    let band = Double(rows.map(\.count).max() ?? 0) * 0.13
    let yTicks = Ticks([], atMost: 5, fixed: 0...most * 1.06 / (1 - band))

    var data = PlotData(), lines: [String] = []
    for (place, panel) in panels.enumerated() {
      let xs = bins[place].flatMap { [$0.low, $0.high] } + rows[place].flatMap(\.tau.ends)
      let xTicks = Ticks(xs, atMost: 6, margin: 0.02)
      let frame = grid[place, 0]
      lines += grid.begin(frame, tag: place, title: GnuplotText.plain(panel.title))
      lines += xTicks.lines("x") + yTicks.lines("y", labelled: place == 0)
      lines += grid.titles(frame, x: panel.axis, y: place == 0 ? "Draws (%)" : "")
      var parts: [String] = []
      for (number, design) in designs.enumerated() {
        let block = data.add("\(panel.title), \(design.name)", columns: ["tau", "share"], rows: outline(bins[place][number]))
        let look = "lt \(number + 1) lw 1.4 dt \(number + 1)"
        parts.append("\(block) using 1:2 with filledcurves y1=0 fs transparent solid 0.12 noborder lc rgb '\(FigureStyle.colour(number))'")
        parts.append("\(block) using 1:2 with lines \(look)")
      }
      for (number, paper) in rows[place].enumerated() {
        let height = yTicks.high * (1 - (Double(number) + 0.62) * 0.13), tau = paper.tau
        let block = data.add(
          "published \(paper.name)", columns: ["tau", "low", "high", "height"], rows: [[tau.value, tau.low, tau.high, height]])
        if tau.low != nil { parts.append("\(block) using 2:4:($3-$2):(0) with vectors nohead lw 1 lc rgb '\(FigureStyle.ink)'") }
        parts.append("\(block) using 1:4 with points pt 2 ps 0.5*dot lw 1.4 lc rgb '\(FigureStyle.ink)'")
        // The label keeps clear of the middle, where the distributions are.
        let text = "\(GnuplotText.plain(paper.name)), published \(tau.text(2))", isRight = xTicks.share(tau.value) > 0.5
        lines.append(
          "set label \(GnuplotText.quoted(text)) at graph \(isRight ? 0.985 : 0.02),first \(height + yTicks.high * 0.055) "
            + "\(isRight ? "right" : "left") font ',\(Int(FigureStyle.small))' tc rgb '\(FigureStyle.ink)' front")
      }
      lines.append("plot " + parts.joined(separator: ", \\\n  "))
    }
    lines += Legend(designs.enumerated().map { .init($1.name, line: "lt \($0 + 1) lw 1.4 dt \($0 + 1)") }).lines(grid)
    return try Figure(name, grid.size, caption: caption, footer: footer, data: data, panels: lines)
  }

  /// The bins' outline, from the axis up and back to it.
  private func outline(_ bins: Bins) -> [[Double?]] {
    var rows: [[Double?]] = [[bins.low, 0]]
    for (place, count) in bins.counts.enumerated() {
      let low = bins.low + Double(place) * bins.width, share = Double(count) / Double(bins.total) * 100
      rows += [[low, share], [low + bins.width, share]]
    }
    return rows + [[bins.high, 0]]
  }

  private var caption: String {
    let draws = designs.map { $0.first.count }.max() ?? 0
    return
      "Kendall's tau-b of \(first), of \(second) and their difference over \(draws.grouped) draws of \(nets) nets from one pool, by how the nets are chosen."
      + (published.isEmpty
        ? ""
        : " Crosses: published values, with the 95 % interval that \(nets) nets allow; other data, space and selection, so direction only.")
  }
}
