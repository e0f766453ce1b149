/// The paths of a space in lexicographic order, counted and addressed by number without being listed.
///
///     let index = try PathIndex(.nasBenchMacro())       // one path for each distinct network
///     index.count                                       // 3,969
///     let path = index.path(random.below(index.count))  // each network equally likely
///
/// With a measure, the paths whose measure lies in a range are counted and addressed too, so that strata have exact sizes
/// even among 6¹⁹ paths. The canonical paths are those of an automaton: within a group, behind the first idle candidate only
/// idle ones follow. For each choice and state of the automaton a table holds how many ways lead to the end, by measure.
/// Building it takes O(choices · candidates · steps of the measure), addressing a path O(choices · candidates).
public struct PathIndex: Sendable {
  /// The measure's values, in its steps.
  public let values: ClosedRange<Int>
  /// The idle candidate of each choice that is in a group, and whether the choice goes on with the group of the one before.
  private let idle: [Int?], continues: [Bool]
  /// For each choice, with the group open and closed: ways to the end whose measure is at most v. Counted with 128 bits.
  private let open: [[UInt128]], closed: [[UInt128]]
  private let base: Int
  private let table: QuantisedTable

  /// - Parameter distinct: Whether paths that are one network under the space's symmetry are counted once, as its canonical one.
  ///
  /// Throws where the space has more than 2¹²⁷ paths, and where the measure is a table of another space.
  public init(_ space: Space, distinct: Bool = true, by measure: PathMeasure = .none) throws(SpaceError) {
    var paths: UInt128 = 1
    for choice in space.choices {
      let (product, overflow) = paths.multipliedReportingOverflow(by: UInt128(choice.candidates.count))
      guard !overflow, product <= UInt128.max / 2 else {
        throw .invalid(space: space.name, field: "choices", reason: "allow more than 2¹²⁷ paths, which are not counted")
      }
      paths = product
    }
    let count = space.choices.count
    var idle = [Int?](repeating: nil, count: count), continues = [Bool](repeating: false, count: count + 1)
    if distinct, case .idle(let name, let groups) = space.symmetry {
      for group in groups {
        for (number, choice) in group.enumerated() {
          idle[choice] = space.choices[choice].candidates.firstIndex { $0.name == name }
          continues[choice] = number > 0
        }
      }
    }
    let values = try measure.table(of: space), table = QuantisedTable(values), steps = table.steps
    self.table = table
    base = measure == .depth ? Int(values.least) : 0
    self.idle = idle
    self.continues = continues

    var open = [[UInt128]](repeating: [1], count: count + 1), closed = open
    for choice in (0..<count).reversed() {
      let next = (open: open[choice + 1], closed: continues[choice + 1] ? closed[choice + 1] : open[choice + 1])
      let top = next.open.count + (steps[choice].max() ?? 0)
      open[choice] = [UInt128](repeating: 0, count: top)
      for (candidate, step) in steps[choice].enumerated() {
        Self.add(candidate == idle[choice] ? next.closed : next.open, shifted: step, to: &open[choice])
      }
      guard continues[choice] else { continue }
      closed[choice] = [UInt128](repeating: 0, count: top)
      if let candidate = idle[choice] { Self.add(next.closed, shifted: steps[choice][candidate], to: &closed[choice]) }
    }
    self.open = open
    self.closed = closed
    self.values = base...base + open[0].count - 1
  }

  /// All that are addressed: 6,561 codes or 3,969 networks of NAS-Bench-Macro.
  public var count: UInt128 { count(values) }

  /// How many have a measure in this range.
  public func count(_ range: ClosedRange<Int>) -> UInt128 { ways(0, closed: false, range.lowerBound - base, range.upperBound - base) }

  /// The steps outside of which no path has a value of low ... high; nil where no path at all has one.
  ///
  /// Where the table's numbers are whole and fine enough steps hold them, exactly the paths with such a value have these steps; else
  /// some do whose value lies within a rounding error of the limits.
  public func steps(from low: Double, to high: Double) -> ClosedRange<Int>? {
    guard let steps = table.steps(from: low, to: high, atMost: values.count - 1) else { return nil }
    return base + steps.lowerBound...base + steps.upperBound
  }

  /// The path of this number, from 0, among those whose measure lies in the range.
  public func path(_ number: UInt128, of range: ClosedRange<Int>? = nil) -> [Int] {
    var low = (range ?? values).lowerBound - base, high = (range ?? values).upperBound - base
    precondition(number < ways(0, closed: false, low, high), "there is no path number \(number)")
    var rest = number, ended = false, path: [Int] = []
    for (choice, steps) in table.steps.enumerated() {
      let candidates = ended && continues[choice] ? [idle[choice] ?? 0] : Array(steps.indices)
      for candidate in candidates {
        let step = steps[candidate], ends = candidate == idle[choice] && continues[choice + 1]
        let ways = ways(choice + 1, closed: ends, low - step, high - step)
        if rest < ways {
          path.append(candidate)
          (low, high, ended) = (low - step, high - step, ends)
          break
        }
        rest -= ways
      }
    }
    return path
  }

  /// All paths, made as they are asked for.
  public var paths: some Sequence<[Int]> { (0..<count).lazy.map { path($0) } }

  /// The measure of a path, in the measure's steps.
  public func value(of path: [Int]) -> Int { zip(table.steps, path).reduce(base) { $0 + $1.0[$1.1] } }

  /// Ways from a choice to the end whose measure, in steps above the lowest, lies in low ... high.
  private func ways(_ choice: Int, closed isClosed: Bool, _ low: Int, _ high: Int) -> UInt128 {
    let table = isClosed ? closed[choice] : open[choice]
    let upTo = { (value: Int) -> UInt128 in value < 0 ? 0 : table[min(value, table.count - 1)] }
    return high < low ? 0 : upTo(high) - upTo(low - 1)
  }

  /// Adds cumulative counts of which each is reached by one more candidate of this measure.
  private static func add(_ ways: [UInt128], shifted step: Int, to sum: inout [UInt128]) {
    for value in step..<sum.count { sum[value] += ways[min(value - step, ways.count - 1)] }
  }
}
