public import Spaces

/// A space as searchers see it: numbers of candidates, and which codes are one network.
///
/// A code is a candidate's number for each choice. Searchers vary codes; what they find is remembered as networks, each by the number of
/// its canonical code, so that no network is evaluated twice.
public struct CodedSpace: Hashable, Sendable {
  /// How many candidates each choice has.
  public let candidates: [Int]
  private let groups: [[Int]]
  /// The candidate of each choice that does nothing, where it may move within its group; −1 of others.
  private let idle: [Int]

  /// Throws where the space has more than 2¹²⁷ codes, which have no numbers.
  public init(_ space: Space) throws(SpaceError) {
    _ = try PathIndex(space, distinct: false)
    candidates = space.choices.map(\.candidates.count)
    guard case .idle(let name, let groups) = space.symmetry else {
      (groups, idle) = ([], candidates.map { _ in -1 })
      return
    }
    self.groups = groups
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

  static func number(of path: [Int], _ candidates: [Int]) -> UInt128 {
    var number: UInt128 = 0
    for (count, candidate) in zip(candidates, path) { number = number * UInt128(count) + UInt128(candidate) }
    return number
  }
}
