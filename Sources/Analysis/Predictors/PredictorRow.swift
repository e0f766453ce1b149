public import Statistics

/// What was found about one predictor against a target, with a reason wherever the data cannot give a number.
public struct PredictorRow: Codable, Hashable, Sendable {
  /// tau over some pairs: the mean over supernets, with the interval over nets alone and the one over nets and supernets.
  public struct Tau: Codable, Hashable, Sendable {
    public let pairs: ComparedPairs, value: Answer<TwoIntervals>
  }

  /// Its tau less that of the predictor of this name, on the same nets.
  public struct Difference: Codable, Hashable, Sendable {
    public let name: String, value: Answer<TwoIntervals>
  }

  public let name: String
  /// Of its supernets; empty where seeds mean nothing to it.
  public let seeds: [Int]
  public let taus: [Tau], differences: [Difference]
  /// P@k, BR@k and regret@k; nil where no top was asked for.
  public let top: Answer<TopKMeans>?
  /// tau of each supernet, with its interval over nets; and of the mean of all supernets' scores, which is another quantity than the mean
  /// of their taus. Empty and nil for what no training enters.
  public let each: [Answer<Estimate>], ensemble: Answer<Estimate>?

  public func tau(over pairs: ComparedPairs = .all) -> Answer<TwoIntervals> {
    taus.first { $0.pairs == pairs }?.value ?? Answer(absent: "it was not asked for")
  }

  /// Nil where the two were not compared.
  public func difference(to name: String) -> Answer<TwoIntervals>? { differences.first { $0.name == name }?.value }
}
