public import Spaces

/// Skips that DARTS kept in published searches, epoch by epoch and at the end, for several seeds of each setting.
///
/// RobustDARTS's logs (Zela et al. 2020): second-order DARTS of 50 epochs; the genotype is logged at the start of each epoch, so that
/// the first is that of the initial α.
public struct SearchLogs: Hashable, Sendable {
  /// What seeds share.
  public struct Setting: Codable, Hashable, Sendable, Comparable {
    public let space: Space.Reduced, images: String, dropPath: Double, weightDecay: Double

    /// `S1, CIFAR-10`.
    public var name: String {
      "\(space.rawValue), \(images == "cifar10" ? "CIFAR-10" : images == "cifar100" ? "CIFAR-100" : images.uppercased())"
    }

    public static func < (a: Setting, b: Setting) -> Bool {
      (a.space.rawValue, a.images, a.dropPath, a.weightDecay) < (b.space.rawValue, b.images, b.dropPath, b.weightDecay)
    }
  }

  /// A finished search.
  public struct Outcome: Codable, Hashable, Sendable {
    public let setting: Setting, seed: Int
    /// Skips among the eight operations of the normal and of the reduction cell; search-validation accuracy in per cent.
    public let normal: Int, reduction: Int, accuracy: Double
  }

  /// Of each setting the trajectories of its seeds, by setting and seed, in the normal and in the reduction cell.
  public let trajectories: [(setting: Setting, normal: [SkipTrajectory], reduction: [SkipTrajectory])]
  public let outcomes: [Outcome]

  private static let shared = ["space", "data", "drop_path", "weight_decay", "seed", "normal_skips", "reduce_skips", "valid_accuracy"]

  /// - Parameters:
  ///   - epochs: a row an epoch of each search, epochs from 0 in order; the columns of `final` with `epoch` for `last_epoch`.
  ///   - final: a row a search.
  /// - Throws: `AnalysisError.table` for another layout, an epoch that is missing, a search twice, a space without known operations.
  public init(epochs: PublishedFile, final: PublishedFile) throws(AnalysisError) {
    let table = try PublishedRows(epochs.bytes, file: epochs.name, columns: Self.shared + ["epoch"])
    var rows: [Setting: [Int: [Outcome]]] = [:]
    for row in table.rows {
      let outcome = try Self.outcome(row), epoch = try row.count("epoch", in: 0...100_000)
      let known = rows[outcome.setting]?[outcome.seed]?.count ?? 0
      guard epoch == known else {
        throw row.wrong("epoch \(epoch) of seed \(outcome.seed) follows \(known) epochs: they should rise from 0")
      }
      rows[outcome.setting, default: [:]][outcome.seed, default: []].append(outcome)
    }
    trajectories = rows.keys.sorted().map { setting in
      let seeds = (rows[setting] ?? [:]).sorted { $0.key < $1.key }
      func trajectories(_ skips: (Outcome) -> Int) -> [SkipTrajectory] {
        seeds.map { seed, epochs in SkipTrajectory(seed: seed, kept: epochs.map { _ in 8 }, skips: epochs.map(skips)) }
      }
      return (setting, trajectories { $0.normal }, trajectories { $0.reduction })
    }
    let last = try PublishedRows(final.bytes, file: final.name, columns: Self.shared)
    var outcomes: [Outcome] = []
    for row in last.rows {
      let outcome = try Self.outcome(row)
      guard !outcomes.contains(where: { $0.setting == outcome.setting && $0.seed == outcome.seed }) else {
        throw row.wrong("this search stands there twice")
      }
      outcomes.append(outcome)
    }
    self.outcomes = outcomes.sorted { ($0.setting, $0.seed) < ($1.setting, $1.seed) }
  }

  private static func outcome(_ row: PublishedRows.Row) throws(AnalysisError) -> Outcome {
    let space = row.text("space")
    guard let reduced = Space.Reduced(rawValue: space.uppercased()) else {
      throw row.wrong(
        "space '\(PublishedRows.Row.shown(space))' is none of \(Space.Reduced.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return Outcome(
      setting: Setting(
        space: reduced, images: row.text("data"), dropPath: try row.number("drop_path", in: 0...1),
        weightDecay: try row.number("weight_decay", in: 0...1)),
      seed: try row.count("seed", in: 0...1_000_000), normal: try row.count("normal_skips", in: 0...8),
      reduction: try row.count("reduce_skips", in: 0...8), accuracy: try row.number("valid_accuracy", in: 0...100))
  }

  public static func == (a: SearchLogs, b: SearchLogs) -> Bool {
    a.outcomes == b.outcomes && a.trajectories.map(\.setting) == b.trajectories.map(\.setting)
      && a.trajectories.map(\.normal) == b.trajectories.map(\.normal)
      && a.trajectories.map(\.reduction) == b.trajectories.map(\.reduction)
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(outcomes) }
}
