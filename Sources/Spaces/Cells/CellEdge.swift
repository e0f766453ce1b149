/// An edge of the normal or of the reduction cell, which is a choice of a space of cells.
///
/// States 0 and 1 are a cell's inputs, 2 to 5 its sums.
public struct CellEdge: Hashable, Sendable {
  public var kind: CellKind
  public var to: Int, from: Int

  public init(_ kind: CellKind, to: Int, from: Int) {
    self.kind = kind
    self.to = to
    self.from = from
  }

  /// `normal/2<-0`, `reduce/5<-4`: as its choice is named.
  public var name: String { "\(kind.rawValue)/\(to)<-\(from)" }

  /// The states that are sums.
  public static let sums = 2..<6

  /// All 28, in the order of the papers' matrices: kind by kind, sum by sum, from the first state on.
  public static let all = CellKind.allCases.flatMap { kind in
    sums.flatMap { to in (0..<to).map { CellEdge(kind, to: to, from: $0) } }
  }

  /// The edge that a choice's name says; nil where it says none.
  public init?(name: String) {
    guard let edge = Self.all.first(where: { $0.name == name }) else { return nil }
    self = edge
  }
}

/// The two cells of a network: one that keeps height and width, one that halves them.
public enum CellKind: String, Codable, CaseIterable, Hashable, Sendable { case normal, reduce }
