public import Statistics
import Store
import Streams

/// What the run files of a strategy's supernets say about their training: whether they learnt, still rose at the end, or went astray at the
/// start (protocol, sections 3 and 6).
public struct TrainingEvidence: Codable, Hashable, Sendable {
  /// One for each supernet, at its end.
  public let levels: [Measured<TrainingLevel>]
  /// The gain of the fixed paths' mean accuracy, in points, from the snapshot at three quarters of the passes to the end.
  public let lateGain: Measured<LateGain>
  /// Passes of that snapshot and of the whole training, the least of all supernets; nil where there is no such snapshot.
  public let span: ClosedRange<Int>?
  /// Fixed paths behind each accuracy.
  public let paths: Int
  /// Mean of |Δ loss| (nat) of each supernet between the snapshots that were taken while it trained, the end included; nil where there are not
  /// two. A snapshot's loss is the training loss of the epoch that it lies in.
  public let lossChanges: [Double?]
  /// Standard deviation of the fixed paths' accuracies at each supernet's end (fraction); nil for one path.
  public let pathDeviations: [Double?]
  /// Supernets whose training loss lay above ln K, that of guessing, for a tenth of their passes or more.
  public let divergedEarly: Int

  /// What needs no training.
  enum Chance {
    /// One of so many classes.
    case classes(Int)
    /// The PSNR (dB) of bicubic interpolation on search-validation images; nil where no net alone says it.
    case interpolation(Double?)
  }

  /// - Parameters:
  ///   - runs: of one strategy, a supernet each.
  ///   - images: search-validation images that the paths' scores were taken on.
  init(_ runs: [SupernetRun], chance: Chance, images: Int) {
    levels = runs.map { run in
      let paths = run.snapshots.last?.probes ?? []
      switch chance {
      case .classes(let classes):
        return Measured { () throws(StatisticsError) in try TrainingLevel(paths: paths, classes: classes, images: images) }
      case .interpolation(let own?):
        return Measured { () throws(StatisticsError) in try TrainingLevel(paths: paths, interpolation: own) }
      case .interpolation(nil): return Measured(absent: "no net alone was trained, whose file has the PSNR of interpolation")
      }
    }
    paths = runs.first?.probes.count ?? 0
    lossChanges = runs.map(Self.lossChange)
    pathDeviations = runs.map { run in
      run.snapshots.last.flatMap { $0.probes.count > 1 ? $0.probes.variance.squareRoot() : nil }
    }
    divergedEarly = runs.count { Self.divergesEarly($0.history, chance: chance) }
    let marks = runs.compactMap(Self.threeQuarters), margin = chance.margin
    guard !runs.isEmpty, marks.count == runs.count, paths > 0 else {
      (lateGain, span) = (Measured(absent: runs.isEmpty ? "no supernet file was given" : "no snapshot at three quarters"), nil)
      return
    }
    lateGain = Measured { () throws(StatisticsError) in
      try LateGain(marks.map { $0.metric.scale * ($0.end.probes.mean - $0.late.probes.mean) }, margin: margin)
    }
    span = (marks.map(\.late.passes).min() ?? 0)...(marks.map(\.end.passes).min() ?? 0)
  }

  /// The snapshot nearest to three quarters of the passes, a fortieth of them away at most, and the last.
  private static func threeQuarters(_ run: SupernetRun) -> (late: SupernetRun.Snapshot, end: SupernetRun.Snapshot, metric: RunMetric)? {
    guard let end = run.snapshots.last else { return nil }
    func distance(_ snapshot: SupernetRun.Snapshot) -> Int { abs(4 * snapshot.passes - 3 * end.passes) }
    let nearest = run.snapshots.dropLast().min { distance($0) < distance($1) }
    return nearest.flatMap { 10 * distance($0) <= end.passes ? ($0, end, run.metric) : nil }
  }

  private static func lossChange(_ run: SupernetRun) -> Double? {
    let losses = run.snapshots.filter { $0.passes > 0 }.compactMap { mark in run.history.first { $0.passes >= mark.passes }?.loss }
    return losses.count > 1 ? zip(losses, losses.dropFirst()).map { abs($1 - $0) }.mean : nil
  }

  /// A loss that is no number lies above every other.
  private static func divergesEarly(_ history: [Epoch], chance: Chance) -> Bool {
    // What interpolation loses is not known epoch by epoch.
    guard case .classes(let classes) = chance else { return false }
    let chance = Elementary.log(Double(classes))
    var above = 0, last = 0
    for epoch in history {
      if !(epoch.loss <= chance) { above += epoch.passes - last }
      last = epoch.passes
    }
    return last > 0 && 10 * above >= last
  }
}

extension TrainingEvidence.Chance {
  /// What a late gain is held against: half a point of accuracy, .05 dB (protocol, section 6).
  fileprivate var margin: Double { if case .classes = self { 0.5 } else { 0.05 } }
}
