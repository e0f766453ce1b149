public import Spaces
public import Streams

/// Shrinking of a space (Hu et al. 2020, AngleNAS, Algorithm 2): operations whose nets score worst go, a few a step.
///
///     var shrinking = try Shrinking(space, Shrinking.Options(drop: 2, codes: 64))
///     while !shrinking.isDone {
///       let children = try shrinking.children(&random)
///       try shrinking.drop(children.operations(by: children.nets.map(angle)))
///     }
///
/// It is asked for nets and told their scores, so that angle, accuracy and magnitude are one mechanism. The state is `left`: between two
/// steps a supernet may be trained on what is left. Where several codes are one network, a net is its canonical code: it is left as long
/// as that keeps to operations that are left.
public struct Shrinking: Sendable {
  /// What the published script has, for spaces of 141 operations.
  public struct Options: Hashable, Sendable {
    /// Operations that go in a step, of the whole space or of each choice.
    public var drop: Int, per: Scope
    /// Different nets that an operation's score is the mean of, at most, and draws that are made for them.
    public var pool: Int, draws: Int
    /// Codes at which it ends.
    public var codes: Int

    public init(drop: Int = 7, per: Scope = .space, pool: Int = 1_000, draws: Int = 100_000, codes: Int = 1_000_000) {
      (self.drop, self.per, self.pool, self.draws, self.codes) = (drop, per, pool, draws, codes)
    }

    /// What operations compete with for going.
    public enum Scope: String, Codable, CaseIterable, Sendable {
      /// All others, as in spaces of SPOS and ProxylessNAS; those of their own choice, as in FairNAS's.
      case space, choice
    }
  }

  /// A candidate of a choice, by their numbers in the space.
  public struct Operation: Codable, Hashable, Sendable {
    public let choice: Int, candidate: Int

    public init(_ choice: Int, _ candidate: Int) { (self.choice, self.candidate) = (choice, candidate) }
  }

  public let space: Space, options: Options, constraints: [PathConstraint]
  /// Of each choice the candidates that are left, rising; one or more.
  public private(set) var left: [[Int]]
  /// What went, step by step, the worst first.
  public private(set) var dropped: [[Operation]] = []
  private let coded: CodedSpace
  /// Whether a last step found nothing that could go.
  private var isStuck = false

  /// Throws where the space has more than 2¹²⁷ codes, and as `ConstrainedPaths` where none is allowed.
  ///
  /// - Parameter constraints: on nets that are scored.
  public init(_ space: Space, _ options: Options = Options(), _ constraints: [PathConstraint] = []) throws(SpaceError) {
    precondition(options.drop > 0 && options.pool > 0 && options.draws > 0, "a step takes something away, and looks at nets")
    coded = try CodedSpace(space)
    if !constraints.isEmpty { _ = try ConstrainedPaths(space, constraints) }
    (self.space, self.options, self.constraints) = (space, options, constraints)
    left = space.choices.map { Array($0.candidates.indices) }
  }

  /// How many codes are left, as a product of candidates.
  public var codes: UInt128 { left.reduce(1) { $0 * UInt128($1.count) } }

  /// Few enough codes are left, or nothing more can go.
  public var isDone: Bool { codes <= UInt128(options.codes) || isStuck }

  /// Whether a net is left, by its canonical code.
  public func holds(_ net: [Int]) -> Bool { left.hold(net) }

  /// Operations of choices that have others too: what may go.
  public var operations: [Operation] {
    left.indices.filter { left[$0].count > 1 }.flatMap { choice in left[choice].map { Operation(choice, $0) } }
  }

  /// Nets to be scored for a step, each once. A net serves every operation that it has.
  public struct Children: Sendable {
    /// Canonical codes, in the order of draws.
    public let nets: [[Int]]
    /// Which of them have each operation that may go, at most as many as a pool holds.
    public let members: [(operation: Operation, nets: [Int])]

    /// Each operation with the mean over its nets; −∞ of one that no net has.
    ///
    /// - Parameter scores: of the nets, larger is better, finite.
    public func operations(by scores: [Double]) -> [(operation: Operation, score: Double)] {
      precondition(scores.count == nets.count && scores.allSatisfy(\.isFinite), "a finite score a net")
      return members.map { own in
        (own.operation, own.nets.isEmpty ? -.infinity : own.nets.reduce(0) { $0 + scores[$1] } / Double(own.nets.count))
      }
    }
  }

