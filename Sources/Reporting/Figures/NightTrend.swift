/// One quantity night by night: a mark a night, the band in which a reference lets one night expect it, and the levels between which it
/// stepped.
public struct NightTrend: Drawing {
  /// A stretch of nights of one level.
  public struct Level: Hashable, Sendable {
    /// Its first and last night, from 1, and the mean over them.
    public var first: Int, last: Int, mean: Double
    public init(first: Int, last: Int, mean: Double) { (self.first, self.last, self.mean) = (first, last, mean) }
  }

  public var name: String, axis: Axis
  /// A value a night, in the order of time.
  public var values: [Double]
  /// What one night should lie in; nil where there is no reference.
  public var band: ClosedRange<Double>?
  /// One where the level never changed.
  public var levels: [Level]
  /// What the first and the last night were, such as their dates.
  public var ends: (first: String, last: String)
  public var footer: Footer

  public init(
    _ name: String, axis: Axis, values: [Double], band: ClosedRange<Double>?, levels: [Level], ends: (first: String, last: String),
    footer: Footer = Footer()
  ) {
    (self.name, self.axis, self.values, self.band, self.levels) = (name, axis, values, band, levels)
    (self.ends, self.footer) = (ends, footer)
  }

  /// - Throws: `.empty` without nights, `.notFinite`.
  public func figure() throws(ReportingError) -> Figure {
    guard !values.isEmpty else { throw .empty(figure: name, what: "the list of nights") }
    let edges = band.map { [$0.lowerBound, $0.upperBound] } ?? []
    try checkFinite(name, "nights", values)
    try checkFinite(name, "the band", edges)
    try checkFinite(name, "levels", levels.map(\.mean))
    var grid = Panels.grid(of: 1, height: 2.9)
    grid.bottom = 1.75
    grid.size.height += 0.55
    let frame = grid[0, 0], count = Double(values.count)
    let xTicks = Ticks([], atMost: 6, fixed: 0.5...(count + 0.5)), yTicks = Ticks((values + edges).map { $0 * axis.scale }, atMost: 5)
    // Names are longer than the panel is high.
    var data = PlotData(), lines = grid.begin(frame, title: axis.markup)
    lines += Self.whole(xTicks, count) + yTicks.lines("y")
    lines += grid.titles(frame, x: "Night", y: "")
    if let band {
      lines.append(
        "set object rectangle from graph 0,first \(band.lowerBound * axis.scale) to graph 1,first \(band.upperBound * axis.scale) "
          + "fs solid noborder fc rgb '\(Self.bandColour)' behind")
    }
    for level in levels.dropFirst() {
      let place = Double(level.first) - 0.5
      lines.append("set arrow from first \(place),graph 0 to first \(place),graph 1 nohead \(Self.stepLook)")
    }
    for level in levels {
      let ends = (Double(level.first) - 0.5, Double(level.last) + 0.5), height = level.mean * axis.scale
      lines.append("set arrow from first \(ends.0),first \(height) to first \(ends.1),first \(height) nohead \(Self.levelLook)")
    }
    let rows = values.enumerated().map { place, value -> [Double?] in
      [Double(place + 1), value * axis.scale, isOutside(value) ? value * axis.scale : nil]
    }
    let block = data.add(axis.title, columns: ["night", "value", "outside"], rows: rows)
    // gnuplot complains of a column without a number.
    let hasOutside = values.contains(where: isOutside)
    lines.append(
      "plot \(block) using 1:2 with points \(Self.nightLook)"
        + (hasOutside ? ", \\\n  \(block) using 1:3 with points \(Self.outsideLook)" : ""))
    var entries = [Legend.Entry("a night", point: Self.nightLook), .init("level", line: Self.levelLook)]
    if hasOutside { entries.append(.init("outside", point: Self.outsideLook)) }
    if band != nil { entries.append(.init("expected of a night", line: Self.bandLook)) }
    if levels.count > 1 { entries.append(.init("step", line: Self.stepLook)) }
    lines += Legend(entries).lines(grid)
    return try Figure(name, grid.size, caption: caption, footer: footer, data: data, panels: lines)
  }

  private func isOutside(_ value: Double) -> Bool { band.map { !$0.contains(value) } ?? false }

  /// Ticks at whole nights alone.
  private static func whole(_ ticks: Ticks, _ count: Double) -> [String] {
    let step = max(1, Ticks.step(count, atMost: 6).rounded())
    return [
      "set xrange [\(ticks.low):\(ticks.high)]", "set xtics nomirror out \(step == 1 ? 1 : step),\(step)", "set format x '%.0f'",
    ]
  }

  private static let bandColour = "#e3ecf4"
  private static let nightLook = "pt 7 ps 0.4*dot lc rgb '\(FigureStyle.colour(0))'",
    outsideLook = "pt 6 ps 0.9*dot lw 1.4 lc rgb '\(FigureStyle.colour(1))'"
  private static let levelLook = "lw 1.6 lc rgb '\(FigureStyle.ink)'", stepLook = "dt 2 lw 1 lc rgb '\(FigureStyle.muted)'",
    bandLook = "lw 6 lc rgb '\(bandColour)'"

  private var caption: String {
    let steps = levels.dropFirst().map { "\($0.first)" }
    let outside = values.indices.filter { isOutside(values[$0]) }.map { "\($0 + 1)" }, shown = outside.suffix(5)
    return "\(axis.title), \(values.count) night\(values.count == 1 ? "" : "s") from \(ends.first) to \(ends.last)."
      + (band == nil
        ? " There is no reference yet."
        : outside.isEmpty
          ? " None lies outside."
          : " Outside: \(outside.count > 5 ? "\(outside.count) nights, the last " : "night ")\(shown.joined(separator: ", ")).")
      + (steps.isEmpty ? "" : " The level changes at night \(steps.joined(separator: ", ")).")
  }
}
