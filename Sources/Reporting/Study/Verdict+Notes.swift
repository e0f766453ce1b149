internal import Analysis
package import Statistics

extension Verdict {
  /// As tables and sentences print it: `equivalent within ±0.10`. Inside the margin, but without a control that was detected, it decides nothing and
  /// says so.
  package var words: String { finding.words(margin: margin, isWithinMargin: isWithinMargin) }

  /// A positive control with its effect in units of δ, in a sentence without a full stop.
  static func control(_ name: String, _ contrast: Measured<Estimate>, _ verdict: Verdict?, decimals: Int) -> String {
    guard let value = contrast.value, let verdict else { return "\(name): not computed, \(contrast.reason ?? "")" }
    return "\(name): \(Reading(value).text(decimals)), \((verdict.difference / verdict.margin).readable(1)) δ, "
      + (verdict.finding == .supported ? "detected" : "not detected: this design could not have told equivalence from blindness")
  }

  /// What stands below a table of verdicts: equivalence counts where the same design detected a known effect, its positive control (protocol,
  /// section 7).
  static func notes(on verdicts: [Verdict?]) -> [String] {
    verdicts.contains { $0?.finding == .inconclusive && $0?.isWithinMargin == true }
      ? ["\"Within ±δ\" is no claim of equivalence: no positive control shows that this design would have found a difference."] : []
  }
}

extension Verdict.Finding {
  /// The one wording of a finding, wherever it stands; of findings of any margin where that is nil.
  func words(margin: Double?, isWithinMargin: Bool) -> String {
    let delta = margin.map(Self.text) ?? "δ"
    return switch self {
    case .supported, .contradicted, .notTested: rawValue
    case .equivalent: "equivalent within ±\(delta)"
    case .inconclusive: rawValue + (isWithinMargin ? ": within ±\(delta), but no positive control was detected" : "")
    }
  }

  /// δ to as many decimals as it has, two or more.
  private static func text(_ margin: Double) -> String {
    let decimals = (2...6).first { decimals in
      let scale = (0..<decimals).reduce(1.0) { scale, _ in 10 * scale }
      return abs((margin * scale).rounded() - margin * scale) < 1e-9 * scale
    }
    return margin.readable(decimals ?? 6)
  }
}
