/// What strategies, methods and searchers look like: a colour with a mark each, the same in every figure of every report, in whatever order they come.
///
///     let looks = Looks(of: ["FairNAS", "SPOS", "mine"])
///     print(looks["SPOS"], looks["mine"])
///
/// Names that several experiments use have looks of their own, shorter schedules the colour of their strategy. Others take, by the order of the
/// alphabet, colours that none of these has, then marks. A report whose figures show parts of its strategies makes one of all of them.
public struct Looks: Hashable, Sendable {
  private var places: [String: Int] = [:]

  private static let known = [
    "SPOS": 0, "FairNAS": 1, "EF": 2, "LET": 3, "Biased": 4, "LET, W = 1": 5, "SPOS 1/3": 8, "SPOS 1/10": 16, "FairNAS 1/3": 9,
    "EF, lr/6": 10, "EF, 1/6 of the learning rate": 10,
    "DARTS": 0, "FairDARTS": 1, "PC-DARTS": 2, "P-DARTS": 3, "NoisyDARTS": 4, "DARTS, second order": 5, "RobustDARTS": 6,
    // Searchers of one objective, then of several, which no figure shows together; random search is in both.
    "random": 0, "evolution": 1, "local search": 2, "aging evolution": 3, "evolution of 10": 4,
    "natural": 1, "prior": 2, "reinforced": 3, "hierarchical": 4, "natural and prior": 5,
  ]

  /// Others' looks in the order in which they are taken: every colour once before a mark changes, yellow on white last.
  private static let order: [Int] = {
    let rounds = stride(from: 0, to: FigureStyle.looks, by: FigureStyle.colours.count)
    return rounds.flatMap { round in (0..<FigureStyle.colours.count - 1).map { round + $0 } }
      + rounds.map { $0 + FigureStyle.colours.count - 1 }
  }()

  /// - Parameters:
  ///   - names: in any order; one that stands there twice is one.
  ///   - reserved: a look whose colour something else has in these figures.
  public init(of names: [String], besides reserved: Int? = nil) {
    let free = Self.order.filter { look in reserved.map { Self.colour($0) != Self.colour(look) } ?? true }
    for name in Set(names) { places[name] = Self.known[name] }
    for name in Set(names).sorted() where places[name] == nil {
      let taken = Set(places.values), colours = Set(taken.map(Self.colour))
      places[name] = free.first { !colours.contains(Self.colour($0)) } ?? free.first { !taken.contains($0) } ?? 0
    }
  }

  private static func colour(_ look: Int) -> Int { look % FigureStyle.colours.count }

  /// From 0: gnuplot's line type less 1. Traps on a name that is none of these, which would look like another.
  public subscript(_ name: String) -> Int {
    guard let place = places[name] else { preconditionFailure("'\(name)' is none of the names that looks were made for") }
    return place
  }
}
