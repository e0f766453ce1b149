/// The points that no other point beats in every coordinate, and the volume that they cover.
public struct ParetoFront: Sendable {
  /// Positions of the front's points in the order given; equal points all belong.
  public let members: [Int]
  private let points: [[Double]]

  /// - Parameter points: larger is better in every coordinate; negate costs.
  /// - Throws: `.tooFew` without points, `.lengths` for points of different dimension, `.notFinite`.
  public init(_ points: [[Double]]) throws(StatisticsError) {
    try StatisticsError.check(rows: points, named: "point", least: 1)
    self.points = points
    members = points.indices.filter { i in !points.contains { Self.dominates($0, points[i]) } }
  }

  /// Whether a is nowhere worse than b and somewhere better.
  public static func dominates(_ a: [Double], _ b: [Double]) -> Bool { a != b && zip(a, b).allSatisfy { $0 >= $1 } }

  /// The volume between a reference point, worse than what counts, and the front (Zitzler and Thiele 1999).
  ///
  /// Points not better than the reference in every coordinate add nothing. By slices along the last coordinate: n log n for two
  /// coordinates, n² log n for three.
  public func hypervolume(reference: [Double]) throws(StatisticsError) -> Double {
    guard reference.count == points[0].count else { throw .lengths(points[0].count, reference.count) }
    let gains = members.map { member in zip(points[member], reference).map { $0 - $1 } }
    return Self.volume(gains.filter { $0.allSatisfy { $0 > 0 } })
  }

  /// The volume of the union of boxes from the origin to each point.
  private static func volume(_ points: [[Double]]) -> Double {
    guard let dimension = points.first?.count else { return 0 }
    if dimension == 1 { return points.reduce(0) { max($0, $1[0]) } }
    let sorted = points.sorted { $0[dimension - 1] > $1[dimension - 1] }
    if dimension == 2 {
      var sum = 0.0, reached = 0.0
      for point in sorted where point[0] > reached {
        sum += (point[0] - reached) * point[1]
        reached = point[0]
      }
      return sum
    }
    // Between two heights the section is the union of all points at least as high.
    var sum = 0.0
    for (place, point) in sorted.enumerated() {
      let next = place + 1 < sorted.count ? sorted[place + 1][dimension - 1] : 0
      if point[dimension - 1] > next { sum += (point[dimension - 1] - next) * volume(sorted[...place].map { Array($0.dropLast()) }) }
    }
    return sum
  }
}
