public import Streams

/// Whether skips took over in published searches, against what the same rule keeps by chance (PROTOCOL section 9).
public struct SkipStudy: Codable, Hashable, Sendable {
  /// The seeds of one setting in one kind of cell.
  public struct Group: Codable, Hashable, Sendable {
    public let setting: SearchLogs.Setting
    /// `normal` or `reduction`.
    public let cell: String
    public let courses: [SkipCourse], median: [Double]
    /// Mean skips of the rule on α's initial law, the middle 90 % of its draws, and how often half of what it keeps are skips.
    public let chance: Double, low: Int, high: Int, chanceOfHalf: Double
    /// How often chance keeps as many skips at the last epoch: for each seed, and for their sum.
    public let tails: [Double], tail: Double
  }

  /// The searches of one setting at their end.
  public struct Ending: Codable, Hashable, Sendable {
    public let setting: SearchLogs.Setting
    /// By seed.
    public let normal: [Int], reduction: [Int], accuracies: [Double]
    /// How often chance has at least this sum of skips in the normal cells.
    public let tail: Double
  }

  public let groups: [Group], endings: [Ending]

  public init(_ logs: SearchLogs, draws: Int = 10_000, random: RandomStream) {
    func null(_ space: String, _ cell: RobustDARTSSpace.Cell) -> SkipNull? {
      guard let operations = RobustDARTSSpace(rawValue: space)?.operations(cell) else { return nil }
      return SkipNull(operations: operations.map(\.count), draws: draws, random: random.child(space).child(cell.rawValue)) {
        RobustDARTSSpace.keepTwo($0, operations)
      }
    }
    let spaces = Set(logs.courses.map(\.setting.space) + logs.outcomes.map(\.setting.space)).sorted()
    let nulls = Dictionary(
      spaces.flatMap { space in
        [RobustDARTSSpace.Cell.normal, .reduction].compactMap { cell in null(space, cell).map { ("\(space) \(cell.rawValue)", $0) } }
      }
    ) { first, _ in first }
    groups = logs.courses.flatMap { course in
      [(RobustDARTSSpace.Cell.normal, course.normal), (.reduction, course.reduction)].compactMap { cell, courses in
        nulls["\(course.setting.space) \(cell.rawValue)"].map { null in
          Group(
            setting: course.setting, cell: cell.rawValue, courses: courses, median: SkipCourse.median(courses), chance: null.meanSkips,
            low: null.quantile(0.05), high: null.quantile(0.95), chanceOfHalf: null.halfShare,
            tails: courses.map { null.tail($0.last.skips) },
            tail: null.tail(sum: courses.reduce(0) { $0 + $1.last.skips }, of: courses.count))
        }
      }
    }
    var settings: [SearchLogs.Setting] = []
    for outcome in logs.outcomes where settings.last != outcome.setting { settings.append(outcome.setting) }
    endings = settings.map { setting in
      let own = logs.outcomes.filter { $0.setting == setting }
      return Ending(
        setting: setting, normal: own.map(\.normal), reduction: own.map(\.reduction), accuracies: own.map(\.accuracy),
        tail: nulls["\(setting.space) normal"].map { $0.tail(sum: own.reduce(0) { $0 + $1.normal }, of: own.count) } ?? 1)
    }
  }
}
