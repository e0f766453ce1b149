public import Spaces
public import Streams

/// What is searched and under which objectives and constraints; one value for all searches of a study.
///
/// Of a space that shrank only some candidates are left. Codes and texts stay those of the whole space; a network that is left is one
/// whose canonical code keeps to these candidates.
public struct SearchProblem: Sendable {
  public let space: CodedSpace
  /// In the order of a net's scores. Searchers with one objective take the first.
  public let objectives: [Objective]
  /// What a value is multiplied with so that larger is better: 1, or −1 of what is to be small.
  let signs: [Double]
  /// Which codes meet the constraints, and how they are drawn.
  public let paths: ConstrainedPaths
  /// Multiply-adds of each candidate: what the prior of a mutation goes by; in a padded space those behind the widest inputs.
  public let macs: LookupTable

  /// Of each choice the candidates that are left, rising.
  var left: [[Int]] { paths.left }

  /// - Parameter left: of each choice the candidates that are left, rising, at least one; all where nil.
  /// - Throws: `SpaceError` where no network meets the constraints: nothing has run then; also where they bound costs of a padded space, which
  ///   are no sums over candidates.
  public init(
    _ space: Space, objectives: [Objective], constraints: [PathConstraint] = [], left: [[Int]]? = nil
  ) throws(SpaceError) {
    self.space = try CodedSpace(space)
    self.objectives = objectives
    signs = objectives.map { $0.oriented(1) }
    let costs = CostTable(space)
    if space.isPadded, let own = constraints.first(where: { [costs.macs, costs.parameters].contains($0.table) }) {
      throw .constraint(
        space: space.name,
        reason: "\(own.table.name) of its networks are no sums over candidates, whose widths depend on one another: make them an objective")
    }
    paths = try ConstrainedPaths(space, constraints, left: left)
    macs = costs.macs
    var random = RandomStream(seed: 0, "search problem")
    for _ in 0..<Self.mostTries where isLegal(paths.draw(&random)) { return }
    throw .constraint(
      space: space.name,
      reason: "codes meet the limits, but no canonical one was found that does: give candidates that may move within a stage equal costs")
  }

  /// Whether a code's network is left and meets the constraints: its canonical code does, whose costs are the network's. Tables may give codes of one
  /// network different sums, as latencies measured place by place do.
  public func isLegal(_ path: [Int]) -> Bool { paths.allowsAll || paths.isLegal(space.canonical(path)) }

  /// A candidate of a choice, each of those left equally likely.
  func candidate(of choice: Int, _ random: inout RandomStream) -> Int { left[choice][random.below(left[choice].count)] }

  /// A code whose network meets the constraints, each code that does so itself equally likely.
  public func draw(_ random: inout RandomStream) -> [Int] {
    while true {
      let path = paths.draw(&random)
      if isLegal(path) { return path }
    }
  }

  /// So many allowed codes of different networks that nobody has seen yet, in the order in which they were drawn; fewer where drawing finds
  /// no more.
  ///
  /// - Parameter seen: what was seen; what is returned is noted in it.
  func drawUnknown(_ count: Int, _ seen: inout SeenNets, _ random: inout RandomStream) -> [[Int]] {
    var paths: [[Int]] = [], tries = 0
    while paths.count < count && tries < Self.mostTries {
      let path = draw(&random)
      tries += 1
      if seen.note(path, in: space) {
        paths.append(path)
        tries = 0
      }
    }
    return paths
  }

  /// Draws in a row that find nothing new before a space counts as exhausted.
  private static let mostTries = 200_000
}

/// Networks that were evaluated, and those proposed since.
struct SeenNets {
  private let rows: [UInt128: Int]
  private var proposed: Set<UInt128> = []

  init(_ history: History) { rows = history.rows }

  /// Whether the network is new; it is known from then on.
  mutating func note(_ path: [Int], in space: CodedSpace) -> Bool {
    let number = space.network(of: path)
    return rows[number] == nil && proposed.insert(number).inserted
  }
}
