/// What an experiment declares before it runs: verdicts come from this alone (protocol, section 7).
///
/// The metric is tau-b, the checkpoint the last, the target test accuracy at the last epoch.
public struct Primary: Codable, Hashable, Sendable {
  /// A claim and the contrast that decides it: the tau of `first` minus that of `second`, names of strategies or baselines.
  public struct Claim: Codable, Hashable, Sendable {
    public var text: String, source: String, first: String, second: String
    /// Which pairs of nets both taus are taken over; all where nothing is said.
    public var over: Pairs?

    /// Pairs that a claim may speak of.
    public enum Pairs: String, Codable, CaseIterable, Sendable {
      case all
      case withinDepth = "within-depth"

      var compared: ComparedPairs { self == .all ? .all : .withinStrata }
    }

    public init(text: String, source: String, first: String, second: String, over: Pairs? = nil) {
      (self.text, self.source, self.first, self.second, self.over) = (text, source, first, second, over)
    }
  }

  /// BatchNorm policy and population of the evaluation runs, as they name them.
  public var policy: String, population: String
  /// In the order in which tables show them; their verdicts are adjusted together (Holm 1979).
  public var claims: [Claim]
  /// δ, in tau.
  public var margin: Double
  /// The strategy that others are compared with.
  public var reference: String
  /// The size of the top in P@k, BR@k and regret@k.
  public var k: Int
  /// Bootstrap draws, and those of the 13-net panel.
  public var draws: Int
  /// Of bootstraps, ridge folds and panels.
  public var seed: UInt64

  public init(
    policy: String, population: String = "design", claims: [Claim] = [], margin: Double = 0.10, reference: String = "SPOS", k: Int = 5,
    draws: Int = 2_000, seed: UInt64 = 1
  ) {
    (self.policy, self.population, self.claims, self.margin) = (policy, population, claims, margin)
    (self.reference, self.k, self.draws, self.seed) = (reference, k, draws, seed)
  }
}
