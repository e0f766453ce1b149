/// Panels of curves against evaluations, drawn: what `RegretByEvaluations` and `SearchProgress` have in common.
struct EvaluationPanels {
  private(set) var grid: Panels
  private(set) var data = PlotData(), lines: [String] = []
  private let panels: [SearchPanel], evaluations: Axis
  /// Names of the lines of reference, in the order in which they first come: the legend has each once.
  private let references: [String]

  /// - Parameters:
  ///   - panels: checked already.
  ///   - evaluations: the horizontal axis, the same for all.
  init(_ panels: [SearchPanel], evaluations: Axis) {
    (self.panels, self.evaluations) = (panels, evaluations)
    references = panels.flatMap(\.references).reduce(into: []) { if !$0.contains($1.name) { $0.append($1.name) } }
    grid = Panels.grid(of: panels.count, height: 4.6)
    let columns = grid.columns
    if panels.indices.contains(where: { $0 % columns > 0 && panels[$0].axis != panels[$0 - 1].axis }) { grid.across = 1.35 }
    let legend = Legend(entries)
    grid.makeRoom(for: legend)
    let xTicks = Ticks(
      panels.flatMap { $0.curves.flatMap { $0.evaluations.map { Double($0) * evaluations.scale } } }, atMost: 5, margin: 0.03,
      scaling: evaluations.scaling)
    for (place, panel) in panels.enumerated() { draw(panel, place, xTicks) }
    lines += legend.lines(grid)
  }

  private mutating func draw(_ panel: SearchPanel, _ place: Int, _ xTicks: Ticks) {
    let column = place % grid.columns, frame = grid[column, place / grid.columns]
    // Panels with the same axis can be compared by eye.
    let yTicks = Ticks(panels.filter { $0.axis == panel.axis }.flatMap(\.values), atMost: 6, scaling: panel.axis.scaling)
    let isLabelled = column == 0 || panels[place - 1].axis != panel.axis
    lines += grid.begin(frame, tag: panels.count > 1 ? place : nil, title: GnuplotText.plain(panel.title))
    lines += xTicks.lines("x") + yTicks.lines("y", labelled: isLabelled)
    lines += grid.titles(frame, x: evaluations.markup, y: isLabelled ? panel.axis.markup : "")
    for reference in panel.references {
      let height = yTicks.held(reference.reading.value * panel.axis.scale)
      lines.append("set arrow from graph 0,first \(height) to graph 1,first \(height) nohead \(look(reference.name))")
    }
    lines.append("plot " + curves(panel, xTicks, yTicks).joined(separator: ", \\\n  "))
  }

  /// Bands, then thin lines, then others, then marks: what says most lies on top.
  private mutating func curves(_ panel: SearchPanel, _ xTicks: Ticks, _ yTicks: Ticks) -> [String] {
    var bands: [String] = [], singles: [String] = [], others: [String] = [], marks: [String] = [], rings: [String] = []
    let means = panel.curves.filter { $0.style == .mean }.count
    var mean = 0
    // Many bands lie over each other.
    let opacity = panel.curves.filter(\.hasBand).count > 3 ? 0.1 : 0.15
    for curve in panel.curves {
      let places = Self.thinned(curve, xTicks, evaluations.scale)
      var marked: Set<Int> = []
      if curve.style == .mean {
        marked = Self.marked(places, curve, xTicks, evaluations.scale, phase: Double(mean) / Double(means))
        mean += 1
      }
      let rows = places.map { place -> [Double?] in
        let reading = curve.readings[place], factor = panel.axis.scale, value = reading.value * factor
        return [
          Double(curve.evaluations[place]) * evaluations.scale, value, reading.low.map { $0 * factor }, reading.high.map { $0 * factor },
          marked.contains(place) ? value : nil,
        ]
      }
      let title = "\(panel.name), \(curve.name)"
      let block = data.add(title, columns: ["evaluations", "value", "low", "high", "marked"], rows: rows)
      let value = yTicks.column(2)
      if curve.hasBand {
        bands.append(
          "\(block) using 1:\(yTicks.column(3)):\(yTicks.column(4)) with filledcurves fs transparent solid \(opacity) noborder lc rgb '\(FigureStyle.colour(curve.series))'"
        )
      }
      let line = "\(block) using 1:\(value) with lines \(curve.look)"
      if curve.style == .single { singles.append(line) } else { others.append(line) }
      if let mark = curve.mark { marks.append("\(block) using 1:\(yTicks.column(5)) with points \(mark)") }
      if curve.marksMinimum, let least = curve.minimum, let row = places.firstIndex(of: least) {
        let ring = data.add("\(title): minimum", columns: ["evaluations", "value"], rows: [Array(rows[row].prefix(2))])
        rings.append("\(ring) using 1:\(value) with points \(Self.rim)")
        rings.append("\(ring) using 1:\(value) with points \(Self.ring) lc rgb '\(FigureStyle.colour(curve.series))'")
      }
    }
    return bands + singles + others + marks + rings
  }

  /// Grey lines of reference, told apart by their dashes.
  private func look(_ reference: String) -> String {
    "dt \(["3", "4", "5"][(references.firstIndex(of: reference) ?? 0) % 3]) lw 1.1 lc rgb '\(FigureStyle.muted)'"
  }

  private static let ring = "pt 6 ps 0.7*dot lw 1.2", rim = "pt 7 ps 0.7*dot lc rgb '#ffffff'"

  /// Places of a curve that are at least a six-hundredth of the axis apart, with the last and the least: a line of 4,000 evaluations
  /// looks the same with fewer.
  private static func thinned(_ curve: SearchCurve, _ ticks: Ticks, _ scale: Double) -> [Int] {
    var kept: [Int] = [], share = -1.0
    let last = curve.evaluations.count - 1, least = curve.minimum
    for (place, count) in curve.evaluations.enumerated() {
      let own = ticks.share(Double(count) * scale)
      guard own - share >= 1.0 / 600 || place == last || place == least else { continue }
      kept.append(place)
      share = own
    }
    return kept
  }

  /// Some eight places along the axis for marks, those of different curves out of step.
  private static func marked(_ places: [Int], _ curve: SearchCurve, _ ticks: Ticks, _ scale: Double, phase: Double) -> Set<Int> {
    let shares = places.map { ticks.share(Double(curve.evaluations[$0]) * scale) }
    guard places.count > 12 else { return Set(places) }
    return (0..<8).reduce(into: []) { marked, step in
      let wanted = (Double(step) + 0.15 + 0.8 * phase) / 8
      guard let nearest = shares.indices.min(by: { abs(shares[$0] - wanted) < abs(shares[$1] - wanted) }) else { return }
      if abs(shares[nearest] - wanted) < 0.05 { marked.insert(places[nearest]) }
    }
  }

  /// An entry for each name and look, in the order in which they first come.
  private var entries: [Legend.Entry] {
    var seen: Set<String> = [], entries: [Legend.Entry] = []
    for curve in panels.flatMap(\.curves) where seen.insert("\(curve.name) \(curve.look)").inserted {
      entries.append(Legend.Entry(curve.name, point: curve.mark, line: curve.look))
    }
    if panels.contains(where: { $0.curves.contains(where: \.marksMinimum) }) {
      entries.append(Legend.Entry("minimum of a curve", point: "\(Self.ring) lc rgb '\(FigureStyle.ink)'"))
    }
    return entries + references.map { Legend.Entry($0, line: look($0)) }
  }
}
