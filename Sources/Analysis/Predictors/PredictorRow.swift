public import Statistics

/// What was found about one predictor against a target, with a reason wherever the data cannot give a number.
public struct PredictorRow: Codable, Hashable, Sendable {
  /// tau over some pairs: the mean over supernets, with the interval over nets alone and the one over nets and supernets.
  public struct Tau: Codable, Hashable, Sendable {
    public let pairs: ComparedPairs, value: Measured<TwoIntervals>
  }

  /// Its tau less that of the predictor of this name, on the same nets.
  public struct Difference: Codable, Hashable, Sendable {
    public let name: String, value: Measured<TwoIntervals>
  }

  /// Of the predictor.
  public let name: String
  /// Of its supernets; empty where seeds mean nothing to it.
  public let seeds: [Int]
  /// In the order in which they were asked for.
  public let taus: [Tau], differences: [Difference]
  /// P@k, BR@k and regret@k; nil where no top was asked for.
  public let top: Measured<TopKMeans>?
  /// tau of each supernet, with its interval over nets; and of the mean of all supernets' scores, which is another quantity than the mean
  /// of their taus. Empty and nil for what no training enters.
  public let each: [Measured<Estimate>], ensemble: Measured<Estimate>?
  /// tau of each draw of what a baseline was fitted on; nil of others.
  public let draws: Measured<[Double]>?

  /// The tau over these pairs; a reason where it was not asked for.
  public func tau(over pairs: ComparedPairs = .all) -> Measured<TwoIntervals> {
    taus.first { $0.pairs == pairs }?.value ?? Measured(absent: "it was not asked for")
  }

  /// Nil where the two were not compared.
  public func difference(to name: String) -> Measured<TwoIntervals>? { differences.first { $0.name == name }?.value }
}
