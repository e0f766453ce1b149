internal import Spaces
public import Statistics
internal import Streams

/// What papers print of such searches, beside what a study of them measured.
///
/// All but the declared claim is exploratory. Findings are of direction alone, from intervals over seeds at Holm's levels; nobody writes
/// them.
public struct PublishedComparison: Codable, Hashable, Sendable {
  /// One published statement.
  public struct Row: Codable, Hashable, Sendable {
    /// What the papers say, and their numbers.
    public let statement: String, published: String, source: String
    /// What a positive value of it speaks for, with its interval over seeds.
    public let measured: Measured<Estimate>, quantity: Quantity
    /// Nil where sizes or spaces differ too much for any.
    public let finding: Verdict.Finding?
    /// Where the finding comes from, or why there is none.
    public let reason: String
  }

  /// The unit of `measured`.
  public enum Quantity: String, Codable, Hashable, Sendable {
    case skips, skipsMore = "more skips", points, ratio = "×", deviation = "points (sd)", tau = "tau-b"
  }

  /// The declared claim first, then skips, accuracies, costs, repeated searches and stages.
  public let rows: [Row]

  public init(_ study: RelaxationStudy) {
    var drafts = [Unjudged.claim(study)].compactMap(\.self)
    for group in study.groups { drafts += Unjudged.skips(group, study) }
    drafts += Unjudged.accuracies(study) + Unjudged.costs(study) + Unjudged.repeated(study) + Unjudged.stages(study)
    let judged = drafts.indices.filter { drafts[$0].contrast != nil }
    let verdicts = Verdict.all(
      judged.compactMap { place in drafts[place].contrast.map { Verdict.Contrast(drafts[place].statement, $0) } }, margin: 0)
    rows = drafts.indices.map { place in
      let draft = drafts[place], verdict = judged.firstIndex(of: place).map { verdicts[$0] }
      guard let verdict else { return draft.row(draft.finding, draft.reason) }
      guard draft.seeds >= SkipComparison.least else {
        return draft.row(.inconclusive, "\(draft.seeds) seeds: a claim needs \(SkipComparison.least) of each")
      }
      return draft.row(verdict.finding, "Holm's p \(Self.rounded(verdict.adjustedP)); direction only, \(draft.seeds) seeds")
    }
  }

