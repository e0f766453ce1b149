internal import Digests
public import Statistics
public import Store

/// What searchers find on a space of which every net's accuracy or PSNR is known: by exact values, and by scores of supernets.
///
/// The unit of a claim about a searcher on a fixed table is the search seed; of one about supernets it is the supernet, its searches
/// averaged first (protocol, section 7).
public struct SearchStudy: Codable, Sendable {
  /// The searches of one label on one column of scores.
  public struct Entry: Sendable {
    /// Of the searcher, as the experiment calls it.
    public let label: String
    /// The supernet that scored; nil where scores are exact.
    public let scores: Scores?
    /// Most multiply-adds that its nets may have; nil for any.
    public let bound: Double?
    public let isRandom: Bool
    public let run: SearchRun

    public init(_ label: String, scores: Scores? = nil, bound: Double? = nil, isRandom: Bool = false, run: SearchRun) {
      (self.label, self.scores, self.bound, self.isRandom, self.run) = (label, scores, bound, isRandom, run)
    }

    /// By exact values, and any net is allowed.
    var isAmongAll: Bool { scores == nil && bound == nil }
  }

  /// A supernet whose scores searchers see.
  public struct Scores: Codable, Hashable, Sendable {
    /// Of the column, "SPOS seed 1", and of its group, "SPOS".
    public let name: String, group: String

    public init(_ name: String, group: String) { (self.name, self.group) = (name, group) }
  }

  /// A measure against evaluations, over searches.
  public struct Curve: Codable, Hashable, Sendable {
    public let evaluations: [Int]
    /// Mean over searches with its 95 % t interval, and the 10 % and 90 % quantiles of searches.
    public let means: [Double], lows: [Double], highs: [Double], tenths: [Double], ninetieths: [Double]
  }

  /// What one searcher came to on one column.
  public struct Row: Codable, Hashable, Sendable {
    public let label: String, scores: Scores?, bound: Double?
    /// Whether it is random search: the control of the others.
    public let isRandom: Bool
    /// What the searcher was told of each net.
    public let objectives: [String]
    public let searches: Int, evaluations: Int, endedEarly: Int
    /// Evaluations of all searches together.
    public let evaluated: Int
    /// Best true value within the bound less that of the best-scored net, in the metric's unit of differences.
    public let regret: Curve
    /// Of searches of several objectives by exact values among all nets, and of random search; up to the least of their budgets.
    public let hypervolume: Curve?, generationalDistance: Curve?
    public let cpuSeconds: Double
  }

  /// Random search over distinct networks in closed form, on one column of scores.
  public struct RandomRow: Codable, Hashable, Sendable {
    public let scores: Scores?
    /// Evaluations, and the expected true regret after so many.
    public let evaluations: [Int], regrets: [Double]
    /// The number of evaluations after which it is least, what it is there, and the regret of the net with the best score of all.
    public let bestAt: Int, least: Double, argmax: Double
    /// Of least squares on log₂ k over 50, 100, 200, 500 and 1,000 evaluations, as far as there are so many nets; regret a doubling.
    public let slope: Double
  }

  /// The slope of supernets less that of exact scores.
  public struct SlopeRow: Codable, Hashable, Sendable {
    public let group: String, supernets: Int
    /// Described: no claim about it is declared.
    public let difference: Estimate
  }

  /// One search among all nets of the space, for a plane of cost and quality.
  public struct Plane: Codable, Hashable, Sendable {
    /// Of all nets: canonical text, multiply-adds (millions) and accuracy (%) or PSNR (dB).
    public let nets: [String], macs: [Double], values: [Double]
    /// Numbers of nets: of the exact front, of those that one search of this label evaluated, of their front.
    public let exact: [Int], label: String, evaluated: [Int], front: [Int]
  }

  public let space: String, what: String, source: String, digest: String
  /// What the values measure.
  public let metric: MetricNote
  public let nets: Int
  /// Evaluations at which tables give regret, rising.
  public let marks: [Int]
  /// Accuracy (%) or PSNR (dB) of the best net, and the regret of one that is drawn with equal chances.
  public let best: Double, blind: Double
  /// Of the exact front.
  public let front: [String], hypervolume: Double
  public let rows: [Row], random: [RandomRow], slopes: [SlopeRow]
  /// Declared, their verdicts adjusted together; and exploratory ones.
  public let claims: [SearchClaimRow], exploratory: [SearchClaimRow]
  /// Differences that are known to be there, as of a search by exact values and random search: positive controls (protocol, section 3).
  public let controls: [SearchClaimRow]
  public let plane: Plane?
}
