public import Spaces
public import Streams

/// What is searched and under which objectives and constraints; one value for all searches of a study.
public struct SearchProblem: Sendable {
  public let space: CodedSpace
  /// In the order of a net's scores. Searchers with one objective take the first.
  public let objectives: [Objective]
  /// Which codes are allowed, and how they are drawn.
  public let paths: ConstrainedPaths
  /// Multiply-adds of each candidate: what the prior of a mutation goes by.
  public let macs: LookupTable

  /// - Throws: `SpaceError` where no code meets the constraints: nothing has run then.
  public init(_ space: Space, objectives: [Objective], constraints: [PathConstraint] = []) throws(SpaceError) {
    self.space = try CodedSpace(space)
    self.objectives = objectives
    paths = try ConstrainedPaths(space, constraints)
    macs = CostTable(space).macs
  }

  /// A code that meets the constraints, each equally likely.
  public func draw(_ random: inout RandomStream) -> [Int] { paths.draw(&random) }

  /// So many allowed codes of different networks that nobody has seen yet, in the order in which they were drawn; fewer where drawing finds
  /// no more.
  ///
  /// - Parameter isKnown: asked for a network's number; those that are returned are noted by it.
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
  private let history: History
  private var proposed: Set<UInt128> = []

  init(_ history: History) { self.history = history }

  func contains(_ path: [Int], in space: CodedSpace) -> Bool {
    let number = space.number(of: space.canonical(path))
    return history.rows[number] != nil || proposed.contains(number)
  }

  /// Whether the network is new; it is known from then on.
  mutating func note(_ path: [Int], in space: CodedSpace) -> Bool {
    let number = space.number(of: space.canonical(path))
    return history.rows[number] == nil && proposed.insert(number).inserted
  }
}
