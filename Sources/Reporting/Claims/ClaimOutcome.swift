public import Analysis
public import Statistics

/// A declared claim with what was measured of it: one form for the claims of all studies, which the page of claims shows side by side.
public struct ClaimOutcome: Codable, Hashable, Sendable {
  /// In words, and the paper or file that it is of.
  public let text: String, source: String
  /// What is compared and what with: "tau-b, SPOS − FairNAS". The difference is in `unit`, empty for a plain number.
  public let contrast: String, unit: String
  /// With the 95 % interval over repetitions of the whole study (over nets where `repetitions` is nil), not yet adjusted for the number of claims; nil where only a p value decides.
  public let difference: Measured<Difference>
  /// δ, in the same unit; nil where the finding needs none.
  public let margin: Double?
  /// Nil where nothing could be computed.
  public let finding: Verdict.Finding?
  /// True where the interval lies inside ±δ and no positive control was detected, so that nothing is decided; else left out.
  public let isWithinMargin: Bool?
  /// What is repeated (supernets, searches, seeds), n and R as the study's own table prints them; nil where a study has no such number.
  public let repetitions: Int?, nets: Int?, runsPerNet: String?
  /// The smallest difference that four of five such studies would have found.
  public let leastDetectable: Double?

  /// As the tables of its own report print the finding.
  var words: String? { finding?.words(margin: margin, isWithinMargin: isWithinMargin == true) }

  /// A value with its interval's ends, or with the p of an exact test.
  public struct Difference: Codable, Hashable, Sendable {
    public let value: Double, low: Double?, high: Double?, p: Double?
  }

  init(
    _ text: String, source: String, contrast: String, unit: String = "", difference: Measured<Difference>, margin: Double?,
    verdict: Verdict? = nil, finding: Verdict.Finding? = nil, repetitions: Int?, nets: Int? = nil, runsPerNet: String? = nil,
    leastDetectable: Double? = nil
  ) {
    (self.text, self.source, self.contrast, self.unit) = (text, source, contrast, unit)
    (self.difference, self.margin, self.finding) = (difference, margin, finding ?? verdict?.finding)
    isWithinMargin = verdict?.finding == .inconclusive && verdict?.isWithinMargin == true ? true : nil
    (self.repetitions, self.nets, self.runsPerNet, self.leastDetectable) = (repetitions, nets, runsPerNet, leastDetectable)
  }
}

extension ClaimOutcome.Difference {
  init(_ estimate: Estimate) {
    self.init(value: estimate.value, low: estimate.interval?.low, high: estimate.interval?.high, p: nil)
  }
}
