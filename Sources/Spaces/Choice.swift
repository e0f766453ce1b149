/// A decision with its candidate operations: a layer of a chain space; an edge of a cell, shared by all cells of that kind.
public struct Choice: Encodable, Hashable, Sendable {
  /// Unique in its space; parameters and messages are named by it.
  public var name: String
  /// At least one; an architecture names them by number or by their unique names.
  public var candidates: [Operation]

  public init(_ name: String, _ candidates: [Operation]) {
    self.name = name
    self.candidates = candidates
  }
}
