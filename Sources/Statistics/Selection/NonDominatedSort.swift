/// Points parted into fronts: the first holds those that no point dominates, each next one those that only earlier fronts dominate.
///
///     let sort = try NonDominatedSort([[1, 4], [2, 3], [1, 3]])
///     sort.ranks     // 0, 0, 1
///     sort.fronts    // [[0, 1], [2]]
///
/// Larger is better in every coordinate; a point dominates another where it is nowhere worse and somewhere better, so that equal
/// points share a front (Deb et al. 2002). Points are taken in falling lexicographic order, in which none is dominated by a later
/// one, and each one's front is found by bisection, since what a front dominates all fronts before it dominate (ENS-BS, Zhang et al.
/// 2015). Of a front it is enough to look at the best second coordinate where there are two, and at a staircase of the second and
/// third where there are three: O(n log n) and O(n log² n) comparisons. Beyond three it is O(M n²) at most.
public struct NonDominatedSort: Hashable, Sendable {
  /// Positions of the points of each front, rising; at least one front.
  public let fronts: [[Int]]
  /// For each point its front, from 0.
  public let ranks: [Int]

  /// - Parameter points: one row a point; −∞ stands for the worst that there is, as of a net that diverged.
  /// - Throws: `.tooFew` without points or coordinates, `.lengths` for points of different dimension, `.notFinite` for NaN.
  public init(_ points: [[Double]]) throws(StatisticsError) {
    guard let dimension = points.first?.count else { throw .tooFew("point", count: 0, least: 1) }
    if let other = points.first(where: { $0.count != dimension }) { throw .lengths(dimension, other.count) }
    try self.init(rows: Array(points.joined()), dimension: dimension)
  }

  /// - Parameters:
  ///   - rows: the points' coordinates, one point behind the other: points × dimension.
  ///   - dimension: coordinates of a point.
  /// - Throws: as above, `.lengths` where the rows are no multiple of the dimension.
  public init(rows: [Double], dimension: Int) throws(StatisticsError) {
    guard dimension > 0 else { throw .tooFew("coordinates", count: dimension, least: 1) }
    let count = rows.count / dimension
    guard count > 0 else { throw .tooFew("point", count: 0, least: 1) }
    guard rows.count == count * dimension else { throw .lengths(rows.count, count * dimension) }
    if let index = rows.firstIndex(where: \.isNaN) { throw .notFinite(column: "point \(index / dimension)", index: index % dimension) }
    var ranks = [Int](repeating: 0, count: count)
    var sizes = rows.withUnsafeBufferPointer { Self.rank($0, dimension, into: &ranks) }
    fronts = [[Int]](unsafeUninitializedCapacity: sizes.count) { fronts, initialized in
      for front in sizes.indices {
        fronts.initializeElement(at: front, to: [Int](repeating: 0, count: sizes[front]))
        sizes[front] = 0
      }
      initialized = sizes.count
      for (point, front) in ranks.enumerated() {
        fronts[front][sizes[front]] = point
        sizes[front] += 1
      }
    }
    self.ranks = ranks
  }

  /// A point by its first coordinate and its position.
  private struct Entry { var first: Double, point: Int }

  /// The sizes of the fronts.
  private static func rank(_ rows: UnsafeBufferPointer<Double>, _ dimension: Int, into ranks: inout [Int]) -> [Int] {
    var entries = ranks.indices.map { Entry(first: rows[$0 * dimension], point: $0) }
    entries.sort { a, b in
      if a.first != b.first { return a.first > b.first }
      for coordinate in 1..<dimension {
        let (x, y) = (rows[a.point * dimension + coordinate], rows[b.point * dimension + coordinate])
        if x != y { return x > y }
      }
      return a.point < b.point
    }
    var fronts = Fronts(rows, dimension), before: Int?
    for entry in entries {
      // Of what is left, no point equals an earlier one: it is dominated by those that are nowhere smaller behind the first coordinate.
      if let before, (0..<dimension).allSatisfy({ rows[before * dimension + $0] == rows[entry.point * dimension + $0] }) {
        ranks[entry.point] = ranks[before]
        fronts.sizes[ranks[before]] += 1
      } else {
        ranks[entry.point] = fronts.add(entry.point)
      }
      before = entry.point
    }
    return fronts.sizes
  }

  /// Fronts as they grow, each in the form in which its domination is seen fastest.
  private struct Fronts {
    var sizes: [Int] = []
    private let rows: UnsafeBufferPointer<Double>, dimension: Int
    /// Two coordinates: the best second of each front.
    private var best: [Double] = []
    /// Three coordinates.
    private var stairs: [Staircase] = []
    /// Otherwise: the points of each front.
    private var members: [[Int]] = []

    init(_ rows: UnsafeBufferPointer<Double>, _ dimension: Int) { (self.rows, self.dimension) = (rows, dimension) }

    /// Adds a point to the first front that does not dominate it, and says which.
    mutating func add(_ point: Int) -> Int {
      var low = 0, high = sizes.count
      while low < high {
        let middle = (low + high) / 2
        if dominates(middle, point) { low = middle + 1 } else { high = middle }
      }
      let isNew = low == sizes.count, row = point * dimension
      if isNew { sizes.append(0) }
      sizes[low] += 1
      switch dimension {
      case 2: if isNew { best.append(rows[row + 1]) } else { best[low] = rows[row + 1] }
      case 3:
        if isNew { stairs.append(Staircase()) }
        stairs[low].insert(rows[row + 1], rows[row + 2])
      default:
        if isNew { members.append([]) }
        members[low].append(point)
      }
      return low
    }

    private func dominates(_ front: Int, _ point: Int) -> Bool {
      let row = point * dimension
      switch dimension {
      case 2: return best[front] >= rows[row + 1]
      case 3: return stairs[front].covers(rows[row + 1], rows[row + 2])
      default:
        return members[front].reversed().contains { other in
          (1..<dimension).allSatisfy { rows[other * dimension + $0] >= rows[row + $0] }
        }
      }
    }
  }
}
