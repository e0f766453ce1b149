/// The inverted generational distance: the mean over points of reference of the Euclidean distance to the nearest point found (Bosman
/// and Thierens 2003). 0 where every point of reference was found.
///
///     var distance = try InvertedGenerationalDistance(to: front)
///     for point in found { try distance.add(point) }
///     distance.value
///
/// Coordinates count as they are: bring them to one scale first, such as that of the reference front's ranges. A point that is found takes
/// O(reference).
public struct InvertedGenerationalDistance: Sendable {
  private let rows: [Double], dimension: Int
  /// Of each point of reference the square of the distance to the nearest point so far.
  private var nearest: [Double]

  /// - Parameter reference: points that a search should find, such as the exact front; each counts once, equal ones too.
  /// - Throws: `.tooFew` for an empty set, `.lengths` for points of different dimension, `.notFinite`.
  public init(to reference: [[Double]]) throws(StatisticsError) {
    try StatisticsError.check(rows: reference, named: "point of reference", least: 1)
    dimension = reference[0].count
    rows = Array(reference.joined())
    nearest = reference.map { _ in .infinity }
  }

  /// A point that is found; whether larger or smaller is better does not matter. Throws `.lengths` for another dimension, `.notFinite`.
  public mutating func add(_ point: [Double]) throws(StatisticsError) {
    guard point.count == dimension else { throw .lengths(point.count, dimension) }
    try StatisticsError.check(point, named: "a point")
    for place in nearest.indices {
      var square = 0.0
      for coordinate in 0..<dimension {
        let difference = rows[place * dimension + coordinate] - point[coordinate]
        square += difference * difference
      }
      nearest[place] = min(nearest[place], square)
    }
  }

  /// Infinite before a point is found.
  public var value: Double { nearest.reduce(0) { $0 + $1.squareRoot() } / Double(nearest.count) }
}
