/// A table's nets in the plane of cost and quality: all of them as grey dots, those that one search asked about darker, the exact front and
/// the fronts that searches found as steps, and nets with a name.
public struct ParetoPlane: Drawing {
  /// A net: its cost, and its accuracy or error, as their axes expect them.
  public struct Point: Hashable, Sendable {
    public var cost: Double, quality: Double
    public init(cost: Double, quality: Double) { (self.cost, self.quality) = (cost, quality) }
  }

  /// The nets that no other of a search beats in both.
  public struct Front: Hashable, Sendable {
    public var name: String, points: [Point]
    /// The series that the searcher is in every figure, from 0.
    public var series: Int

    public init(_ name: String, points: [Point], series: Int) { (self.name, self.points, self.series) = (name, points, series) }
  }

  /// A net with a name, such as the best one that was published.
  public struct Named: Hashable, Sendable {
    public var name: String, point: Point
    public init(_ name: String, _ point: Point) { (self.name, self.point) = (name, point) }
  }

  public var name: String, nets: [Point], cost: Axis, quality: Axis, footer: Footer
  /// The exact front, and those that searches found: three stay readable.
  public var front: [Point], fronts: [Front]
  /// What the first of them is: that of a sample is not exact.
  public var frontName: String
  /// What one search asked about; its name says whose it is.
  public var evaluated: [Point], evaluatedBy: String
  public var named: [Named]
  /// Qualities that are shown, grown to hold named nets; nil for all.
  public var shown: ClosedRange<Double>?

  /// - Parameters:
  ///   - nets: all of the table.
  ///   - cost: such as `Axis("Multiply-adds", unit: "millions", scale: 1e-6)`.
  ///   - quality: accuracy, or error, such as `Axis("Test error", unit: "%")`.
  public init(
    _ name: String = "pareto-plane", nets: [Point], front: [Point], fronts: [Front] = [], evaluated: [Point] = [],
    by evaluatedBy: String = "",
    named: [Named] = [], cost: Axis, quality: Axis, shown: ClosedRange<Double>? = nil, frontName: String = "exact front",
    footer: Footer = Footer()
  ) {
    (self.name, self.nets, self.front, self.fronts) = (name, nets, front, fronts)
    (self.evaluated, self.evaluatedBy, self.named) = (evaluated, evaluatedBy, named)
    (self.cost, self.quality, self.shown, self.footer) = (cost, quality, shown, footer)
    self.frontName = frontName
  }

  public func figure() throws(ReportingError) -> Figure {
    try check()
    let legend = Legend(entries)
    let shownNets = nets.filter(isShown)
    guard !shownNets.isEmpty else { throw .empty(figure: name, what: "the range of qualities that is shown") }
    var grid = Panels.grid(of: 1, height: 6.0)
    grid.makeRoom(for: legend)
    let frame = grid[0, 0],
      xTicks = Ticks((shownNets + named.map(\.point)).map { $0.cost * cost.scale }, margin: 0.03, scaling: cost.scaling)
    let yTicks = Ticks((shownNets + named.map(\.point)).map { $0.quality * quality.scale }, scaling: quality.scaling)
    let plane = Plane(xTicks: xTicks, yTicks: yTicks, cost: cost, quality: quality, frame: frame)
    var data = PlotData(), parts: [String] = []
    for (title, points, look) in [("nets", shownNets, Self.netLook), (evaluatedBy, evaluated.filter(isShown), Self.evaluatedLook)]
    where !points.isEmpty {
      let block = data.add(title, columns: ["cost", "quality"], rows: plane.distinct(points).map(plane.row))
      // Lines with round ends and hardly any length: a path of all of them takes a third of the bytes of as many marks in an SVG.
      let length =
        xTicks.scaling == .linear ? "(\(((xTicks.high - xTicks.low) * 3e-4).decimals(9)))" : "(\(xTicks.column(1))*5e-4)"
      parts.append("\(block) using \(xTicks.column(1)):\(yTicks.column(2)):\(length):(0) with vectors nohead \(look)")
    }
    var clearance = Clearance()
    for point in plane.distinct(shownNets) { clearance.add(plane.mark(point)) }
    for own in [Front(frontName, points: front, series: 0)] + fronts where !own.points.isEmpty {
      let steps = own.points.sorted { $0.cost < $1.cost }
      plane.addSteps(steps, to: &clearance)
    }
    if !front.isEmpty { parts.append(steps(front, frontName, plane, &data, Self.frontLook)) }
    for own in fronts {
      parts.append(steps(own.points, own.name, plane, &data, Self.look(own)))
      let block = data.add("\(own.name): nets", columns: ["cost", "quality"], rows: own.points.map(plane.row))
      parts.append("\(block) using \(xTicks.column(1)):\(yTicks.column(2)) with points \(Self.mark(own))")
    }
    if !named.isEmpty {
      let block = data.add("named nets", columns: ["cost", "quality"], rows: named.map { plane.row($0.point) }, names: named.map(\.name))
      parts.append("\(block) using \(xTicks.column(1)):\(yTicks.column(2)) with points pt 13 ps 0.9*dot lc rgb '#ffffff'")
      parts.append("\(block) using \(xTicks.column(1)):\(yTicks.column(2)) with points \(Self.namedLook)")
    }
    let lines =
      grid.begin(frame) + xTicks.lines("x") + yTicks.lines("y") + grid.titles(frame, x: cost.markup, y: quality.markup)
      + plane.labels(named, grid, &clearance) + ["plot " + parts.joined(separator: ", \\\n  ")] + legend.lines(grid)
    return try Figure(name, grid.size, caption: caption, footer: footer, data: data, panels: lines)
  }

