/// The way of each seed from the mixture's accuracy to that of its genotype trained alone, as lines over the steps in between.
public struct GapSlopes: Drawing {
  /// The seeds of one method.
  public struct Panel: Hashable, Sendable {
    public var title: String
    /// Of each seed, accuracies (%) at the steps; nil where a step was not taken.
    public var seeds: [[Double?]]
    /// The same for random genotypes of the same supernets, one line a genotype.
    public var random: [[Double?]]

    public init(_ title: String, seeds: [[Double?]], random: [[Double?]]) { (self.title, self.seeds, self.random) = (title, seeds, random) }
  }

  public var name: String, steps: [String], panels: [Panel]
  /// Accuracy (%) of guessing.
  public var chance: Double
  public var footer: Footer

  public init(_ name: String = "discretisation-gap", steps: [String], panels: [Panel], chance: Double, footer: Footer = Footer()) {
    (self.name, self.steps, self.panels, self.chance, self.footer) = (name, steps, panels, chance, footer)
  }

  public func figure() throws(ReportingError) -> Figure {
    guard !panels.isEmpty, panels.allSatisfy({ !$0.seeds.isEmpty }) else { throw .empty(figure: name, what: "a panel") }
    for panel in panels {
      for line in panel.seeds + panel.random {
        guard line.count == steps.count else { throw .lengths(figure: name, what: "a line", expected: steps.count, found: line.count) }
        try checkFinite(name, "a line of '\(panel.title)'", line.compactMap(\.self))
      }
    }
    var grid = Panels.grid(of: panels.count, height: 4.2)
    grid.bottom = 1.55
    grid.size.height += 0.35
    let yTicks = Ticks(panels.flatMap { ($0.seeds + $0.random).flatMap { $0.compactMap(\.self) } } + [chance], atMost: 6)
    var data = PlotData(), lines: [String] = []
    for (place, panel) in panels.enumerated() {
      let column = place % grid.columns, frame = grid[column, place / grid.columns]
      lines += grid.begin(frame, tag: panels.count > 1 ? place : nil, title: GnuplotText.plain(panel.title))
      lines += yTicks.lines("y", labelled: column == 0)
      let names = steps.enumerated().map { "\(GnuplotText.quoted($1)) \($0)" }.joined(separator: ", ")
      lines.append("set xrange [-0.3:\(Double(steps.count) - 0.7)]; unset mxtics")
      lines.append("set xtics nomirror scale 0.3 (\(names)) font ',\(Int(FigureStyle.small))'")
      lines += grid.titles(frame, y: column == 0 ? "Accuracy (%)" : "")
      lines.append("set arrow from graph 0,first \(chance) to graph 1,first \(chance) nohead \(Self.chanceLook)")
      var parts: [String] = []
      for (look, own, kind) in [(Self.randomLook, panel.random, "random"), (Self.seedLook, panel.seeds, "seed")] {
        for (number, line) in own.enumerated() {
          let rows: [[Double?]] = line.enumerated().compactMap { step, value in value.map { [Double(step), $0] } }
          let block = data.add(
            "\(panel.title), \(kind) \(number + 1)", columns: ["step", "accuracy"], rows: rows)
          parts.append("\(block) using 1:2 with linespoints \(look.point) \(look.line)")
        }
      }
      lines.append("plot " + parts.joined(separator: ", \\\n  "))
    }
    lines += Legend([
      .init("the search's genotype, a seed", point: "\(Self.seedLook.point) \(Self.seedLook.colour)", line: Self.seedLook.line),
      .init(
        "random genotypes of the same supernets", point: "\(Self.randomLook.point) \(Self.randomLook.colour)", line: Self.randomLook.line),
      .init("guessing", line: Self.chanceLook),
    ]).lines(grid)
    return try Figure(name, grid.size, caption: caption, footer: footer, data: data, panels: lines)
  }

  /// How a line with its points looks.
  private struct Look {
    let point: String, width: Double, colour: String

    var line: String { "lw \(width) \(colour)" }
  }

  private static let seedLook = Look(point: "pt 7 ps 0.5", width: 1.4, colour: "lc rgb '\(FigureStyle.colour(1))'")
  private static let randomLook = Look(point: "pt 6 ps 0.3", width: 0.6, colour: "lc rgb '\(FigureStyle.colour(0, opacity: 0.45))'")
  private static let chanceLook = "dt 2 lw 1.2 lc rgb '\(FigureStyle.muted)'"

  private var caption: String {
    "Search-validation accuracy of the whole mixture (mix), of the kept operations under their weights (keep) and each with weight 1 (one), "
      + "with the supernet's weights; and of the genotype trained alone at the same channels and cells (alone). No interval: every seed is shown."
  }
}
