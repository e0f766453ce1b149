package import Statistics

extension Verdict {
  /// As tables and sentences print it: `equivalent within ±0.10`. Inside the margin, but without a control that was detected, it decides nothing and
  /// says so.
  package var words: String {
    switch finding {
    case .supported, .contradicted, .notTested: finding.rawValue
    case .equivalent: "equivalent within ±\(delta)"
    case .inconclusive:
      finding.rawValue + (isWithinMargin ? ": within ±\(delta), but no positive control was detected" : "")
    }
  }

  /// δ to as many decimals as it has, two or more.
  private var delta: String {
    let decimals = (2...6).first { decimals in
      let scale = (0..<decimals).reduce(1.0) { scale, _ in 10 * scale }
      return abs((margin * scale).rounded() - margin * scale) < 1e-9 * scale
    }
    return margin.readable(decimals ?? 6)
  }

  /// What stands below a table of verdicts: equivalence counts where the same design detected a known effect, its positive control (protocol,
  /// section 7).
  static func notes(on verdicts: [Verdict?]) -> [String] {
    verdicts.contains { $0?.finding == .inconclusive && $0?.isWithinMargin == true }
      ? ["\"Within ±δ\" is no claim of equivalence: no positive control shows that this design would have found a difference."] : []
  }
}
