/// Where a panel has room for labels: each goes to the place that hides the least of curves, points and other labels.
package struct Clearance {
  /// What labels should not cover, and how much it weighs.
  private var taken: [(mark: Corner.Mark, weight: Double)] = []

  package init() {}

  package mutating func add(_ mark: Corner.Mark, weight: Double = 1) { taken.append((mark, weight)) }

  /// A line between two places, both shares of the panel's ranges.
  package mutating func add(from start: (x: Double, y: Double), to end: (x: Double, y: Double), weight: Double = 1) {
    let length = max(abs(end.x - start.x), abs(end.y - start.y)), pieces = max(1, Int((length / 0.01).rounded(.up)))
    for piece in 0...pieces {
      let share = Double(piece) / Double(pieces), x = start.x + share * (end.x - start.x), y = start.y + share * (end.y - start.y)
      add(Corner.Mark(left: x, right: x, bottom: y, top: y), weight: weight)
    }
  }

  /// Takes one of several places for a label; of equally good ones the first. No label leaves the panel, covers another or has its line
  /// through another where there is a choice.
  ///
  /// - Parameter places: at least one.
  /// - Returns: which one.
  package mutating func take(_ places: [Place]) -> Int {
    let costs = places.map(cost), best = costs.indices.min { costs[$0] < costs[$1] } ?? 0
    add(places[best].label, weight: Self.heavy)
    if let line = places[best].line { add(from: (line.x0, line.y0), to: (line.x1, line.y1), weight: Self.heavy) }
    return best
  }

  /// A place for a label: what it would cover, as shares of the panel's ranges.
  package struct Place {
    var label: Corner.Mark, line: Line?
    /// How much may be hidden elsewhere before this place is taken.
    var reluctance: Double

    package init(_ label: Corner.Mark, line: Line? = nil, reluctance: Double = 0) {
      (self.label, self.line, self.reluctance) = (label, line, reluctance)
    }
  }

  /// A straight line from what is named to its label.
  package struct Line {
    var x0: Double, y0: Double, x1: Double, y1: Double
    package init(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) { (self.x0, self.y0, self.x1, self.y1) = (x0, y0, x1, y1) }
  }

  private func cost(_ place: Place) -> Double {
    let start = place.reluctance + (Self.isInside(place.label) ? 0 : Self.heavy)
    let covered = taken.reduce(start) { $0 + (Self.overlap($1.mark, place.label) ? $1.weight : 0) }
    guard let line = place.line else { return covered }
    // A line may cross curves and points, but neither labels nor other lines.
    return taken.reduce(covered) { sum, own in
      guard own.weight >= Self.heavy else { return sum }
      let isCrossed = (1...40).contains { piece in
        let share = Double(piece) / 40, x = line.x0 + share * (line.x1 - line.x0), y = line.y0 + share * (line.y1 - line.y0)
        return Self.overlap(own.mark, Corner.Mark(left: x, right: x, bottom: y, top: y))
      }
      return sum + (isCrossed ? own.weight : 0)
    }
  }

  private static let heavy = 1e6

  private static func isInside(_ place: Corner.Mark) -> Bool {
    place.left >= 0 && place.right <= 1 && place.bottom >= 0 && place.top <= 1
  }

  private static func overlap(_ one: Corner.Mark, _ other: Corner.Mark) -> Bool {
    one.left <= other.right && one.right >= other.left && one.bottom <= other.top && one.top >= other.bottom
  }
}
