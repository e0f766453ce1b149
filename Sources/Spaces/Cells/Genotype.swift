/// The discretised cells of a search: which operations stand on which edges of the normal and of the reduction cell.
///
///     let genotype = try Genotype("Genotype(normal=[('sep_conv_3x3', 1), …], normal_concat=range(2, 6), reduce=…)")
///     let network = try Space.darts(genotype, auxiliary: 0.4)
public struct Genotype: Hashable, Sendable {
  /// An operation on an edge into `to`.
  public struct Entry: Hashable, Sendable {
    public var operation: Primitive
    public var to: Int, from: Int

    public init(_ operation: Primitive, to: Int, from: Int) {
      self.operation = operation
      self.to = to
      self.from = from
    }
  }

  /// How it is published, which also says where networks drop paths.
  public enum Style: String, Codable, CaseIterable, Hashable, Sendable {
    /// DARTS: `(operation, from)`, two for each of the sums 2 to 5.
    case pairs
    /// FairDARTS: `(operation, to, from)`, any number, sums without an entry missing.
    case triples
  }

  public let style: Style
  /// In the order of the text.
  public let normal: [Entry], reduce: [Entry]

  /// Throws where an entry names no edge, is said twice or is `none`, and where pairs are not two for each sum.
  public init(normal: [Entry], reduce: [Entry], style: Style) throws(SpaceError) {
    self.style = style
    self.normal = normal
    self.reduce = reduce
    for kind in CellKind.allCases { try check(kind) }
  }

  public func entries(_ kind: CellKind) -> [Entry] { kind == .normal ? normal : reduce }

  /// What stands on an edge, in the papers' order of operations.
  public func operations(on edge: CellEdge) -> [Primitive] {
    let there = entries(edge.kind).filter { $0.to == edge.to && $0.from == edge.from }.map(\.operation)
    return Primitive.allCases.filter(there.contains)
  }

  /// The sums that exist, rising: those with an entry from an input or from a sum that exists. Edges from the others are
  /// ignored, as the released code of FairDARTS does with isolated nodes; it fails where only such edges lead into a sum, which
  /// is missing here.
  public func sums(_ kind: CellKind) -> [Int] {
    var states: Set<Int> = [0, 1]
    for to in CellEdge.sums where entries(kind).contains(where: { $0.to == to && states.contains($0.from) }) { states.insert(to) }
    return CellEdge.sums.filter(states.contains)
  }

  /// The entries that count: those from an input or from a sum that exists.
  public func counting(_ kind: CellKind) -> [Entry] {
    let states = Set([0, 1] + sums(kind))
    return entries(kind).filter { states.contains($0.from) }
  }

  /// The edges that count, in the order of `CellEdge.all`. Throws where a cell has none.
  public func edges() throws(SpaceError) -> [CellEdge] {
    var edges: [CellEdge] = []
    for kind in CellKind.allCases {
      let counting = Set(counting(kind).map { CellEdge(kind, to: $0.to, from: $0.from) })
      guard !counting.isEmpty else { throw .genotype(place: kind.rawValue, reason: "keeps no operation, so that there is no network") }
      edges += CellEdge.all.filter(counting.contains)
    }
    return edges
  }

  private func check(_ kind: CellKind) throws(SpaceError) {
    let entries = entries(kind)
    for (number, entry) in entries.enumerated() {
      let place = "\(kind.rawValue)[\(number)]"
      guard CellEdge.sums.contains(entry.to) else { throw .genotype(place: place, reason: "leads to state \(entry.to): sums are 2 to 5") }
      guard (0..<entry.to).contains(entry.from) else {
        throw .genotype(
          place: place, reason: "leads from state \(entry.from) to \(entry.to): sums read earlier states, 0 to \(entry.to - 1)")
      }
      guard entry.operation != .none else { throw .genotype(place: place, reason: "is 'none': leave the edge out") }
      guard entries.firstIndex(of: entry) == number else {
        throw .genotype(place: place, reason: "says '\(entry.operation.rawValue)' from \(entry.from) to \(entry.to) again; say it once")
      }
    }
    guard style == .triples || entries.map(\.to) == [2, 2, 3, 3, 4, 4, 5, 5] else {
      throw .genotype(place: kind.rawValue, reason: "has \(entries.count) pairs, and two for each of four sums are needed: 8")
    }
  }
}
