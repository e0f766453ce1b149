/// How decided searches are, epoch by epoch: the entropy of their weights, and L₀₁.
public struct WeightEntropies: Drawing {
  /// The searches of one method; a row a seed, from before training on.
  public struct Method: Hashable, Sendable {
    public var label: String, entropy: [[Double]], zeroOne: [[Double]]

    public init(_ label: String, entropy: [[Double]], zeroOne: [[Double]]) {
      (self.label, self.entropy, self.zeroOne) = (label, entropy, zeroOne)
    }
  }

  public var name: String, methods: [Method], footer: Footer
  /// Of more than these strategies where a report shows parts of them; of these alone where left out.
  public var looks: Looks?

  public init(_ name: String = "weight-entropies", methods: [Method], footer: Footer = Footer(), looks: Looks? = nil) {
    (self.name, self.methods, self.footer, self.looks) = (name, methods, footer, looks)
  }

  public func figure() throws(ReportingError) -> Figure {
    guard !methods.isEmpty else { throw .empty(figure: name, what: "the list of methods") }
    for method in methods {
      for (what, seeds) in [("entropy", method.entropy), ("L01", method.zeroOne)] {
        guard let epochs = seeds.first?.count, epochs > 1 else { throw .empty(figure: name, what: "\(what) of '\(method.label)'") }
        for seed in seeds where seed.count != epochs {
          throw .lengths(figure: name, what: "\(what) of a seed of '\(method.label)'", expected: epochs, found: seed.count)
        }
        try checkFinite(name, "\(what) of '\(method.label)'", seeds.flatMap(\.self))
      }
    }
    var grid = Panels.grid(of: 2, height: 4.2)
    let looks = looks ?? Looks(of: methods.map(\.label))
    let legend = Legend(methods.map { .init($0.label, line: "lw 2 lc rgb '\(FigureStyle.colour(looks[$0.label]))'") })
    let more = 0.55 + Double(legend.rows(grid).count - 1) * Legend.row
    grid.bottom += more
    grid.size.height += more
    grid.across = 1.4
    let last = methods.reduce(1) { max($0, $1.entropy[0].count - 1) }
    let panels = [
      ("Entropy", "Entropy (share of the largest)", Ticks([], atMost: 6, fixed: 0...1.02), \Method.entropy),
      ("Zero-one loss", "Mean of −({/:Italic w} − ½)^2", Ticks([], atMost: 4, fixed: -0.255...0), \Method.zeroOne),
    ]
    var data = PlotData(), lines: [String] = []
    for (place, panel) in panels.enumerated() {
      let frame = grid[place, 0]
      lines += grid.begin(frame, tag: place, title: panel.0)
      lines += Ticks([], atMost: 6, fixed: 0...Double(last)).lines("x") + panel.2.lines("y")
      lines += grid.titles(frame, x: "Epoch", y: panel.1)
      var thin: [String] = [], thick: [String] = []
      for method in methods {
        let seeds = method[keyPath: panel.3], count = Double(seeds.count)
        let rows: [[Double?]] = seeds[0].indices.map { epoch in
          [Double(epoch), seeds.reduce(0) { $0 + $1[epoch] } / count] + seeds.map { $0[epoch] }
        }
        let block = data.add(
          "\(method.label), \(place == 0 ? "entropy" : "L01")", columns: ["epoch", "mean"] + seeds.indices.map { "seed \($0 + 1)" },
          rows: rows)
        thin += seeds.indices.map {
          "\(block) using 1:\($0 + 3) with lines lw 0.6 lc rgb '\(FigureStyle.colour(looks[method.label], opacity: 0.5))'"
        }
        thick.append("\(block) using 1:2 with lines lw 2 lc rgb '\(FigureStyle.colour(looks[method.label]))'")
      }
      lines.append("plot " + (thin + thick).joined(separator: ", \\\n  "))
    }
    lines += legend.lines(grid)
    return try Figure(name, grid.size, caption: Self.caption, footer: footer, data: data, panels: lines)
  }

  private static let caption =
    "How decided the weights are, before training (0) and after each epoch; thin lines are seeds, thick their mean. (a) Where weights add up to 1, "
    + "the mean over edges of their entropy; where each stands for itself, the mean over weights of that of w and 1 − w; both as a share of the "
    + "largest. (b) FairDARTS's zero-one loss of all weights w, −¼ where all are 0 or 1; other methods have no such loss, "
    + "and among more than two operations uniform weights are off ½."
}
