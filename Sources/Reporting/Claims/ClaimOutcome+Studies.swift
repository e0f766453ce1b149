public import Analysis
internal import Statistics

/// Studies' claims in the one form; exploratory contrasts are none.

extension RankingStudy {
  public var outcomes: [ClaimOutcome] {
    claims.map { row in
      let claim = row.claim, pairs = claim.over == .withinDepth ? " over pairs of equal depth" : ""
      return ClaimOutcome(
        claim.text, source: claim.source,
        contrast: "\((claim.measure ?? .tau).words)\(pairs), \(claim.first) − \(claim.second)\(claim.alike == true ? ", inside ±δ" : "")",
        difference: row.judged.map { ClaimOutcome.Difference($0) },
        margin: primary.margin(of: claim),
        verdict: row.verdict, repetitions: row.isOverNets ? nil : row.supernets, nets: row.nets, runsPerNet: row.runsPerNet,
        leastDetectable: row.contrast.value?.minimumDetectableDifference)
    }
  }
}

extension RelaxationStudy {
  public var outcomes: [ClaimOutcome] {
    let absent = "a method of the claim has no search"
    func outcome(_ what: String, _ test: Measured<PermutationTest>?, _ finding: Verdict.Finding?) -> ClaimOutcome {
      ClaimOutcome(
        claim.text, source: claim.source, contrast: "\(what) of the normal cell after the last epoch, \(claim.more) − \(claim.fewer)",
        difference: (test ?? Measured(absent: absent)).map {
          ClaimOutcome.Difference(value: $0.difference, low: nil, high: nil, p: $0.twoSided)
        }, margin: nil, finding: finding, repetitions: decision?.comparison.seeds.min())
    }
    return [
      outcome("skips", decision?.comparison.last, decision?.finding),
      outcome("share of skips", decision?.comparison.share, decision?.shareFinding),
    ]
  }
}

extension SearchStudy {
  public var outcomes: [ClaimOutcome] {
    claims.map { row in
      let claim = row.claim
      return ClaimOutcome(
        claim.text, source: claim.source,
        contrast: "\(SearchTables.words(claim)), \(claim.first) − \(claim.second)\(claim.atLeast == true ? ", above −δ" : "")",
        difference: row.difference.map { ClaimOutcome.Difference($0) }, margin: claim.margin, verdict: row.verdict,
        repetitions: row.difference.value?.count)
    }
  }
}

extension LiveSearchStudy {
  public var outcomes: [ClaimOutcome] {
    claims.map { row in
      ClaimOutcome(
        row.claim.text, source: row.claim.source,
        contrast: "true \(metric.name) of what is found, \(row.claim.first) − \(row.claim.second)",
        unit: metric.differenceUnit, difference: row.difference.map { ClaimOutcome.Difference($0) }, margin: row.claim.margin,
        verdict: row.verdict, repetitions: row.difference.value?.count)
    }
  }
}

extension ShrinkingStudy {
  public var outcomes: [ClaimOutcome] {
    claims.map { row in
      ClaimOutcome(
        row.claim.text, source: row.claim.source, contrast: "\(row.claim.measure.words), \(row.claim.first) − \(row.claim.second)",
        unit: row.claim.measure == .tau ? "" : "points", difference: row.difference.map { ClaimOutcome.Difference($0) },
        margin: row.claim.margin, verdict: row.verdict, repetitions: row.difference.value?.count)
    }
  }
}

extension ShrinkingStudy.Measure {
  var words: String {
    switch self {
    case .mean: "mean accuracy of what is left"
    case .best: "best accuracy of what is left"
    case .tau: "tau-b of operations' scores"
    case .found: "accuracy of what searches find"
    }
  }
}
