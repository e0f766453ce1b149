public import Spaces
public import Streams

/// Whether skips took over in published searches, against what the same rule keeps by chance (protocol, section 9).
public struct SkipStudy: Codable, Hashable, Sendable {
  /// The seeds of one setting in one kind of cell.
  public struct Group: Codable, Hashable, Sendable {
    public let setting: SearchLogs.Setting
    public let kind: CellKind
    public let trajectories: [SkipTrajectory], median: [Double]
    /// Mean skips of the rule on α's initial law, the middle 90 % of its draws, and how often half of what it keeps are skips.
    public let chance: Double, low: Int, high: Int, chanceOfHalf: Double
    /// How often chance keeps as many skips at the last epoch: for each seed, and for their sum.
    public let tails: [Double], tail: Double

    /// `S1, CIFAR-10, normal cell`.
    public var name: String { "\(setting.name), \(kind == .normal ? "normal" : "reduction") cell" }
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

  public init(_ logs: SearchLogs, draws: Int = 10_000, random: RandomStream) throws(AnalysisError) {
    var nulls: [Space.Reduced: CellNulls] = [:]
    for reduced in Space.Reduced.allCases
    where logs.outcomes.contains(where: { $0.setting.space == reduced })
      || logs.trajectories.contains(where: { $0.setting.space == reduced })
    {
      do throws(SpaceError) {
        nulls[reduced] = try CellNulls(.darts(reduced), rule: .topTwo, draws: draws, random: random.child(reduced.rawValue))
      } catch { throw .table(reason: "space \(reduced.rawValue): \(error)") }
    }
    groups = logs.trajectories.flatMap { trajectory in
      [(CellKind.normal, trajectory.normal), (.reduce, trajectory.reduction)].compactMap { kind, trajectories in
        nulls[trajectory.setting.space]?[kind].group(trajectory.setting, kind, trajectories)
      }
    }
    var settings: [SearchLogs.Setting] = []
    for outcome in logs.outcomes where settings.last != outcome.setting { settings.append(outcome.setting) }
    endings = settings.compactMap { setting in
      let own = logs.outcomes.filter { $0.setting == setting }, sum = own.reduce(0) { $0 + $1.normal }
      return nulls[setting.space].map { nulls in
        Ending(
          setting: setting, normal: own.map(\.normal), reduction: own.map(\.reduction), accuracies: own.map(\.accuracy),
          tail: nulls.normal.tail(sum: sum, of: own.count))
      }
    }
  }
}

extension SkipNull {
  fileprivate func group(_ setting: SearchLogs.Setting, _ kind: CellKind, _ trajectories: [SkipTrajectory]) -> SkipStudy.Group {
    SkipStudy.Group(
      setting: setting, kind: kind, trajectories: trajectories, median: SkipTrajectory.median(trajectories), chance: meanSkips,
      low: quantile(0.05),
      high: quantile(0.95), chanceOfHalf: halfShare, tails: trajectories.map { tail($0.last.skips) },
      tail: tail(sum: trajectories.reduce(0) { $0 + $1.last.skips }, of: trajectories.count))
  }
}