  private func check() throws(ReportingError) {
    guard !nets.isEmpty else { throw .empty(figure: name, what: "the list of nets") }
    guard !front.isEmpty else { throw .empty(figure: name, what: "the exact front") }
    for own in fronts where own.points.isEmpty { throw .empty(figure: name, what: "front '\(own.name)'") }
    let lists =
      [("nets", nets), ("the exact front", front), ("evaluated nets", evaluated), ("named nets", named.map(\.point))]
      + fronts.map { ("front '\($0.name)'", $0.points) }
    for (field, points) in lists { try checkFinite(name, field, points.flatMap { [$0.cost, $0.quality] }) }
  }

  private func isShown(_ net: Point) -> Bool {
    guard let shown else { return true }
    let own = named.map(\.point.quality) + [shown.lowerBound, shown.upperBound]
    return net.quality >= own.min() ?? net.quality && net.quality <= own.max() ?? net.quality
  }

  /// Steps to the right: a front holds what it has until a dearer net has better.
  private func steps(_ points: [Point], _ title: String, _ plane: Plane, _ data: inout PlotData, _ look: String) -> String {
    var rows = points.sorted { $0.cost < $1.cost }.map(plane.row)
    rows.append([plane.xTicks.high, rows[rows.count - 1][1]])
    let block = data.add(title, columns: ["cost", "quality"], rows: rows)
    return "\(block) using \(plane.xTicks.column(1)):\(plane.yTicks.column(2)) with steps \(look)"
  }

  private static let netLook = "lw 1.7 lc rgb '\(FigureStyle.faint)'", evaluatedLook = "lw 2 lc rgb '\(FigureStyle.muted)'",
    frontLook = "lw 2.2 lc rgb '\(FigureStyle.ink)'", namedLook = "pt 12 ps 0.9*dot lw 1.2 lc rgb '\(FigureStyle.ink)'"
  private static func look(_ front: Front) -> String { "lw 1.1 lc rgb '\(FigureStyle.colour(front.series))'" }
  private static func mark(_ front: Front) -> String { "lt \(front.series + 1) ps 0.35*dot" }

  private var entries: [Legend.Entry] {
    var entries = [Legend.Entry("all nets", point: "pt 7 ps 0.3*dot lc rgb '\(FigureStyle.faint)'")]
    if !evaluated.isEmpty {
      entries.append(Legend.Entry("evaluated by \(evaluatedBy)", point: "pt 7 ps 0.35*dot lc rgb '\(FigureStyle.muted)'"))
    }
    entries.append(Legend.Entry(frontName, line: Self.frontLook))
    entries += fronts.map { Legend.Entry($0.name, point: Self.mark($0), line: Self.look($0)) }
    return entries
  }

  private var caption: String {
    let hidden = nets.count { !isShown($0) }
    let horizontal = cost.scaling.words("The axis of \(cost.inSentence)"),
      vertical = quality.scaling.words("The axis of \(quality.inSentence)")
    return "\(quality.title) against \(cost.inSentence) of \(nets.count.grouped) nets"
      + (hidden == 0 ? "" : ", of which \(hidden.grouped) lie beyond the vertical axis")
      + "; dots that would cover each other are drawn once."
      + (evaluated.isEmpty ? "" : " Dark grey: \(evaluated.count.grouped) evaluated by \(evaluatedBy).")
      + " \(frontName.prefix(1).uppercased())\(frontName.dropFirst()): the \(front.count.grouped) nets that no other beats in both."
      + (named.isEmpty ? "" : " Diamonds: \(named.map(\.name).joined(separator: ", ")).")
      + fronts.map { " \($0.name): front of \($0.points.count.grouped) nets." }.joined()
      + [vertical, horizontal].compactMap { $0.map { " \($0)" } }.joined()
  }
}
