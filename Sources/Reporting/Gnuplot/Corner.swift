/// The corner of a figure's panels where annotations hide no points, and the room to make there.
package struct Corner: Hashable {
  package var isTop: Bool, isLeft: Bool
  /// The vertical range's new length over its old one.
  package var stretching = 1.0

  /// What a point covers, as shares of the panel's ranges from 0 to 1.
  package struct Mark: Hashable {
    var left: Double, right: Double, bottom: Double, top: Double
    package init(left: Double, right: Double, bottom: Double, top: Double) {
      (self.left, self.right, self.bottom, self.top) = (left, right, bottom, top)
    }
  }

  /// Width and height of the largest annotation, as shares of a panel.
  static func allowance(_ notes: [[String]], _ grid: Panels) -> (width: Double, height: Double) {
    let frame = grid[0, 0], widest = notes.joined().map { FigureStyle.width(visible($0), FigureStyle.small) }.max() ?? 0,
      lines = notes.map(\.count).max() ?? 0
    let width = 0.25 + widest, height = 0.3 + Double(lines) * FigureStyle.line(FigureStyle.small)
    return (min(1, width / frame.width), min(0.8, height / frame.height))
  }

  /// The corner that asks for the least stretching over all panels, whose points are `marks`; it is the same for all.
  package static func choose(_ room: (width: Double, height: Double), _ marks: [[Mark]]) -> Corner {
    let corners = [
      Corner(isTop: true, isLeft: true), Corner(isTop: false, isLeft: false), Corner(isTop: false, isLeft: true),
      Corner(isTop: true, isLeft: false),
    ]
    let fitted = corners.map { corner -> Corner in
      var corner = corner
      for mark in marks.joined() where corner.isLeft ? mark.left < room.width : mark.right > 1 - room.width {
        corner.stretching = max(corner.stretching, (corner.isTop ? mark.top : 1 - mark.bottom) / (1 - room.height))
      }
      return corner
    }
    return fitted.min { $0.stretching < $1.stretching } ?? corners[0]
  }

  /// A vertical axis with room for the annotation.
  package func stretch(_ ticks: Ticks) -> Ticks {
    var ticks = ticks
    let more = (stretching - 1) * (ticks.high - ticks.low)
    if isTop { ticks.high += more } else { ticks.low -= more }
    return Ticks([], fixed: ticks.low...ticks.high)
  }

  /// The annotation's lines as labels in the corner.
  func labels(_ lines: [String], _ frame: Panels.Frame, _ grid: Panels) -> [String] {
    let height = FigureStyle.line(FigureStyle.small), x = isLeft ? frame.left + 0.12 : frame.right - 0.08
    let first = isTop ? frame.top - 0.16 : frame.bottom + 0.24 + Double(lines.count - 1) * height
    return lines.enumerated().map { place, line in
      grid.label(line, x, first - Double(place) * height, isLeft ? "left" : "right", points: FigureStyle.small)
    }
  }

  /// The text without its markup.
  private static func visible(_ markup: String) -> String {
    markup.replacing("{/:Italic ", with: "").filter { $0 != "{" && $0 != "}" && $0 != "\\" }
  }
}
