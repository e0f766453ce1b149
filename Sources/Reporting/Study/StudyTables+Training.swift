internal import Analysis
internal import Statistics

/// What tables say about the training of supernets.
extension StudyTables {
  /// The flags of every strategy, then their rules with what they are computed from.
  var trainingNotes: [String] {
    guard hasSupernets else { return [] }
    let paths = study.strategies.map(\.training.paths).max() ?? 0
    return study.strategies.map(flags) + [
      "Rising, settled, undecided: the gain of the mean \(study.metric.name) of fixed paths from three quarters of the passes to the end, two snapshots of "
        + "\(paths) paths a supernet; its 90 % t interval over supernets lies above, below or around \(isAccuracy ? "half a point" : "0.05 \(study.metric.unit)"). Not trained: that \(study.metric.name) is "
        + (isAccuracy
          ? "within 3 standard errors of chance at the end. Diverged early: the loss of a tenth of the passes or more lay above ln K."
          : "not more than 3 standard errors over paths above that of bicubic interpolation at the end.")
    ]
  }

  private var isAccuracy: Bool { study.metric.unit == "%" }

  private func flags(_ row: StrategyRow) -> String {
    let training = row.training, count = training.levels.count, raw = training.levels.count { $0.value?.isNotTrained ?? false }
    let parts = [(raw, "not trained"), (training.divergedEarly, "diverged early")].filter { $0.0 > 0 }.map { "\($0.0) of \(count) \($0.1)" }
    return ([state(training)] + parts).reduce("\(row.strategy): ") { $0 + ($0.hasSuffix(": ") ? "" : "; ") + $1 } + "."
  }

  /// `settled (0.12 points [0.02, 0.22] from 2250 to 3000 passes, 4 supernets)`.
  private func state(_ training: TrainingEvidence) -> String {
    guard let gain = training.lateGain.value, let span = training.span else {
      return "whether it still rose is not known: \(training.lateGain.reason ?? "no snapshot at three quarters")"
    }
    return
      "\(gain.state.rawValue) (\(Reading(gain.mean).text(2)) \(study.metric.differenceUnit) from \(span.lowerBound.grouped) to \(span.upperBound.grouped) passes, "
      + "\(gain.gains.count) supernets)"
  }
}
