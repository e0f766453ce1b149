/// Tau by population and slice as dots with intervals, beside what another training and a perfect predictor reach there.
public struct TauBySlice: Drawing {
  /// A population or a slice of the nets: a row.
  public struct Slice: Hashable, Sendable {
    public var name: String
    /// From the least to the most of any strategy, whose predicted best are its own.
    public var nets: ClosedRange<Int>
    /// One a strategy, in the figure's order; nil where the slice is too small.
    public var taus: [Reading?]
    public var replicate: Double?, oracle: Double?

    public init(_ name: String, nets: Int, taus: [Reading?], replicate: Double? = nil, oracle: Double? = nil) {
      self.init(name, nets: nets...nets, taus: taus, replicate: replicate, oracle: oracle)
    }

    public init(_ name: String, nets: ClosedRange<Int>, taus: [Reading?], replicate: Double? = nil, oracle: Double? = nil) {
      (self.name, self.nets, self.taus, self.replicate, self.oracle) = (name, nets, taus, replicate, oracle)
    }
  }

  public var name: String, strategies: [String], slices: [Slice], footer: Footer
  /// The whole caption, where the figure's own words do not fit what is drawn.
  public var words: String?
  /// Of more than these strategies where a report shows parts of them; of these alone where left out.
  public var looks: Looks?

  public init(_ name: String = "tau-by-slice", strategies: [String], slices: [Slice], footer: Footer = Footer(), looks: Looks? = nil) {
    (self.name, self.strategies, self.slices, self.footer, self.looks) = (name, strategies, slices, footer, looks)
  }

  public func figure() throws(ReportingError) -> Figure {
    guard !strategies.isEmpty else { throw .empty(figure: name, what: "the list of strategies") }
    guard !slices.isEmpty else { throw .empty(figure: name, what: "the list of slices") }
    for slice in slices {
      guard slice.taus.count == strategies.count else {
        throw .lengths(figure: name, what: "slice '\(slice.name)'", expected: strategies.count, found: slice.taus.count)
      }
      try checkFinite(
        name, "slice '\(slice.name)'", slice.taus.flatMap { $0?.ends ?? [] } + [slice.replicate, slice.oracle].compactMap(\.self))
    }
    let pitch = Double(strategies.count) * 0.26 + 0.3
    var grid = Panels(size: .oneColumn(height: 0))
    let longest = slices.map { FigureStyle.width($0.name, FigureStyle.type) }.max() ?? 0
    (grid.left, grid.right) = (min(3.6, 0.4 + longest), 0.95)
    let looks = looks ?? Looks(of: strategies)
    let legend = Legend(strategies.map { .init($0, point: "lt \(looks[$0] + 1)") } + referenceEntries)
    grid.bottom = 1.42 + Double(legend.rows(grid).count) * Legend.row
    grid.size.height = Double(slices.count) * pitch + grid.bottom + grid.top
    let frame = grid[0, 0]
    let values = slices.flatMap { $0.taus.flatMap { $0?.ends ?? [] } + [$0.replicate, $0.oracle].compactMap(\.self) }
    let xTicks = Ticks(values + [0], atMost: 6)

    var lines = grid.begin(frame) + xTicks.lines("x") + grid.titles(frame, x: "Kendall's\u{A0}{/:Italic τ}_b")
    lines += ["set yrange [\(Double(slices.count) - 0.5):-0.5]", "unset ytics", "set border 1"]
    lines.append("set arrow from 0,graph 0 to 0,graph 1 nohead lw 0.6 lc rgb '\(FigureStyle.muted)' back")
    for (row, slice) in slices.enumerated() {
      let height = frame.top - (Double(row) + 0.5) * pitch
      lines.append(grid.label(GnuplotText.plain(slice.name), frame.left - 0.15, height, "right"))
      lines.append(
        grid.label(slice.nets.grouped, grid.size.width - 0.2, height, "right", points: FigureStyle.small, colour: FigureStyle.muted))
      if row % 2 == 0 {
        lines.append(
          "set object rectangle from graph 0,first \(Double(row) - 0.5) to graph 1,first \(Double(row) + 0.5) fs solid noborder fc rgb '#f5f5f5' behind"
        )
      }
      if slice.taus.allSatisfy({ $0 == nil }) {
        lines.append(
          grid.label(
            "{/:Italic n too small}", frame.left + xTicks.share(0) * frame.width + 0.12, height, "left", points: FigureStyle.small,
            colour: FigureStyle.muted))
      }
    }
    lines.append(grid.label("nets", grid.size.width - 0.2, frame.top + 0.22, "right", points: FigureStyle.small, colour: FigureStyle.muted))

    var data = PlotData(), parts = references(&data)
    for (number, strategy) in strategies.enumerated() {
      let offset = (Double(number) - Double(strategies.count - 1) / 2) * 0.26 / pitch
      let kept = slices.indices.filter { slices[$0].taus[number] != nil }
      let rows = kept.map { row -> [Double?] in
        let tau = slices[row].taus[number]
        return [tau?.value, Double(row) + offset, tau?.low, tau?.high]
      }
      guard !rows.isEmpty else { continue }
      let block = data.add(strategy, columns: ["tau", "row", "low", "high"], rows: rows, names: kept.map { slices[$0].name })
      if rows.contains(where: { $0[2] != nil }) {
        parts.append("\(block) using 3:2:($4-$3):(0) with vectors nohead lw 1.1 lc rgb '\(FigureStyle.colour(looks[strategy]))'")
      }
      parts.append("\(block) using 1:2 with points lt \(looks[strategy] + 1)")
    }
    guard !parts.isEmpty else { throw .empty(figure: name, what: "every slice") }
    lines.append("plot " + parts.joined(separator: ", \\\n  "))
    lines += ["set border 3; set ytics"] + legend.lines(grid)
    return try Figure(name, grid.size, caption: caption, footer: footer, data: data, panels: lines)
  }

  private static let replicateLook = "lw 2 lc rgb '#8a8a8a'", oracleLook = "lw 1 lc rgb '#262626'"

  /// Short vertical lines through each row.
  private func references(_ data: inout PlotData) -> [String] {
    let lines: [(String, KeyPath<Slice, Double?>, String)] = [
      ("replicate", \.replicate, Self.replicateLook), ("oracle", \.oracle, Self.oracleLook),
    ]
    return lines.compactMap { name, value, look in
      let rows = slices.enumerated().compactMap { row, slice in slice[keyPath: value].map { [$0, Double(row)] } }
      guard !rows.isEmpty else { return nil }
      let block = data.add(name, columns: ["tau", "row"], rows: rows)
      return "\(block) using 1:($2-0.42):(0):(0.84) with vectors nohead \(look)"
    }
  }

  private var referenceEntries: [Legend.Entry] {
    var entries: [Legend.Entry] = []
    if slices.contains(where: { $0.replicate != nil }) { entries.append(.init("replicate", line: Self.replicateLook)) }
    if slices.contains(where: { $0.oracle != nil }) { entries.append(.init("oracle", line: Self.oracleLook)) }
    return entries
  }

  private var caption: String {
    words
      ?? "Kendall's tau-b by population and slice; bars are 95 % intervals. Replicate: one stand-alone training against the others; oracle: "
      + "a perfect predictor against the same target."
  }
}
