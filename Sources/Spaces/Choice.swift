/// A decision with its candidate operations: a layer of a chain space; an edge of a cell, shared by all cells of that kind.
public struct Choice: Encodable, Hashable, Sendable {
  public var name: String
  public var candidates: [Operation]

  public init(_ name: String, _ candidates: [Operation]) {
    self.name = name
    self.candidates = candidates
  }
}
