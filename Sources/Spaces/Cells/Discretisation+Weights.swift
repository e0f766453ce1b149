extension Discretisation {
  /// The candidates that P-DARTS takes from one stage into the next: on each choice those of the largest weights, in the space's
  /// order. Of equal ones the last survive, since its code drops the first smallest over and over.
  /// - Parameter count: How many are left of each choice; all where there are no more.
  public static func survivors(weights: [[Double]], count: Int) -> [[Int]] {
    weights.map { row in row.indices.sorted { (row[$1], $1) < (row[$0], $0) }.prefix(count).sorted() }
  }

  /// The weights that PC-DARTS discretises with `topTwo`: each operation's times its edge's.
  public static func product(_ operations: [[Double]], edges: [Double]) -> [[Double]] {
    precondition(operations.count == edges.count, "one weight an edge")
    return zip(operations, edges).map { row, edge in row.map { $0 * edge } }
  }
}
