/// What an experiment declares before it runs: verdicts come from this alone (protocol, section 7).
///
/// The metric is tau-b, the checkpoint the last, the target test accuracy at the last epoch.
public struct Primary: Codable, Hashable, Sendable {
  /// A claim and the contrast that decides it: the measure of `first` minus that of `second`, names of strategies or baselines.
  ///
  ///     {text: Linear skips rank better, source: "Chu et al. 2021, SCARLET", first: LET, second: SPOS}
  ///     {text: They steady the scores, source: "Chu et al. 2021, SCARLET", measure: steadiness, margin: 0.1, follows: true, first: LET, second: SPOS}
  public struct Claim: Codable, Hashable, Sendable {
    public var text: String, source: String, first: String, second: String
    /// tau-b where left out.
    public var measure: Measure?
    /// Which pairs of nets taus are taken over; all where nothing is said.
    public var over: Pairs?
    /// Whether it is tested only if the claim in front of it was decided: a fixed sequence. No unless said.
    public var follows: Bool?
    /// Whether it says that both rank alike: that the difference lies inside ±δ. No unless said.
    public var alike: Bool?
    /// δ in the measure's unit; that of all claims, a difference of tau, where left out, as experiments may not leave it for steadiness.
    public var margin: Double?

    public init(
      text: String, source: String, first: String, second: String, measure: Measure? = nil, over: Pairs? = nil, follows: Bool? = nil,
      alike: Bool? = nil, margin: Double? = nil
    ) {
      (self.text, self.source, self.first, self.second) = (text, source, first, second)
      (self.measure, self.over, self.follows, self.alike, self.margin) = (measure, over, follows, alike, margin)
    }
  }

  /// Pairs that a claim may speak of.
  public enum Pairs: String, Codable, CaseIterable, Sendable {
    case all
    case withinDepth = "within-depth"

    var compared: ComparedPairs { self == .all ? .all : .withinStrata }
  }

  /// What two strategies are compared by.
  public enum Measure: String, Codable, CaseIterable, Sendable {
    /// Against the target; the usual one.
    case tau
    /// tau at equal training level: at the highest mean score of fixed paths that both strategies reach, each at the ends of separate
    /// schedules and linear between them. Training level lies on the path from strategy to tau, hence the name.
    case directEffect = "direct-effect"
    /// −ln of the standard deviation of one-shot accuracies within equal depth: a difference is the log ratio of the second's deviation to
    /// the first's. Of strategies alone, for a baseline has no accuracies.
    case steadiness

    /// Of a difference, as tables call it.
    public var words: String {
      switch self {
      case .tau: "tau-b"
      case .directEffect: "tau-b at equal training level"
      case .steadiness: "log ratio of deviations within depth"
      }
    }
  }

  /// BatchNorm policy and population of the evaluation runs, as they name them.
  public var policy: String, population: String
  /// In the order in which tables show them; their verdicts are adjusted together (Holm 1979).
  public var claims: [Claim]
  /// What the same supernets and nets must detect before a claim may be called equivalent, a difference that is known to be there: its positive
  /// control, which is no member of the family of claims (protocol, section 3). None is claimed equivalent where nil.
  public var control: Claim?
  /// By label the labels of the same strategy under shorter schedules, for `directEffect`.
  public var schedules: [String: [String]]
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
    policy: String, population: String = "design", claims: [Claim] = [], control: Claim? = nil, schedules: [String: [String]] = [:],
    margin: Double = 0.10, reference: String = "SPOS", k: Int = 5, draws: Int = 2_000, seed: UInt64 = 1
  ) {
    (self.control, self.schedules) = (control, schedules)
    (self.policy, self.population, self.claims, self.margin) = (policy, population, claims, margin)
    (self.reference, self.k, self.draws, self.seed) = (reference, k, draws, seed)
  }

  /// δ of a claim, in its measure's unit.
  public func margin(of claim: Claim) -> Double { claim.margin ?? margin }
}