  /// At most three decimals.
  static func rounded(_ value: Double) -> String {
    let text = "\((value * 1000).rounded() / 1000)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}

extension PublishedComparison {
  /// A row before verdicts are adjusted together.
  struct Unjudged {
    var statement: String, published: String, source: String
    var measured: Measured<Estimate>, quantity: Quantity
    /// What is judged against 0; nil where nothing is, and then why.
    var contrast: Estimate?
    var seeds = 0, finding: Verdict.Finding?, reason = ""

    func row(_ finding: Verdict.Finding?, _ reason: String) -> Row {
      Row(
        statement: statement, published: published, source: source, measured: measured, quantity: quantity, finding: finding,
        reason: reason)
    }
  }
}

extension PublishedComparison.Unjudged {
  private static func list(_ values: [Double]) -> String { values.map(PublishedComparison.rounded).joined(separator: ", ") }

  /// `97.463 (mean of 7)`.
  private static func mean(_ values: [Double]) -> String {
    PublishedComparison.rounded(values.mean) + (values.count > 1 ? " (mean of \(values.count))" : "")
  }

  private static func skips(of group: RelaxationStudy.Group) -> [Double] { group.rows.map { Double($0.normal.last.skips) } }

  private static func first(_ algorithms: [RelaxationAlgorithm], in study: RelaxationStudy) -> RelaxationStudy.Group? {
    algorithms.lazy.compactMap { algorithm in study.groups.first { $0.algorithm == algorithm } }.first
  }

  /// The declared claim, with its own test.
  fileprivate static func claim(_ study: RelaxationStudy) -> Self? {
    let groups = [study.claim.more, study.claim.fewer].compactMap { label in study.groups.first { $0.label == label } }
    guard groups.count == 2, let decision = study.decision, let more = groups[0].algorithm, let fewer = groups[1].algorithm else {
      return nil
    }
    let published = [more, fewer].map { PublishedSearches.skips($0) }
    return Self(
      statement: study.claim.text, published: published.map { list($0.values) }.joined(separator: " against ") + " of 8",
      source: "\(study.claim.source); \(published.map(\.source).joined(separator: "; "))",
      measured: Measured { Estimate(difference: skips(of: groups[0]), skips(of: groups[1])) }, quantity: .skipsMore,
      finding: decision.finding, reason: "declared; exact permutation: \(decision.reason)")
  }

  /// Skips of the normal cell: against chance in a space whose logs are published, else side by side.
  fileprivate static func skips(_ group: RelaxationStudy.Group, _ study: RelaxationStudy) -> [Self] {
    guard let algorithm = group.algorithm else { return [] }
    let own = skips(of: group), chance = group.nulls.normal.meanSkips, rounded = PublishedComparison.rounded((chance * 10).rounded() / 10)
    let reduced = Space.Reduced.allCases.first { "darts-\($0.rawValue.lowercased())" == study.space }
    if algorithm == .firstOrderDARTS || algorithm == .secondOrderDARTS, let logs = reduced.flatMap(PublishedSearches.skips) {
      let beyond = Estimate(overRepetitions: own.map { $0 - chance }, count: own.count, scale: .difference)
      return [
        Self(
          statement: "\(group.label) ends with more skips in the normal cell than its rule keeps by chance (\(rounded))",
          published: "\(list(logs.values)) of 8", source: logs.source, measured: Measured { beyond }, quantity: .skipsMore,
          contrast: beyond,
          seeds: own.count)
      ]
    }
    let published = PublishedSearches.skips(algorithm), candidates = Set(study.candidates.map(\.count)).sorted()
    return [
      Self(
        statement: "Skips in the normal cell of \(group.label)", published: "\(list(published.values)) of 8", source: published.source,
        measured: Measured { Estimate(overRepetitions: own, count: own.count, scale: .difference) }, quantity: .skips,
        reason: "\(candidates.map { "\($0)" }.joined(separator: " or ")) operations an edge here, where the rule keeps "
          + "\(rounded) by chance; 7 or 8 there")
    ]
  }

  /// Nets trained alone, against DARTS's.
  fileprivate static func accuracies(_ study: RelaxationStudy) -> [Self] {
    guard let darts = first([.secondOrderDARTS, .firstOrderDARTS], in: study) else { return [] }
    let base = PublishedSearches.accuracies(.secondOrderDARTS).values
    func alone(_ group: RelaxationStudy.Group) -> [Double] { group.rows.compactMap { $0.chosen.net.map { 100 * $0.test } } }
    return [RelaxationAlgorithm.fairDARTS, .partialDARTS, .progressiveDARTS].compactMap { algorithm in
      guard let group = first([algorithm], in: study) else { return nil }
      let published = PublishedSearches.accuracies(algorithm), values = [alone(group), alone(darts)]
      guard values.allSatisfy({ !$0.isEmpty }) else { return nil }
      let difference = Estimate(difference: values[0], values[1])
      return Self(
        statement: "Nets of \(group.label) are more accurate on test images than those of \(darts.label)",
        published: "\(mean(published.values)) against \(mean(base)) %", source: published.source,
        measured: Measured { difference }, quantity: .points, contrast: difference, seeds: min(values[0].count, values[1].count))
    }
  }

  /// Processor time of a search, where one table has both.
  fileprivate static func costs(_ study: RelaxationStudy) -> [Self] {
    [(RelaxationAlgorithm.secondOrderDARTS, RelaxationAlgorithm.firstOrderDARTS), (.firstOrderDARTS, .partialDARTS)].compactMap {
      dear, cheap in
      guard let more = first([dear], in: study), let less = first([cheap], in: study), let days = PublishedSearches.days(dear),
        let fewer = PublishedSearches.days(cheap)
      else { return nil }
      let logs = [more, less].map { $0.rows.map { Elementary.log($0.cpuSeconds) } }
      let difference = Estimate(difference: logs[0], logs[1])
      return Self(
        statement: "A search of \(more.label) takes longer than one of \(less.label)",
        published: "\(PublishedComparison.rounded(days)) / \(PublishedComparison.rounded(fewer)) GPU-days",
        source: PublishedSearches.daysSource, measured: Measured { difference.exponential }, quantity: .ratio,
        contrast: difference, seeds: min(logs[0].count, logs[1].count))
    }
  }

  /// What repeated searches of FairDARTS came to, which its README prints of seven.
  fileprivate static func repeated(_ study: RelaxationStudy) -> [Self] {
    guard let group = first([.fairDARTS], in: study), let seven = SearchedNets.published.first(where: { $0.name == "FairDARTS" }) else {
      return []
    }
    let nets = group.rows.compactMap(\.chosen.net), accuracies = nets.map { 100 * $0.test }, printed = seven.nets.map(\.accuracy)
    let n = Double(printed.count), sample = printed.variance.squareRoot(), population = (printed.variance * (n - 1) / n).squareRoot()
    let published = Measured { () throws(StatisticsError) in try tau(.b, seven.nets.map(\.macs), printed) }
    let source = PublishedGenotype.Source.readmeFair.rawValue
    return [
      Self(
        statement: "Standard deviation (n − 1) of the accuracy of nets from repeated searches of \(group.label)",
        published: "\(PublishedComparison.rounded(sample)) of \(printed.count); printed is that of a population (n), "
          + "\(PublishedComparison.rounded(population))", source: source,
        measured: Measured { () throws(StatisticsError) in
          try StatisticsError.check(rows: accuracies.map { [$0] }, named: "net", least: 2)
          return Estimate(value: accuracies.variance.squareRoot(), count: accuracies.count)
        }, quantity: .deviation, reason: "other images, sizes and epochs"),
      Self(
        statement: "tau-b of accuracy with multiply-adds among them",
        published: published.value.map { "\(PublishedComparison.rounded($0.value)) of \(printed.count), too few for an interval" } ?? "–",
        source: source,
        measured: Measured { () throws(StatisticsError) in try tau(.b, nets.map(\.macs), accuracies) }, quantity: .tau,
        reason: "other images, sizes and epochs; below 10 nets there is no interval"),
    ]
  }

  /// What the last stage's genotype has over the first's, both trained alone.
  fileprivate static func stages(_ study: RelaxationStudy) -> [Self] {
    guard let group = first([.progressiveDARTS], in: study), let trajectory = study.depth.first(where: { $0.label == group.label }) else {
      return []
    }
    let gain = trajectory.gain.value.map { _ in
      let gains = trajectory.tracks.compactMap { $0.gain.map { 100 * $0 } }
      return Estimate(overRepetitions: gains, count: gains.count, scale: .difference)
    }
    return [
      Self(
        statement: "Cells of \(group.label) are better after its last stage, which is the deepest, than after its first",
        published: "\(list(PublishedSearches.stages.values)) % error with cells of stages 1 to 3",
        source: PublishedSearches.stages.source,
        measured: gain.map { own in Measured { own } } ?? Measured(absent: trajectory.gain.reason ?? ""),
        quantity: .points, contrast: gain, seeds: trajectory.tracks.compactMap(\.gain).count)
    ]
  }
}

extension Estimate {
  /// Of a logarithm, as the ratio that it is.
  fileprivate var exponential: Estimate {
    Estimate(
      value: Elementary.exp(value), count: count,
      interval: interval.map {
        Interval(low: Elementary.exp($0.low), high: Elementary.exp($0.high), level: $0.level, scope: $0.scope, flags: $0.flags)
      },
      absence: absence)
  }
}
