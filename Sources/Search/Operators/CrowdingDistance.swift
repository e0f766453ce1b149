/// How much room a point has in its front (Deb et al. 2002): the points of a front in the emptiest regions survive first.
///
/// d_i = Σ_m w_m (f_m(i+1) − f_m(i−1))/(max f_m − min f_m) over i's neighbours in each objective's order; infinite at both ends. With all
/// weights 1 it is NSGA-II's own. (pymoo divides by the number of objectives.) An objective that is constant in the front adds nothing to
/// inner points.
package enum CrowdingDistance {
  /// Of the members of one front, in the order of `front`.
  ///
  /// - Parameters:
  ///   - scores: of all points, one row a point; rows that are not in the front are not looked at.
  ///   - weights: one an objective; nil: 1 each.
  package static func distances(_ front: [Int], _ scores: [[Double]], weights: [Double]? = nil) -> [Double] {
    var distances = [Double](repeating: 0, count: front.count)
    guard let first = front.first else { return [] }
    for objective in scores[first].indices {
      let values = front.map { scores[$0][objective] }
      // Equals stay in the front's order.
      let order = front.indices.sorted { (values[$0], $0) < (values[$1], $1) }
      let low = values[order[0]], high = values[order[order.count - 1]]
      (distances[order[0]], distances[order[order.count - 1]]) = (.infinity, .infinity)
      guard high > low, (high - low).isFinite else { continue }
      for place in order.indices.dropFirst().dropLast() {
        distances[order[place]] += (weights?[objective] ?? 1) * (values[order[place + 1]] - values[order[place - 1]]) / (high - low)
      }
    }
    return distances
  }
}
