internal import Glibc

/// Where nets go from one ranking to the next: a bump chart, the best nets of the first ranking in colour.
public struct RankChanges: Drawing {
  /// A ranking: one score a net, larger is better.
  public struct Ranking: Hashable, Sendable {
    public var name: String, scores: [Double]
    public init(_ name: String, scores: [Double]) { (self.name, self.scores) = (name, scores) }
  }

  /// At most so many nets are drawn in grey, evenly spaced in the first ranking: more only make a surface.
  public static let crowd = 300

  public var name: String, rankings: [Ranking], highlighted: Int, footer: Footer

  /// - Parameters:
  ///   - rankings: the target first, mostly stand-alone accuracy.
  ///   - highlighted: how many of the target's best nets are drawn in colour.
  public init(_ name: String = "rank-changes", rankings: [Ranking], highlighted: Int = 10, footer: Footer = Footer()) {
    (self.name, self.rankings, self.highlighted, self.footer) = (name, rankings, highlighted, footer)
  }

  public func figure() throws(ReportingError) -> Figure {
    guard rankings.count > 1 else { throw .empty(figure: name, what: "the list of rankings to compare with the first") }
    let nets = rankings[0].scores.count
    guard nets > 0 else { throw .empty(figure: name, what: "ranking '\(rankings[0].name)'") }
    for ranking in rankings {
      guard ranking.scores.count == nets else {
        throw .lengths(figure: name, what: "ranking '\(ranking.name)'", expected: nets, found: ranking.scores.count)
      }
      try checkFinite(name, "ranking '\(ranking.name)'", ranking.scores)
    }
    let places = rankings.map { Self.places($0.scores) }
    let order = (0..<nets).sorted { (places[0][$0], $0) < (places[0][$1], $1) }, best = min(highlighted, nets)
    var grid = Panels(size: rankings.count > 3 ? .twoColumns(height: 9) : .oneColumn(height: 9))
    (grid.left, grid.right, grid.top, grid.bottom) = (1.1, 1.0, 0.75, 0.6)
    let frame = grid[0, 0], last = Double(rankings.count - 1)

    var lines =
      grid.begin(frame) + ["set xrange [0:\(last)]", "set yrange [\(Double(nets) + 0.5):0.5]", "set border 2", "unset xtics; unset grid"]
    lines += ["set ytics nomirror out (\(marks(nets).map { "\($0)" }.joined(separator: ", ")))", "set format y '%.0f'"]
    lines += grid.titles(frame, y: "Rank (1 is best)")
    for (column, ranking) in rankings.enumerated() {
      let x = frame.left + Double(column) / last * frame.width,
        side = column == 0 ? "left" : column == rankings.count - 1 ? "right" : "center"
      lines.append(
        grid.label(GnuplotText.plain(ranking.name), column == 0 ? x - 0.3 : side == "right" ? x + 0.6 : x, frame.top + 0.28, side))
      lines.append("set arrow from \(column),graph 0 to \(column),graph 1 nohead lw 0.6 lc rgb '\(FigureStyle.faint)' back")
    }
    var data = PlotData()
    var parts: [String] = []
    if nets > best {
      let rest = order.dropFirst(best), step = Self.step(rest.count)
      let others = data.add(
        "other nets", columns: ["ranking", "rank"],
        rows: stride(from: rest.startIndex, to: rest.endIndex, by: step).flatMap { curve(places, rest[$0]) + [[nil, nil]] })
      parts.append("\(others) using 1:2 with lines lw 0.5 lc rgb '#d4d4d4'")
    }
    for (place, net) in order.prefix(best).enumerated() {
      let colour = shade(place, best)
      let block = data.add("rank \(place + 1)", columns: ["ranking", "rank"], rows: curve(places, net))
      parts.append("\(block) using 1:2 with lines lw 1.6 lc rgb '\(colour)'")
      let ends = data.add(
        "rank \(place + 1), ends", columns: ["ranking", "rank"], rows: places.enumerated().map { [Double($0), $1[net]] })
      parts.append("\(ends) using 1:2 with points pt 7 ps 0.4*dot lc rgb '\(colour)'")
    }
    lines += endLabels(order.prefix(best).map { places[rankings.count - 1][$0] }, nets, frame, grid)
    lines.append("plot " + parts.joined(separator: ", \\\n  "))
    lines.append("set xtics; set grid; set border 3")
    return try Figure(name, grid.size, caption: caption(best), footer: footer, data: data, panels: lines)
  }

