public import Streams

/// Uniform draws of codes, or of distinct networks, that satisfy constraints, also where few do.
///
///     let paths = try ConstrainedPaths(.fairNAS(), [PathConstraint(table, atLeast: 315e6, atMost: 327e6)])
///     let path = paths.draw(&random)   // each of the 1.4 % equally likely
///
/// Where at least an eighth of all codes satisfies each constraint, uniform draws are rejected until one satisfies all. Else draws come
/// from a `PathIndex` of the tightest constraint, its range widened by what quantising rounds away, and are rejected by the exact
/// sums: every constraint holds exactly, and all codes that satisfy all are equally likely. Where they are few, they are listed. Where
/// only some candidates are left, all of this is said of the codes that keep to them.
public struct ConstrainedPaths: Sendable {
  public let constraints: [PathConstraint]
  /// The share of all codes that the tightest constraint allows: exact where its table's steps are, else rounded up by those whose value
  /// lies within a rounding error of a limit.
  public let share: Double
  /// Of each choice the candidates that are left, rising: all of them unless said.
  public let left: [[Int]]
  /// Whether all codes are legal.
  public var allowsAll: Bool { isWhole && constraints.isEmpty }
  private let isWhole: Bool, source: Source

  /// How many are drawn from: those that satisfy the tightest constraint, of listed ones those that satisfy all; nil where uniform draws
  /// are rejected and nothing was counted.
  public var count: UInt128? {
    switch source {
    case .uniform: nil
    case .index(_, _, let count): count
    case .list(let paths): UInt128(paths.count)
    }
  }

  /// What is drawn from, until all constraints hold: codes of what is left.
  private enum Source: Sendable {
    case uniform
    case index(PathIndex, ClosedRange<Int>, UInt128)
    /// All that satisfy all.
    case list([[Int]])
  }

  /// Fewer codes than this in the tightest range are looked at one by one.
  private static let listed: UInt128 = 1_000
  /// So many draws show whether codes that satisfy several constraints are common enough to be drawn at all.
  private static let attempts = 200_000

  /// Counting one table of 6¹⁹ paths takes some tens of milliseconds and megabytes.
  ///
  /// - Parameters:
  ///   - left: of each choice the candidates that codes keep to, rising, at least one; all where nil.
  ///   - distinct: whether networks are drawn, each by its canonical code, and not codes.
  /// - Throws: `SpaceError.constraint` where no code satisfies one of the constraints, saying the least and greatest value that the
  ///   space has, and where none of 200,000 that satisfy the tightest satisfies all; `.table` for a table of another space; `.invalid`
  ///   for a space of more than 2¹²⁷ codes.
  public init(_ space: Space, _ constraints: [PathConstraint] = [], left: [[Int]]? = nil, distinct: Bool = false) throws(SpaceError) {
    self.constraints = constraints
    self.left = left ?? space.choices.map { Array($0.candidates.indices) }
    isWhole = left == nil
    let part = left.map { space.restricted(to: Architecture(kept: $0)) } ?? space
    var tightest: (index: PathIndex, steps: ClosedRange<Int>, count: UInt128)?
    for constraint in constraints {
      try constraint.table.check(fits: space)
      if constraint.low == nil && constraint.high == nil { continue }
      let own = PathConstraint(left.map { constraint.table.restricted(to: $0) } ?? constraint.table)
      let index = try PathIndex(part, distinct: distinct, by: .table(own.table))
      let impossible = SpaceError.constraint(space: space.name, reason: "no architecture has \(constraint.text): \(own.range)")
      let (low, high) = (constraint.low ?? -.infinity, constraint.high ?? .infinity)
      guard low <= high, let steps = index.steps(from: low, to: high), index.count(steps) > 0 else { throw impossible }
      if index.count(steps) < tightest?.count ?? .max { tightest = (index, steps, index.count(steps)) }
    }
    guard let tightest else {
      share = 1
      // Codes need no index.
      let index = distinct ? try PathIndex(part) : nil
      source = index.map { .index($0, $0.values, $0.count) } ?? .uniform
      return
    }
    share = Double(tightest.count) / Double(tightest.index.count)
    if tightest.count < Self.listed {
      let kept = self.left
      let legal = (0..<tightest.count).map { tightest.index.path($0, of: tightest.steps).candidates(of: kept) }.filter { path in
        constraints.allSatisfy { $0.allows(path) }
      }
      source = .list(legal)
      if !legal.isEmpty { return }
    } else {
      source = share > 0.125 && !distinct ? .uniform : .index(tightest.index, tightest.steps, tightest.count)
      var random = RandomStream(seed: 0, "constrained paths")
      for _ in 0..<Self.attempts where isLegal(candidate(&random)) { return }
    }
    let texts = constraints.map(\.text).joined(separator: " and "), ranges = constraints.map(\.range).joined(separator: ", ")
    throw .constraint(space: space.name, reason: "no architecture was found that has \(texts): \(ranges)")
  }

  /// Whether a path keeps to what is left and its exact sums lie in all ranges.
  public func isLegal(_ path: [Int]) -> Bool {
    (isWhole || left.hold(path)) && constraints.allSatisfy { $0.allows(path) }
  }

  /// A code that satisfies all constraints, each equally likely.
  public func draw(_ random: inout RandomStream) -> [Int] {
    while true {
      let path = candidate(&random)
      if isLegal(path) { return path }
    }
  }

  /// So many different ones, each set of them equally likely; fewer where 200,000 draws in a row bring no new one.
  public func distinct(_ count: Int, _ random: inout RandomStream) -> [[Int]] {
    if case .list(let paths) = source { return random.permutation(paths.count).prefix(count).map { paths[$0] } }
    var seen: Set<[Int]> = [], drawn: [[Int]] = [], failures = 0
    while drawn.count < count && failures < Self.attempts {
      let path = candidate(&random)
      failures += 1
      guard isLegal(path), seen.insert(path).inserted else { continue }
      drawn.append(path)
      failures = 0
    }
    return drawn
  }

  private func candidate(_ random: inout RandomStream) -> [Int] {
    switch source {
    case .uniform: left.map { $0[random.below($0.count)] }
    case .index(let index, let steps, let count): index.path(random.below(count), of: steps).candidates(of: left)
    case .list(let paths): paths[random.below(paths.count)]
    }
  }
}

extension [Int] {
  /// A path of the space in which each choice has only the candidates that are left, in the numbers of the whole space.
  package func candidates(of left: [[Int]]) -> [Int] { zip(left, self).map { $0[$1] } }
}
