public import Spaces

/// A space as searchers see it: numbers of candidates, and which codes are one network.
///
/// A code is a candidate's number for each choice. Searchers vary codes; what they find is remembered as networks, each by the number of
/// its canonical code, so that no network is evaluated twice.
public struct CodedSpace: Hashable, Sendable {
  /// How many candidates each choice has.
  public let candidates: [Int]
  private let groups: [[Int]]
  /// Choices in no group.
  private let alone: [Int]
  /// The candidate of each choice that does nothing, where it may move within its group; −1 of others.
  private let idle: [Int]
  /// What a candidate's number counts for in a code's, for each choice.
  private let weights: [UInt128]

  /// Throws where the space has more than 2¹²⁷ codes, which have no numbers.
  public init(_ space: Space) throws(SpaceError) {
    _ = try PathIndex(space, distinct: false)
    candidates = space.choices.map(\.candidates.count)
    var weights = [UInt128](repeating: 1, count: candidates.count)
    for choice in candidates.indices.dropLast().reversed() { weights[choice] = weights[choice + 1] * UInt128(candidates[choice + 1]) }
    self.weights = weights
    guard case .idle(let name, let groups) = space.symmetry else {
      (groups, alone, idle) = ([], Array(candidates.indices), candidates.map { _ in -1 })
      return
    }
    self.groups = groups
    alone = candidates.indices.filter { choice in !groups.contains { $0.contains(choice) } }
    idle = space.choices.map { choice in choice.candidates.firstIndex { $0.name == name } ?? -1 }
  }

  /// The one code of all that are the same network: `Space.canonical` of a path.
  public func canonical(_ path: [Int]) -> [Int] {
    var canonical = path
    for group in groups {
      var place = 0
      for choice in group where path[choice] != idle[choice] {
        canonical[group[place]] = path[choice]
        place += 1
      }
      for choice in group[place...] { canonical[choice] = idle[choice] }
    }
    return canonical
  }

  /// The number of a code, from 0: its digits in the base of each choice. A network's is that of its canonical code.
  public func number(of path: [Int]) -> UInt128 { Self.number(of: path, candidates) }

  /// The number of a path's network: that of its canonical code, which is not made.
  package func network(of path: [Int]) -> UInt128 {
    // No sum exceeds the number of codes.
    var number: UInt128 = 0
    for choice in alone { number &+= UInt128(truncatingIfNeeded: path[choice]) &* weights[choice] }
    for group in groups {
      var place = 0
      for choice in group where path[choice] != idle[choice] {
        number &+= UInt128(truncatingIfNeeded: path[choice]) &* weights[group[place]]
        place += 1
      }
      while place < group.count {
        number &+= UInt128(truncatingIfNeeded: idle[group[place]]) &* weights[group[place]]
        place += 1
      }
    }
    return number
  }

  static func number(of path: [Int], _ candidates: [Int]) -> UInt128 {
    var number: UInt128 = 0
    for (count, candidate) in zip(candidates, path) { number = number * UInt128(count) + UInt128(candidate) }
    return number
  }
}