  /// Draws nets of what is left, operation by operation, until each has a pool or its draws are spent.
  ///
  /// A net of an operation takes, at each other choice, one of the candidates left that are no skips, each equally likely; then of the
  /// choices that have a skip left a number from 0 to all, each equally likely, chosen at random, keep the skip. What breaks a constraint is
  /// drawn again. Throws as `PathIndex`.
  public func children(_ random: inout RandomStream) throws(SpaceError) -> Children {
    var nets: [[Int]] = [], known: Set<[Int]> = [], members: [Operation: [Int]] = [:]
    for operation in operations {
      // Draws for nets that there are not are not made.
      let wanted = min(UInt128(options.pool), try self.nets(of: operation))
      for _ in 0..<options.draws {
        if UInt128(members[operation]?.count ?? 0) >= wanted { break }
        let net = coded.canonical(draw(operation, &random))
        guard !known.contains(net), holds(net), constraints.allSatisfy({ $0.allows(net) }) else { continue }
        known.insert(net)
        for choice in net.indices where left[choice].count > 1 { members[Operation(choice, net[choice]), default: []].append(nets.count) }
        nets.append(net)
      }
    }
    return Children(nets: nets, members: operations.map { ($0, Array((members[$0] ?? []).prefix(options.pool))) })
  }

  /// A code with an operation, whether it is allowed or not.
  package func draw(_ operation: Operation, _ random: inout RandomStream) -> [Int] {
    var path: [Int] = [], skips: [Int] = []
    for (choice, candidates) in left.enumerated() {
      let others = candidates.filter { !isSkip(choice, $0) }, skip = candidates.first { isSkip(choice, $0) }
      path.append(others.isEmpty ? skip ?? candidates[0] : others[random.below(others.count)])
      if skip != nil, choice != operation.choice { skips.append(choice) }
    }
    let count = random.below(skips.count + 1)
    random.shuffle(&skips)
    for choice in skips.prefix(count) { path[choice] = left[choice].first { isSkip(choice, $0) } ?? path[choice] }
    path[operation.choice] = operation.candidate
    return path
  }

  private func isSkip(_ choice: Int, _ candidate: Int) -> Bool { space.choices[choice].candidates[candidate].isSkip }

  /// Takes the worst away, the first of equals: as many as the options say, but never the last of a choice and none without which no net
  /// is left or every code breaks a constraint. Throws as `PathIndex`.
  ///
  /// - Parameter scores: of operations that may go, larger is better.
  public mutating func drop(_ scores: [(operation: Operation, score: Double)]) throws(SpaceError) {
    var gone: [Operation] = [], taken = left.map { _ in 0 }
    for (operation, _) in scores.enumerated().sorted(by: { ($0.element.score, $0.offset) < ($1.element.score, $1.offset) }).map(\.element) {
      let rivals = options.per == .space ? gone.count : taken[operation.choice]
      guard rivals < options.drop, left[operation.choice].count > 1 else { continue }
      let before = left[operation.choice]
      left[operation.choice].removeAll { $0 == operation.candidate }
      if try mayRemain {
        gone.append(operation)
        taken[operation.choice] += 1
      } else {
        left[operation.choice] = before
      }
    }
    dropped.append(gone)
    isStuck = gone.isEmpty
  }

  /// Whether a net is left, and of each constraint the sums of what is left do not lie on one side.
  private var mayRemain: Bool {
    get throws(SpaceError) {
      let isPossible = constraints.allSatisfy { own in
        let rows = zip(own.table.entries, left).map { row, kept in kept.map { row[$0] } }
        let least = rows.reduce(own.table.fixed) { $0 + ($1.min() ?? 0) }, greatest = rows.reduce(own.table.fixed) { $0 + ($1.max() ?? 0) }
        return least <= own.high ?? .infinity && greatest >= own.low ?? -.infinity
      }
      guard isPossible else { return false }
      return try Self.nets(left, of: space) > 0
    }
  }

  /// How many nets that are left have an operation, constraints aside.
  private func nets(of operation: Operation) throws(SpaceError) -> UInt128 {
    var kept = left
    kept[operation.choice] = [operation.candidate]
    return try Self.nets(kept, of: space)
  }

  /// How many nets have their canonical code in what is kept.
  private static func nets(_ kept: [[Int]], of space: Space) throws(SpaceError) -> UInt128 {
    var part = space
    // The symmetry stays as it is: a group's idle candidate counts as such where it is left.
    for (choice, candidates) in kept.enumerated() {
      part.choices[choice].candidates = candidates.map { space.choices[choice].candidates[$0] }
    }
    return try PathIndex(part).count
  }
}

/// `per` is written where it is not the space, so that experiments keep the text they had before it could be said.
extension Shrinking.Options: Codable {
  private enum Key: String, CodingKey { case drop, per, pool, draws, codes }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    self.init(
      drop: try container.decode(Int.self, forKey: .drop), per: try container.decode(.per, or: .space),
      pool: try container.decode(Int.self, forKey: .pool), draws: try container.decode(Int.self, forKey: .draws),
      codes: try container.decode(Int.self, forKey: .codes))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(drop, forKey: .drop)
    if per != .space { try container.encode(per, forKey: .per) }
    try container.encode(pool, forKey: .pool)
    try container.encode(draws, forKey: .draws)
    try container.encode(codes, forKey: .codes)
  }
}