  /// Every how many nets one is drawn in grey.
  private static func step(_ others: Int) -> Int { max(1, (others + crowd - 1) / crowd) }

  /// 1 for the best; tied nets share their mean rank.
  package static func places(_ scores: [Double]) -> [Double] {
    let order = scores.indices.sorted { scores[$0] > scores[$1] }
    var places = [Double](repeating: 0, count: scores.count), start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count && scores[order[end]] == scores[order[start]] { end += 1 }
      for place in start..<end { places[order[place]] = Double(start + end + 1) / 2 }
      start = end
    }
    return places
  }

  /// A net's course through all rankings, level at each, so that the eye can follow it through crossings.
  private func curve(_ places: [[Double]], _ net: Int) -> [[Double?]] {
    (0..<rankings.count - 1).flatMap { column -> [[Double?]] in
      let from = places[column][net], to = places[column + 1][net]
      return (0...24).map { part -> [Double?] in
        let t = Double(part) / 24
        return [Double(column) + t, from + (to - from) * t * t * (3 - 2 * t)]
      }
    }
  }

  /// Original ranks at the right end, moved apart where they would overlap.
  private func endLabels(_ ends: [Double], _ nets: Int, _ frame: Panels.Frame, _ grid: Panels) -> [String] {
    let least = FigureStyle.line(FigureStyle.small) * 0.95, order = ends.indices.sorted { (ends[$0], $0) < (ends[$1], $1) }
    var heights = order.map { frame.top - (ends[$0] - 0.5) / Double(nets) * frame.height }
    for place in heights.indices.dropFirst() { heights[place] = min(heights[place], heights[place - 1] - least) }
    // Pushed below the axis: shift the last ones up again.
    if let lowest = heights.last, lowest < frame.bottom {
      heights[heights.count - 1] = frame.bottom
      for place in heights.indices.dropLast().reversed() { heights[place] = max(heights[place], heights[place + 1] + least) }
    }
    return zip(order, heights).flatMap { place, height in
      let from = frame.top - (ends[place] - 0.5) / Double(nets) * frame.height, colour = shade(place, ends.count)
      return [
        "set arrow from screen \(grid.x(frame.right + 0.08)),\(grid.y(from)) to screen \(grid.x(frame.right + 0.42)),\(grid.y(height)) "
          + "nohead lw 0.6 lc rgb '\(colour)'",
        grid.label("{/:Bold \(place + 1)}", frame.right + 0.48, height, "left", points: FigureStyle.small, colour: colour),
      ]
    }
  }

  /// Viridis from its dark end, without the palest tones, which white paper swallows.
  private func shade(_ place: Int, _ count: Int) -> String {
    FigureStyle.viridis(count > 1 ? 0.78 * Double(place) / Double(count - 1) : 0)
  }

  private func marks(_ nets: Int) -> [Int] {
    let step = max(1, Int(Ticks.step(Double(nets), atMost: 8)))
    return [1] + stride(from: step, through: nets, by: step).filter { $0 > 1 }
  }

  private func caption(_ best: Int) -> String {
    let step = Self.step(rankings[0].scores.count - best)
    return
      "Ranks of the same \(rankings[0].scores.count.grouped) nets by \(rankings.map(\.name).joined(separator: ", by ")). In colour: the \(best) best by "
      + "\(rankings[0].name), dark to light; the bold numbers at the right are their ranks there."
      + (step > 1 ? " In grey: one in \(step) of the others." : "")
  }
}
