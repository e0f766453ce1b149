public import Spaces
internal import Streams

/// The two cells of a genotype as node-link drawings: states in a row, an arc an operation, from left to right.
///
/// What the network ignores, since it comes from a sum that is missing, is dashed and grey.
public struct CellDrawing: Drawing {
  public var name: String, model: String, genotype: Genotype, footer: Footer

  /// - Parameter model: what the cells are called in the caption.
  public init(_ name: String = "cells", model: String, genotype: Genotype, footer: Footer = Footer()) {
    (self.name, self.model, self.genotype, self.footer) = (name, model, genotype, footer)
  }

  /// Of an arc over so many states, and of the next operation on the same edge; in distances between states.
  private static let rise = 0.46, step = 0.24

  /// What a panel shows, in distances between states: all arcs, and room for the highest one's label.
  private static let left = -0.4, right = 6.75, bottom = -0.72
  private var top: Double {
    let heights = CellKind.allCases.flatMap { kind in genotype.entries(kind).indices.map { height(of: $0, kind) } }
    return (heights.max() ?? 0) + 0.16
  }

  public func figure() throws(ReportingError) -> Figure {
    var grid = Panels(size: .oneColumn(height: 0))
    (grid.rows, grid.left, grid.right, grid.top, grid.bottom, grid.down) = (2, 0.1, 0.1, 0.5, 0.3, 0.6)
    let unit = grid[0, 0].width / (Self.right - Self.left)
    grid.size.height = grid.top + grid.bottom + grid.down + 2 * unit * (top - Self.bottom)
    var data = PlotData(), panels: [String] = []
    for (row, kind) in CellKind.allCases.enumerated() { panels += panel(kind, grid[0, row], grid, &data) }
    return try Figure(name, grid.size, caption: caption, footer: footer, data: data, panels: panels)
  }

  private func height(of place: Int, _ kind: CellKind) -> Double {
    let entries = genotype.entries(kind), entry = entries[place]
    let before = entries[..<place].count { $0.to == entry.to && $0.from == entry.from }
    return Self.rise * Double(entry.to - entry.from) + Self.step * Double(before)
  }

  private func panel(_ kind: CellKind, _ frame: Panels.Frame, _ grid: Panels, _ data: inout PlotData) -> [String] {
    let sums = genotype.sums(kind), counting = genotype.counting(kind), entries = genotype.entries(kind)
    let unit = frame.width / (Self.right - Self.left)
    var lines = grid.begin(frame) + ["unset border; unset tics; unset grid"]
    lines.append("set xrange [\(Self.left):\(Self.right)]; set yrange [\(Self.bottom):\(top)]")
    lines.append(grid.label(kind == .normal ? "Normal cell" : "Reduction cell", frame.left + 0.1, frame.top + 0.22, "left"))
    var plots = ["1/0"], labels: [String] = []
    for (place, entry) in entries.enumerated() {
      let span = Double(entry.to - entry.from), middle = Double(entry.to + entry.from) / 2
      let height = height(of: place, kind), isCounting = counting.contains(entry)
      let colour = isCounting ? entry.operation.colour : FigureStyle.faint
      let block = data.add(
        "\(kind.rawValue): \(entry.operation.rawValue), \(entry.from) to \(entry.to)", columns: ["x", "y"],
        rows: (0...40).map { part in
          let angle = Double(part) / 40
          return [middle - span / 2 * Elementary.cos(halfTurns: angle), height * Elementary.cos(halfTurns: abs(angle - 0.5))]
        })
      plots.append("\(block) using 1:2 with lines lw 1.4 dt \(isCounting ? 1 : 2) lc rgb '\(colour)'")
      let width = (FigureStyle.width(entry.operation.short, FigureStyle.small) + 0.12) / unit
      lines.append(
        "set object rectangle center first \(middle),\(height) size first \(width),\(0.24 / unit) "
          + "front fc rgb '#ffffff' fs solid border lc rgb '\(colour)' lw 0.8"
      )
      labels.append(text(entry.operation.short, middle, height, colour: isCounting ? FigureStyle.ink : FigureStyle.muted))
    }
    let output = 6.3, rail = -0.55
    for to in sums { lines.append("set arrow from \(to),0 to \(to),\(rail) nohead lw 0.8 lc rgb '\(FigureStyle.muted)' back") }
    if let first = sums.first {
      lines.append(
        "set arrow from \(first),\(rail) to \(output - 0.42),\(rail) head filled size 0.12,20 lw 0.8 lc rgb '\(FigureStyle.muted)' back")
      labels.append(text("output", output, rail, colour: FigureStyle.ink))
    }
    for state in 0..<CellEdge.sums.upperBound {
      let isThere = state < 2 || sums.contains(state), colour = isThere ? FigureStyle.ink : FigureStyle.faint
      lines.append(
        "set object circle at first \(state),0 size first 0.2 front fc rgb '\(state < 2 ? "#e4e4e4" : "#ffffff")' "
          + "fs solid border lc rgb '\(colour)' lw 1 dt \(isThere ? 1 : 2)"
      )
      labels.append(text("\(state)", Double(state), 0, colour: isThere ? FigureStyle.ink : FigureStyle.muted))
    }
    labels += [text("cell k−2", 0, -0.36, colour: FigureStyle.muted), text("cell k−1", 1, -0.36, colour: FigureStyle.muted)]
    return lines + labels + ["plot " + plots.joined(separator: ", \\\n  ")]
  }

  private func text(_ text: String, _ x: Double, _ y: Double, colour: String) -> String {
    "set label \(GnuplotText.quoted(GnuplotText.plain(text))) at first \(x),\(y) center font ',\(Int(FigureStyle.small))' "
      + "tc rgb '\(colour)' front"
  }

  private var caption: String {
    let cells = CellKind.allCases.map { kind in
      let missing = CellEdge.sums.filter { !genotype.sums(kind).contains($0) },
        ignored = genotype.entries(kind).count - genotype.counting(kind).count
      let skips = genotype.counting(kind).count { $0.operation == .skip }
      return "\(kind == .normal ? "normal" : "reduction") cell: \(genotype.counting(kind).count) operations, \(skips) of them skips"
        + (missing.isEmpty ? "" : "; without sum \(missing.map { "\($0)" }.joined(separator: ", "))")
        + (ignored == 0 ? "" : "; \(ignored) ignored, dashed")
    }
    return
      "The cells of \(model): \(cells.joined(separator: "; ")). Arcs lead from left to right; the output is the concatenation of the sums."
  }
}
