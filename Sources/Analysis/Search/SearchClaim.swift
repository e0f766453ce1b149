public import Statistics

/// A declared contrast of two searchers: the first's measure minus the second's, search by search of equal seeds.
public struct SearchClaim: Codable, Hashable, Sendable {
  /// In words, and whose.
  public var text: String, source: String
  public var measure: SearchOutcomes.Measure
  /// Labels of searchers.
  public var first: String, second: String
  /// Evaluations of either.
  public var at: Int
  /// Most multiply-adds of the net that `accuracy`, `psnr` and `parameters` speak of; any where left out.
  public var bound: Double?
  /// The most latency of that net, as a share of the slowest net's by the study's look-up table: above 0, at most 1; any where left out.
  public var latency: Double?
  /// What the searchers saw: exact values where left out, else scores of the supernets of this group, or of `allSupernets`.
  public var scores: String?
  /// δ, in the measure's unit.
  public var margin: Double
  /// Whether the claim is that the first is no worse by more than δ, not that it is better: supported where the interval lies above −δ,
  /// contradicted where below. No unless said.
  public var atLeast: Bool?

  /// In the place of a group: those of every group.
  public static let allSupernets = "all supernets"

  /// Whether a column's searches belong to it.
  func concerns(_ scores: SearchStudy.Scores?) -> Bool {
    self.scores == Self.allSupernets ? scores != nil : scores?.group == self.scores
  }

  public init(
    text: String, source: String, measure: SearchOutcomes.Measure, first: String, second: String, at: Int, bound: Double? = nil,
    latency: Double? = nil, scores: String? = nil, margin: Double, atLeast: Bool? = nil
  ) {
    (self.text, self.source, self.measure, self.first, self.second) = (text, source, measure, first, second)
    (self.at, self.bound, self.latency, self.scores, self.margin, self.atLeast) = (at, bound, latency, scores, margin, atLeast)
  }
}

/// A claim with what was measured.
public struct SearchClaimRow: Codable, Hashable, Sendable {
  public let claim: SearchClaim
  /// Over search seeds where scores are exact, else over supernets, each the mean over its searches.
  public let difference: Measured<Estimate>
  /// Nil where the contrast is exploratory or could not be computed; of an `atLeast` claim that of the difference and δ together.
  public let verdict: Verdict?
  /// Mean of the first and of the second.
  public let means: [Double]

  init(claim: SearchClaim, difference: Measured<Estimate>, verdict: Verdict?, means: [Double]) {
    (self.claim, self.difference, self.verdict, self.means) = (claim, difference, verdict, means)
  }

  /// Whether the difference was found that is known to be there, as of a control.
  public var detects: Bool { verdict?.finding == .supported }

  /// Whether a control says something of a claim: both are in one measure, of searches that saw the same.
  func speaks(for claim: SearchClaim) -> Bool { self.claim.measure == claim.measure && self.claim.scores == claim.scores }

  /// With its verdict, where the difference could be computed.
  func judged(_ verdict: Verdict) -> SearchClaimRow {
    SearchClaimRow(claim: claim, difference: difference, verdict: difference.value == nil ? nil : verdict, means: means)
  }
}
