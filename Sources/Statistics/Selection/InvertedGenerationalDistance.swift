/// The inverted generational distance: the mean over points of reference of the Euclidean distance to the nearest point found (Bosman
/// and Thierens 2003). 0 where every point of reference was found.
///
/// Coordinates count as they are: bring them to one scale first, such as that of the reference front's ranges.
/// - Parameters:
///   - found: one row a point; whether larger or smaller is better does not matter.
///   - reference: points that a search should find, such as the exact front; each counts once, equal ones too.
/// - Throws: `.tooFew` for an empty set, `.lengths` for points of different dimension, `.notFinite`.
///
/// O(found × reference).
public func invertedGenerationalDistance(of found: [[Double]], to reference: [[Double]]) throws(StatisticsError) -> Double {
  try StatisticsError.check(rows: found, named: "point", least: 1)
  try StatisticsError.check(rows: reference, named: "point of reference", least: 1)
  let dimension = reference[0].count
  guard found[0].count == dimension else { throw .lengths(found[0].count, dimension) }
  let rows = Array(found.joined())
  return reference.map { point in
    var nearest = Double.infinity
    for start in stride(from: 0, to: rows.count, by: dimension) {
      var square = 0.0
      for coordinate in 0..<dimension {
        let difference = rows[start + coordinate] - point[coordinate]
        square += difference * difference
      }
      nearest = min(nearest, square)
    }
    return nearest.squareRoot()
  }.mean
}
