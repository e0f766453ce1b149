public import Spaces

/// Subnets in the order of a tree of prefixes, depth first, cut into groups that are scored one after another.
///
/// A subnet starts where it parts from the one before it; only the first of a group starts at the images. Small groups give
/// scores early and need few coefficients at once; where they are cut, the common prefix runs once more. So a group ends where
/// that repeats less than `repetition` of the group's work, or where it would hold more coefficients than fit the budget: what
/// does not fit is computed again. Scores do not depend on the cut.
public struct PathTree: Sendable, CustomStringConvertible {
  /// A subnet, and how many leading places it shares with the one before it: nil at the beginning of a group.
  public struct Stop: Hashable, Sendable {
    public let path: [Int], shared: Int?
  }

  public let groups: [[Stop]]
  /// Multiply-adds of one image through all subnets: as they are grouped here, and one by one.
  public let macs, alone: Int

  /// The part of a group's work that its end may repeat.
  static let repetition = 0.03

  /// - Parameters:
  ///   - paths: one candidate a choice; one that is given twice is scored once.
  ///   - budget: bytes of a group's coefficients of normalisation, [2][channels] floats for each on a node of the tree.
  public init(_ space: Space, _ paths: [[Int]], budget: Int) {
    let table = CostTable(space), stem = Cost(space.stemLayers).macs, places = Self.coefficients(space)
    let head = table.fixed.macs - stem, headBytes = Self.bytes(space.headLayers), stemBytes = Self.bytes(space.stemLayers)
    var groups: [[Stop]] = [], group: [Stop] = [], macs = 0, alone = 0, held = 0, work = 0, last: [Int]?
    for path in Set(paths).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      precondition(path.count == table.choices.count, "a path of \(path.count) places")
      let common = zip(last ?? [], path).prefix { $0 == $1 }.count
      func cost(_ places: Range<Int>) -> Int { places.reduce(0) { $0 + table.choices[$1][path[$1]].macs } }
      func bytes(_ range: Range<Int>) -> Int { range.reduce(headBytes) { $0 + places[$1][path[$1]] } }
      let repeated = stem + cost(0..<common), whole = stem + cost(0..<path.count) + head
      if last == nil || held + bytes(common..<path.count) > budget || Double(repeated) <= Self.repetition * Double(work) {
        if !group.isEmpty { groups.append(group) }
        group = [Stop(path: path, shared: nil)]
        work = whole
        held = stemBytes + bytes(0..<path.count)
        macs += whole
      } else {
        group.append(Stop(path: path, shared: common))
        work += whole - repeated
        held += bytes(common..<path.count)
        macs += whole - repeated
      }
      alone += whole
      last = path
    }
    if !group.isEmpty { groups.append(group) }
    (self.groups, self.macs, self.alone) = (groups, macs, alone)
  }

  public var count: Int { groups.reduce(0) { $0 + $1.count } }

  /// How many times fewer multiply-adds are done than one by one.
  public var saving: Double { macs == 0 ? 1 : Double(alone) / Double(macs) }

  /// "3969 subnets share prefixes: 3.8 x less MACs than one by one".
  public var description: String { Self.sentence(subnets: count, saving: saving) }

  /// How plans and workers say it.
  public static func sentence(subnets: Int, saving: Double) -> String {
    subnets == 1
      ? "1 subnet has no prefix to share"
      : "\(subnets) subnets share prefixes: \((saving * 10).rounded() / 10) x less MACs than one by one"
  }

  /// Bytes of coefficients of each candidate of each choice.
  private static func coefficients(_ space: Space) -> [[Int]] {
    var bytes = space.choices.map { $0.candidates.map { _ in 0 } }
    for (number, node) in space.nodes.enumerated() {
      guard case .place(let choice, _, _, _) = node else { continue }
      for candidate in bytes[choice].indices { bytes[choice][candidate] += Self.bytes(space.layers(ofNode: number, candidate: candidate)) }
    }
    return bytes
  }

  private static func bytes(_ layers: [PlacedLayer]) -> Int {
    layers.reduce(0) { if case .normalization = $1.kind { $0 + 2 * $1.output.channels * MemoryLayout<Float>.stride } else { $0 } }
  }
}
