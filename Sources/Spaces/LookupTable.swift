/// What each candidate of each choice adds to a number that is a sum over a path: the field's look-up table of latencies (Cai et al.
/// 2019), and any other additive cost.
///
///     let table = CostTable(space).macs
///     table.value(of: [2, 2, 2, 1, 2, 2, 2, 0])   // 85,164,544
public struct LookupTable: Hashable, Sendable {
  /// Of the number, as messages and columns call it: `macs`, `latency`.
  public let name: String
  /// In which it is counted: `ms`; empty for a bare count.
  public let unit: String
  /// What every path pays: stem, head and fixed layers.
  public let fixed: Double
  /// For each choice, for each of its candidates.
  public let entries: [[Double]]

  /// - Throws: `SpaceError.table` where a number is negative or not finite, or there is a choice without candidates.
  public init(name: String, unit: String, fixed: Double, entries: [[Double]]) throws(SpaceError) {
    self.init(unchecked: name, unit: unit, fixed: fixed, entries: entries)
    for (choice, row) in ([[fixed]] + entries).enumerated() {
      guard let value = row.first(where: { !($0 >= 0 && $0 < .infinity) }) else { continue }
      let what = choice == 0 ? "the fixed part is" : "choice \(choice) has an entry of"
      throw .table(name: name, line: nil, reason: "\(what) \(value), expected a finite number of at least 0")
    }
    if let empty = entries.firstIndex(where: \.isEmpty) {
      throw .table(name: name, line: nil, reason: "choice \(empty + 1) has no candidates: give each choice a number a candidate")
    }
    guard greatest < .infinity else {
      throw .table(name: name, line: nil, reason: "its sums exceed what a Double holds: use a larger unit")
    }
  }

  /// Of numbers that are known to be finite and not negative.
  init(unchecked name: String, unit: String, fixed: Double, entries: [[Double]]) {
    (self.name, self.unit, self.fixed, self.entries) = (name, unit, fixed, entries)
  }

  /// The fixed part and a path's entries, added in this order; whole numbers add up exactly.
  ///
  /// - Precondition: the path has one of the table's candidates for each of its choices.
  public func value(of path: [Int]) -> Double {
    precondition(path.count == entries.count, "a path of \(path.count) choices in a table of \(entries.count)")
    var sum = fixed
    for choice in entries.indices { sum += entries[choice][path[choice]] }
    return sum
  }

  /// The fixed part and the entries of all that an architecture keeps.
  ///
  /// - Precondition: it keeps the table's candidates of each of its choices.
  public func value(of architecture: Architecture) -> Double {
    zip(entries, architecture.kept).reduce(fixed) { sum, pair in pair.1.reduce(sum) { $0 + pair.0[$1] } }
  }

  /// The value of the cheapest path, and of the dearest.
  public var least: Double { entries.reduce(fixed) { $0 + ($1.min() ?? 0) } }
  public var greatest: Double { entries.reduce(fixed) { $0 + ($1.max() ?? 0) } }

  /// Throws `SpaceError.table` unless there is an entry for each candidate of each choice of a space.
  public func check(fits space: Space) throws(SpaceError) {
    let wanted = space.choices.map(\.candidates.count), found = entries.map(\.count)
    if wanted == found { return }
    let choice = wanted.count == found.count ? zip(wanted, found).map(!=).firstIndex(of: true) : nil
    let reason =
      choice.map { "choice \($0 + 1) has \(found[$0]) entries for \(wanted[$0]) candidates" }
      ?? "it has \(found.count) choices for \(wanted.count)"
    throw .table(name: name, line: nil, reason: "\(reason) of space \(space.name): take a table of this space")
  }

  /// A value with its unit, for people.
  func text(_ value: Double) -> String {
    let number = value.magnitude < 0x1p53 && value == value.rounded() ? "\(Int(value))" : "\(value)"
    return unit.isEmpty ? number : "\(number) \(unit)"
  }
}

extension LookupTable: Codable {
  private enum CodingKeys: String, CodingKey { case name, unit, fixed, entries }

  /// - Throws: as the initialiser, and `DecodingError`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      name: try container.decode(String.self, forKey: .name), unit: try container.decode(String.self, forKey: .unit),
      fixed: try container.decode(Double.self, forKey: .fixed), entries: try container.decode([[Double]].self, forKey: .entries))
  }
}

extension CostTable {
  /// Multiply-adds for one image.
  public var macs: LookupTable { table("macs", \.macs) }
  /// Trainable parameters, without the second head's.
  public var parameters: LookupTable { table("parameters", \.parameters) }

  private func table(_ name: String, _ count: KeyPath<Cost, Int>) -> LookupTable {
    LookupTable(
      unchecked: name, unit: "", fixed: Double(fixed[keyPath: count]), entries: choices.map { $0.map { Double($0[keyPath: count]) } })
  }
}
