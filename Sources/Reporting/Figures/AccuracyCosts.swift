/// Accuracy of nets trained alone against their multiply-adds: what each method's searches found, and random genotypes behind.
public struct AccuracyCosts: Drawing {
  /// A net: multiply-adds in millions, accuracy in per cent, and the standard error of counting right answers in points.
  public struct Point: Hashable, Sendable {
    public var macs: Double, accuracy: Double, error: Double

    public init(macs: Double, accuracy: Double, error: Double) { (self.macs, self.accuracy, self.error) = (macs, accuracy, error) }
  }

  public struct Method: Hashable, Sendable {
    public var label: String, points: [Point]
    public init(_ label: String, points: [Point]) { (self.label, self.points) = (label, points) }
  }

  public var name: String, methods: [Method], random: [Point]
  /// How many nets there are: one may be several methods'.
  public var nets: Int
  /// Of all nets, those that no other beats in both, by rising cost.
  public var front: [Point]
  /// tau-b of accuracy with multiply-adds over all nets.
  public var tau: Reading?
  public var footer: Footer
  /// Of more than these strategies where a report shows parts of them; of these alone where left out.
  public var looks: Looks?

  public init(
    _ name: String = "accuracy-macs", methods: [Method], random: [Point] = [], nets: Int, front: [Point] = [], tau: Reading? = nil,
    footer: Footer = Footer(), looks: Looks? = nil
  ) {
    (self.name, self.methods, self.random, self.nets) = (name, methods, random, nets)
    (self.front, self.tau, self.footer, self.looks) = (front, tau, footer, looks)
  }

  public func figure() throws(ReportingError) -> Figure {
    let all = methods.flatMap(\.points) + random
    guard !all.isEmpty else { throw .empty(figure: name, what: "the list of nets") }
    for method in methods + [Method("random genotypes", points: random)] {
      try checkFinite(name, "nets of '\(method.label)'", method.points.flatMap { [$0.macs, $0.accuracy, $0.error] })
    }
    var grid = Panels.grid(of: 1, height: 5.4)
    let shown = methods.indices.filter { !methods[$0].points.isEmpty }
    let looks = looks ?? Looks(of: methods.map(\.label))
    var entries = shown.map { Legend.Entry(methods[$0].label, point: "lt \(looks[methods[$0].label] + 1)") }
    if !random.isEmpty { entries.append(.init("random genotypes", point: Self.randomLook)) }
    if !front.isEmpty { entries.append(.init("no net is better and cheaper", line: Self.frontLook)) }
    let legend = Legend(entries)
    grid.makeRoom(for: legend)

    let frame = grid[0, 0], xTicks = Ticks(all.map(\.macs))
    let yTicks = Ticks(all.flatMap { [$0.accuracy - $0.error, $0.accuracy + $0.error] })
    let notes = ["n = \(nets) nets"] + [tau.map { "{/:Italic τ}_b\u{A0}= \($0.text(2))" }].compactMap(\.self)
    let marks = all.map { point in
      Corner.Mark(
        left: xTicks.share(point.macs), right: xTicks.share(point.macs), bottom: yTicks.share(point.accuracy - point.error),
        top: yTicks.share(point.accuracy + point.error))
    }
    let corner = Corner.choose(Corner.allowance([notes], grid), [marks]), stretched = corner.stretch(yTicks)
    var data = PlotData(), parts: [String] = []
    if let last = front.last {
      let end = Point(macs: xTicks.high, accuracy: last.accuracy, error: 0)
      let block = data.add("front", columns: ["macs", "accuracy"], rows: (front + [end]).map { [$0.macs, $0.accuracy] })
      parts.append("\(block) using 1:2 with steps \(Self.frontLook)")
    }
    func draw(_ label: String, _ points: [Point], point: String, colour: String) {
      guard !points.isEmpty else { return }
      let block = data.add(label, columns: ["macs", "accuracy", "error"], rows: points.map { [$0.macs, $0.accuracy, $0.error] })
      parts.append("\(block) using 1:($2-$3):(0):(2*$3) with vectors nohead lw 0.6 lc rgb '\(colour)'")
      parts.append("\(block) using 1:2 with points \(point)")
    }
    draw("random genotypes", random, point: Self.randomLook, colour: FigureStyle.faint)
    for method in shown.map({ methods[$0] }) {
      let look = looks[method.label]
      draw(method.label, method.points, point: "lt \(look + 1)", colour: FigureStyle.colour(look, opacity: 0.35))
    }
    let lines =
      grid.begin(frame) + xTicks.lines("x") + stretched.lines("y")
      + grid.titles(frame, x: "Multiply-adds (millions)", y: "Accuracy alone (%)")
      + corner.labels(notes, frame, grid) + ["plot " + parts.joined(separator: ", \\\n  ")] + legend.lines(grid)
    return try Figure(name, grid.size, caption: caption, footer: footer, data: data, panels: lines)
  }

  private static let randomLook = "pt 6 ps 0.55*dot lw 1 lc rgb '\(FigureStyle.muted)'", frontLook = "lw 0.8 lc rgb '\(FigureStyle.muted)'"

  private var caption: String {
    "Search-validation accuracy of genotypes trained alone, one training each, against the multiply-adds of the networks that were trained. Bars: one "
      + "standard error of counting right answers; another training would differ by more. Images and channels are those of the search. Random "
      + "genotypes: of the supernets, and of lists drawn for comparison."
      + (tau == nil ? "" : " tau-b: of accuracy with multiply-adds over all nets, with its 95 % interval.")
  }
}
