import Glibc

/// RobustDARTS's small spaces in which skips are known to take over (Zela et al. 2020), as far as chance is concerned: the candidates of
/// each edge, and the rule that keeps two edges a node.
enum RobustDARTSSpace: String {
  case s1, s2, s3, s4

  enum Cell: String, Codable, Sendable { case normal, reduction }

  /// The candidates of the 14 edges, node by node, predecessors rising; in S1 two chosen by hand for each.
  func operations(_ cell: Cell) -> [[String]] {
    switch (self, cell) {
    case (.s1, .normal): Self.pairs("k d3,k d5,k d5,k s3,k d3,m k,k s3,k s3,k d3,k s3,m k,k d3,d3 d5,d3 d5")
    case (.s1, .reduction): Self.pairs("m a,m d3,m a,m a,k d5,m a,m s3,k d3,k d5,m a,m a,k d5,k d5,k d5")
    case (.s2, _): [[String]](repeating: ["k", "s3"], count: 14)
    case (.s3, _): [[String]](repeating: ["none", "k", "s3"], count: 14)
    case (.s4, _): [[String]](repeating: ["noise", "s3"], count: 14)
    }
  }

  /// Skips among the eight operations that DARTS's rule keeps: of each node the two edges with the largest softmax weight of an operation
  /// other than `none`, on each the best such operation; of equals the first.
  static func keepTwo(_ alpha: [[Double]], _ operations: [[String]]) -> (kept: Int, skips: Int) {
    var first = 0, skips = 0
    for inputs in 2...5 {
      let best = (first..<first + inputs).map { edge in
        let weights = alpha[edge].map { exp($0) }, sum = weights.reduce(0, +)
        let choice = weights.indices.filter { operations[edge][$0] != "none" }.reduce(nil) { best, next in
          best.map { weights[next] > weights[$0] ? next : $0 } ?? next
        }
        return choice.map { (weight: weights[$0] / sum, isSkip: operations[edge][$0] == "k") } ?? (weight: 0, isSkip: false)
      }
      let order = best.indices.sorted { (best[$1].weight, $0) < (best[$0].weight, $1) }
      skips += order.prefix(2).count { best[$0].isSkip }
      first += inputs
    }
    return (8, skips)
  }

  /// k skip, m and a pools, s3 separable and d3, d5 dilated convolutions.
  private static func pairs(_ text: String) -> [[String]] {
    text.split(separator: ",").map { $0.split(separator: " ").map(String.init) }
  }
}
