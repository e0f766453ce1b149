internal import Statistics

extension Verdict {
  /// What stands below a table of verdicts: "no practical difference" counts where a known effect was detected by the same design, its
  /// positive control (protocol, section 7); no experiment declares one yet.
  static func notes(on verdicts: [Verdict?]) -> [String] {
    verdicts.contains { $0?.finding == .noPracticalDifference }
      ? ["\"No practical difference\" is read as exploratory: no positive control shows that this design would have found one."] : []
  }
}
