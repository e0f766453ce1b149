/// What was said of a queue to who watches it, so that each thing is said once: why tasks wait, and that run files are missing.
package struct QueueNews {
  /// Reasons that were said of what waits; whether files were missing at the last look.
  private var said: Set<String> = [], isMissing = false

  package init() {}

  /// What of a summary is new. That it is a task's turn later is one reason, in whatever words of Slurm's; of the others the first word counts, since
  /// names of nodes and numbers follow it. Reasons take turns from look to look where several hold: each is said once until nothing waits.
  package mutating func take(_ summary: QueueSummary) -> [String] {
    var reasons = Set(
      summary.reasons.keys.map { reason in Self.turns.contains(reason) ? "" : String(reason.prefix { !",:(".contains($0) }) })
    if reasons.isEmpty { reasons = [""] }
    let news = [reasons.isSubset(of: said) ? nil : summary.wait, isMissing ? nil : summary.absence]
    said = summary.waiting > 0 ? said.union(reasons) : []
    isMissing = summary.missing > 0
    return news.compactMap { $0 }
  }

  /// Why tasks wait that will run without anybody's doing.
  private static let turns: Set = ["Priority", "Resources", "Dependency", "JobArrayTaskLimit", "BeginTime", "Cleaning"]
}
