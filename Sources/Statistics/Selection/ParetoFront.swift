/// The points that no other point beats in every coordinate, and the volume that they cover.
public struct ParetoFront: Sendable {
  /// Positions of the front's points in the order given; equal points all belong.
  public let members: [Int]
  /// The members' coordinates.
  private let rows: [Double], dimension: Int

  /// - Parameter points: larger is better in every coordinate; negate costs.
  /// - Throws: as `NonDominatedSort`, whose first front this is.
  public init(_ points: [[Double]]) throws(StatisticsError) {
    members = try NonDominatedSort(points).fronts[0]
    rows = members.flatMap { points[$0] }
    dimension = points[0].count
  }

  /// - Parameters: as of `NonDominatedSort`: the points' coordinates, one point behind the other, and coordinates of a point.
  public init(rows: [Double], dimension: Int) throws(StatisticsError) {
    members = try NonDominatedSort(rows: rows, dimension: dimension).fronts[0]
    self.rows = members.flatMap { rows[$0 * dimension..<($0 + 1) * dimension] }
    self.dimension = dimension
  }

  /// Whether a is nowhere worse than b and somewhere better.
  public static func dominates(_ a: [Double], _ b: [Double]) -> Bool { a != b && zip(a, b).allSatisfy { $0 >= $1 } }

  /// The volume between a reference point, worse than what counts, and the front (Zitzler and Thiele 1999).
  ///
  /// Points not better than the reference in every coordinate add nothing. By slices along the last coordinate: O(n log n) for two
  /// coordinates and, but for the moves of a staircase, for three (Fonseca, Paquete and López-Ibáñez 2006); each more costs a factor n.
  /// - Throws: `.lengths` for a reference of another dimension, `.notFinite`.
  public func hypervolume(reference: [Double]) throws(StatisticsError) -> Double {
    guard reference.count == dimension else { throw .lengths(dimension, reference.count) }
    try StatisticsError.check(reference, named: "the reference point")
    var gains: [Double] = []
    gains.reserveCapacity(rows.count)
    for start in stride(from: 0, to: rows.count, by: dimension) where (0..<dimension).allSatisfy({ rows[start + $0] > reference[$0] }) {
      for coordinate in 0..<dimension { gains.append(rows[start + coordinate] - reference[coordinate]) }
    }
    return Self.volume(gains, dimension)
  }

  /// The volume of the union of boxes from the origin to each point.
  private static func volume(_ rows: [Double], _ dimension: Int) -> Double {
    if dimension == 1 { return rows.reduce(0) { max($0, $1) } }
    let last = dimension - 1
    let sorted = stride(from: 0, to: rows.count, by: dimension).map { (row: $0, height: rows[$0 + last]) }.sorted { $0.height > $1.height }
    var sum = 0.0, reached = 0.0, stairs = Staircase(), area = 0.0
    for (place, (row, height)) in sorted.enumerated() {
      if dimension == 2 {
        guard rows[row] > reached else { continue }
        sum += (rows[row] - reached) * height
        reached = rows[row]
        continue
      }
      // Between two heights the section is the union of all points at least as high.
      let next = place + 1 < sorted.count ? sorted[place + 1].height : 0
      if dimension == 3 {
        if !stairs.covers(rows[row], rows[row + 1]) {
          area += stairs.gain(rows[row], rows[row + 1])
          stairs.insert(rows[row], rows[row + 1])
        }
      } else if height > next {
        area = volume(sorted[...place].flatMap { rows[$0.row..<$0.row + last] }, last)
      }
      if height > next { sum += (height - next) * area }
    }
    return sum
  }
}
