/// The discretised outcome of a search: for each choice, the candidates that it keeps, by number, in rising order.
///
/// It knows no space: `Space.text(of:)` writes it, `Space.architecture(_:)` reads it back, `Space.canonical(_:)` makes one of all
/// that are the same network.
public struct Architecture: Codable, Hashable, Sendable {
  /// One row a choice; empty where a choice keeps nothing.
  public var kept: [[Int]]

  public init(kept: [[Int]]) { self.kept = kept }
  /// One candidate for each choice.
  public init(path: [Int]) { kept = path.map { [$0] } }

  /// The candidates, where each choice keeps exactly one.
  public var path: [Int]? {
    kept.allSatisfy { $0.count == 1 } ? kept.map { $0[0] } : nil
  }
}
