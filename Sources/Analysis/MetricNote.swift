import Store

/// What targets and scores of a study measure, in the words and numbers that tables and figures use.
public struct MetricNote: Codable, Hashable, Sendable {
  /// "accuracy", "PSNR".
  public let name: String
  /// In which unit targets are kept and scores are shown: "%", "dB"; and what scores are multiplied with for that.
  public let unit: String, scale: Double
  /// Of the training loss: "nat", "intensity".
  public let lossUnit: String
  /// The score of what diverged in its training; what diverged in its evaluation has less.
  public let least: Double

  init(_ metric: RunMetric) {
    (name, unit, scale, lossUnit, least) = (metric.name, metric.shownUnit, metric.scale, metric.lossUnit, metric.least)
  }

  /// The unit of a difference: points of per cent.
  public var differenceUnit: String { unit == "%" ? "points" : unit }
}
