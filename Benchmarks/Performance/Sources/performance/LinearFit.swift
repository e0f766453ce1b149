/// The straight line through points with the least squares.
struct LinearFit {
  let intercept: Double, slope: Double
  /// Share of the variance that the line explains.
  let determination: Double
  /// The largest distance of a point from the line, as a share of the line's value there.
  let worst: Double

  init(_ points: [(x: Double, y: Double)]) {
    let n = Double(points.count), x = points.reduce(0) { $0 + $1.x } / n, y = points.reduce(0) { $0 + $1.y } / n
    let xx = points.reduce(0) { $0 + ($1.x - x) * ($1.x - x) }, xy = points.reduce(0) { $0 + ($1.x - x) * ($1.y - y) }
    let slope = xy / xx, intercept = y - slope * x
    let rest = points.map { $0.y - (intercept + slope * $0.x) }, yy = points.reduce(0) { $0 + ($1.y - y) * ($1.y - y) }
    (self.slope, self.intercept) = (slope, intercept)
    determination = 1 - rest.reduce(0) { $0 + $1 * $1 } / yy
    worst = zip(rest, points).map { abs($0) / (intercept + slope * $1.x) }.max() ?? .nan
  }
}
