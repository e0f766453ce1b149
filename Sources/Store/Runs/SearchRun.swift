/// Searches of one algorithm under one problem, each with every evaluation in order.
public struct SearchRun: StoredRun {
  public static let kind = "search"
  /// 1 was a relaxed search, before that kind was called `relaxation`.
  public static let schema = 2

  /// What was wanted, as `Search.Objective` says it.
  public struct Objective: Hashable, Sendable {
    public enum Direction: String, CaseIterable, Hashable, Sendable { case maximize, minimize }

    public let name: String, unit: String, direction: Direction

    public init(name: String, unit: String, direction: Direction) { (self.name, self.unit, self.direction) = (name, unit, direction) }
  }

  public let header: RunHeader
  public let space: SpaceLabel
  /// Canonical JSON of the algorithm with its options.
  public let algorithm: String
  public let objectives: [Objective]
  /// Canonical texts of all nets that any of the searches evaluated, in the order of their first evaluation.
  public let architectures: [String]
  /// Of each net, a value an objective; NaN where a net diverged.
  public let scores: [[Double]]
  /// Of each search.
  public let seeds: [Int]
  /// Of each search the rows of `architectures` in the order of evaluation, none twice. Shorter than the budget where a search found nothing
  /// new.
  public let orders: [[Int]]
  /// How many nets a search might evaluate.
  public let evaluations: Int

  /// Lists agree in length, and orders name rows.
  public init(
    header: RunHeader, space: SpaceLabel, algorithm: String, objectives: [Objective], architectures: [String], scores: [[Double]],
    seeds: [Int], orders: [[Int]], evaluations: Int
  ) {
    precondition(scores.count == architectures.count && orders.count == seeds.count, "one row a net, one order a search")
    precondition(scores.allSatisfy { $0.count == objectives.count }, "one value an objective")
    precondition(orders.joined().allSatisfy(architectures.indices.contains), "orders name nets")
    (self.header, self.space, self.algorithm, self.objectives) = (header, space, algorithm, objectives)
    (self.architectures, self.scores, self.seeds, self.orders, self.evaluations) = (architectures, scores, seeds, orders, evaluations)
  }

  /// The net with the best score in the first objective that a search evaluated, of all or of those that are allowed, the first of equals;
  /// what diverged loses against all others. Nil where there is none.
  public func best(_ search: Int, among allowed: Set<String>? = nil) -> String? {
    var best: Int?
    for row in orders[search] where best.map({ oriented(row)[0] > oriented($0)[0] }) ?? true {
      if allowed?.contains(architectures[row]) ?? true { best = row }
    }
    return best.map { architectures[$0] }
  }

  /// A net's values as searchers compared them, larger is better; −∞ in all where one of them is no number.
  public func oriented(_ row: Int) -> [Double] {
    guard !scores[row].contains(where: \.isNaN) else { return objectives.map { _ in -.infinity } }
    return zip(objectives, scores[row]).map { $0.direction == .maximize ? $1 : -$1 }
  }

  public var arrays: [NamedArray] {
    let padded = orders.flatMap { $0 + [Int](repeating: -1, count: evaluations - $0.count) }
    return space.arrays + [
      NamedArray("algorithm", .texts([algorithm]), "search algorithm with its options, canonical JSON"),
      NamedArray("objectives/name", .texts(objectives.map(\.name)), "what was wanted"),
      NamedArray("objectives/unit", .texts(objectives.map(\.unit)), "unit of each objective"),
      NamedArray("objectives/direction", .texts(objectives.map(\.direction.rawValue)), "maximize or minimize"),
      NamedArray("nets/architecture", .texts(architectures), "nets that any search evaluated"),
      NamedArray(
        "nets/score", shape: [architectures.count, objectives.count], .doubles(scores.flatMap(\.self)),
        "value of each net in each objective"),
      NamedArray("searches/seed", .integers(seeds), "seed of each search"),
      NamedArray(
        "searches/evaluated", shape: [seeds.count, evaluations], .integers(padded),
        "row of the net that each search evaluated first, second, …; -1 behind a search that ended early"),
    ]
  }

  public init(header: RunHeader, _ arrays: ArrayReader) throws(StoreError) {
    let names = try arrays.texts("objectives/name"), units = try arrays.texts("objectives/unit", shape: [names.count])
    let directions = try arrays.texts("objectives/direction", shape: [names.count]).compactMap { Objective.Direction(rawValue: $0) }
    let architectures = try arrays.texts("nets/architecture"), m = names.count
    let scores = try arrays.doubles("nets/score", shape: [architectures.count, m])
    let seeds = try arrays.integers("searches/seed"), evaluated = try arrays.array("searches/evaluated")
    let evaluations = evaluated.shape.count == 2 ? evaluated.shape[1] : 0
    let rows = try arrays.integers("searches/evaluated", shape: [seeds.count, evaluations])
    let padded = seeds.indices.map { rows[$0 * evaluations..<($0 + 1) * evaluations] }
    let orders = padded.map { Array($0.prefix { $0 >= 0 }) }
    guard m > 0, directions.count == m,
      zip(padded, orders).allSatisfy({ padded, order in
        order.allSatisfy { $0 < architectures.count } && Set(order).count == order.count
          && padded.dropFirst(order.count).allSatisfy { $0 == -1 }
      })
    else {
      throw .damaged(path: arrays.path, what: "searches/evaluated or objectives/direction, which name what is not there, or a net twice")
    }
    self.init(
      header: header, space: try SpaceLabel(arrays), algorithm: try arrays.text("algorithm"),
      objectives: names.indices.map { Objective(name: names[$0], unit: units[$0], direction: directions[$0]) },
      architectures: architectures, scores: architectures.indices.map { Array(scores[$0 * m..<($0 + 1) * m]) }, seeds: seeds,
      orders: orders, evaluations: evaluations)
  }
}
