internal import Digests
internal import Spaces
internal import Statistics
internal import Store

extension SearchStudy {
  /// - Parameters:
  ///   - columns: of supernets, a score of each net of the truth in its order; what random search in closed form goes by.
  ///   - marks: evaluations at which regret is given, rising.
  ///   - claims: declared before anything ran; `exploratory` are read without a verdict.
  ///   - controls: differences that are known to be there, each judged alone. A claim may be equivalent where one of its measure and scores was
  ///     detected.
  ///   - plane: the label of the searcher whose first search stands in the plane.
  /// - Throws: `AnalysisError` for what makes no study, `StatisticsError` for numbers that are none.
  public init(
    _ entries: [Entry], truth: SearchTruth, columns: [(scores: Scores, values: [Double])], marks: [Int], claims: [SearchClaim],
    exploratory: [SearchClaim] = [], controls: [SearchClaim] = [], plane: String? = nil
  ) throws {
    let front = try ExactFront(truth)
    var outcomes: [(entry: Entry, outcomes: SearchOutcomes)] = []
    for entry in entries { outcomes.append((entry, try SearchOutcomes(entry.run, truth, front))) }
    metric = truth.metric
    (space, what, source, digest, nets) = (truth.space, truth.what, truth.source, truth.digest.hex, truth.nets.count)
    self.marks = marks
    best = truth.values.max() ?? 0
    blind = best - truth.values.mean
    self.front = front.nets.map { truth.nets[$0] }
    hypervolume = front.hypervolume
    let budget = entries.filter { $0.isAmongAll && $0.run.objectives.count > 1 }.map(\.run.evaluations).min()
    rows = try outcomes.map { try Row($0.entry, $0.outcomes, marks, frontsTo: budget) }
    random = try ([(nil, truth.values)] + columns.map { ($0.scores, $0.values) }).map { scores, values in
      try RandomRow(scores, values, truth.values, marks)
    }
    slopes = Self.slopes(random)
    self.controls = try controls.map { control in
      let row = try Self.row(control, outcomes), contrast = Verdict.Contrast(control.text, row.difference.value ?? .absent)
      return row.judged(Verdict.all([contrast], margin: control.margin)[0])
    }
    self.claims = try Self.decided(claims, self.controls, outcomes)
    self.exploratory = try exploratory.map { try Self.row($0, outcomes) }
    self.plane = try plane.flatMap { label in
      try outcomes.first { $0.entry.label == label && $0.entry.scores == nil }.map { try Plane(label, $0.outcomes, truth, front) }
    }
  }

  private static func slopes(_ random: [RandomRow]) -> [SlopeRow] {
    guard let exact = random.first(where: { $0.scores == nil }) else { return [] }
    var groups: [String] = []
    for case let scores? in random.map(\.scores) where !groups.contains(scores.group) { groups.append(scores.group) }
    return groups.map { group in
      let own = random.filter { $0.scores?.group == group }.map { $0.slope - exact.slope }
      return SlopeRow(group: group, supernets: own.count, difference: Estimate(overRepetitions: own))
    }
  }

  /// Verdicts adjusted together, at each claim's own margin.
  private static func decided(
    _ claims: [SearchClaim], _ controls: [SearchClaimRow], _ outcomes: [(entry: Entry, outcomes: SearchOutcomes)]
  ) throws -> [SearchClaimRow] {
    let rows = try claims.map { try row($0, outcomes) }
    // What could not be computed counts in the family with p = 1.
    let verdicts = Verdict.all(
      zip(claims, rows).map { claim, row in
        let difference = row.difference.value ?? .absent
        var contrast = Verdict.Contrast(claim.text, claim.atLeast == true ? difference.shifted(by: claim.margin) : difference)
        contrast.detects = controls.contains { $0.detects && $0.speaks(for: claim) }
        return contrast
        // What is held against −δ has no other δ: to lie near −δ is not to be alike.
      }, margins: claims.map { $0.atLeast == true ? 0 : $0.margin })
    return zip(rows, verdicts).map { $0.judged($1) }
  }

  private static func row(_ claim: SearchClaim, _ outcomes: [(entry: Entry, outcomes: SearchOutcomes)]) throws -> SearchClaimRow {
    /// Of each column the values of the searches.
    func values(_ label: String) throws -> [(scores: Scores?, values: [Double])] {
      let own = outcomes.filter { $0.entry.label == label && claim.concerns($0.entry.scores) }
      guard !own.isEmpty else {
        throw AnalysisError.unknownName(label, known: outcomes.map { $0.entry.label })
      }
      return try own.map {
        ($0.entry.scores, try $0.outcomes.values(claim.measure, at: [claim.at], within: claim.bound, latency: claim.latency).map { $0[0] })
      }
    }
    let first = try values(claim.first), second = try values(claim.second)
    // Of equal seeds, as many as both have.
    var differences: [[Double]] = []
    for (a, b) in zip(first, second) {
      guard a.scores == b.scores, first.count == second.count else {
        throw AnalysisError.uneven(
          strategy: "\(claim.first) and \(claim.second)", reason: "their searches are not of the same scores and seeds")
      }
      differences.append(zip(a.values, b.values).map { $0 - $1 })
    }
    let means = [first, second].map { columns in
      zip(columns, differences).map { $0.values.prefix($1.count).reduce(0, +) / Double($1.count) }.mean
    }
    let difference = Measured { () throws(StatisticsError) in
      if let place = differences.joined().enumerated().first(where: { !$0.element.isFinite })?.offset {
        throw .notFinite(column: claim.text, index: place)
      }
      return claim.scores == nil
        ? Estimate(overRepetitions: differences[0], scope: .searches)
        : Estimate(overRepetitions: differences.map(\.mean), scope: .theStrategy)
    }
    return SearchClaimRow(claim: claim, difference: difference, verdict: nil, means: means)
  }
}

extension SearchStudy.Row {
  fileprivate init(_ entry: SearchStudy.Entry, _ outcomes: SearchOutcomes, _ marks: [Int], frontsTo budget: Int?) throws {
    let marks = SearchStudy.curve(marks, to: entry.run.evaluations)
    (label, scores, bound, objectives) = (entry.label, entry.scores, entry.bound, entry.run.objectives.map(\.name))
    isRandom = entry.isRandom
    evaluated = entry.run.orders.reduce(0) { $0 + $1.count }
    (searches, evaluations, endedEarly) = (entry.run.seeds.count, entry.run.evaluations, outcomes.endedEarly)
    guard let best = outcomes.truth.best(within: entry.bound) else {
      throw AnalysisError.table(reason: "no net has at most \(entry.bound ?? 0) multiply-adds")
    }
    regret = SearchStudy.Curve(marks, try outcomes.values(.accuracy, at: marks, within: entry.bound).map { $0.map { best - $0 } })
    if entry.isAmongAll, entry.run.objectives.count > 1 || entry.isRandom, let budget = budget, budget <= entry.run.evaluations {
      let steps = SearchStudy.steps(to: budget)
      hypervolume = SearchStudy.Curve(steps, try outcomes.values(.hypervolume, at: steps))
      generationalDistance = SearchStudy.Curve(steps, try outcomes.values(.generationalDistance, at: steps))
    } else {
      (hypervolume, generationalDistance) = (nil, nil)
    }
    cpuSeconds = entry.run.header.provenance.expense.cpuSeconds
  }
}

extension SearchStudy {
  /// Evaluations over which slopes are taken: from where a search has begun to where it usually ends.
  fileprivate static func slopeMarks(of nets: Int) -> [Int] {
    let marks = [50, 100, 200, 500, 1_000].filter { $0 <= nets }
    return marks.count > 1 ? marks : [1, nets]
  }

  /// The marks, and about ten steps a decade between them, up to a number of evaluations.
  fileprivate static func curve(_ marks: [Int], to evaluations: Int) -> [Int] {
    var steps = Set(marks + [evaluations]), decade = 1
    while decade <= evaluations {
      steps.formUnion([10, 13, 16, 20, 25, 32, 40, 50, 63, 80].map { $0 * decade / 10 })
      decade *= 10
    }
    return steps.filter { $0 >= 1 && $0 <= evaluations }.sorted()
  }

  /// Twenty steps up to a number of evaluations, as equal as whole numbers are.
  fileprivate static func steps(to evaluations: Int) -> [Int] {
    Set((1...20).map { max(1, $0 * evaluations / 20) }).sorted()
  }
}

extension SearchStudy.Curve {
  /// - Parameter rows: of each search a value a mark.
  fileprivate init(_ marks: [Int], _ rows: [[Double]]) {
    evaluations = marks
    var means: [Double] = [], lows: [Double] = [], highs: [Double] = [], tenths: [Double] = [], ninetieths: [Double] = []
    for mark in marks.indices {
      let values = rows.map { $0[mark] }, estimate = Estimate(overRepetitions: values, scope: .searches)
      means.append(estimate.value)
      lows.append(estimate.interval?.low ?? estimate.value)
      highs.append(estimate.interval?.high ?? estimate.value)
      tenths.append(quantile(0.1, of: values))
      ninetieths.append(quantile(0.9, of: values))
    }
    (self.means, self.lows, self.highs, self.tenths, self.ninetieths) = (means, lows, highs, tenths, ninetieths)
  }
}

extension SearchStudy.Plane {
  fileprivate init(_ label: String, _ outcomes: SearchOutcomes, _ truth: SearchTruth, _ front: ExactFront) throws {
    nets = truth.nets
    macs = truth.costs.map { Double($0.macs) / 1e6 }
    values = truth.values
    exact = front.nets
    self.label = label
    evaluated = outcomes.evaluated(0)
    self.front = try front.front(of: evaluated, truth)
  }
}

extension SearchStudy.RandomRow {
  /// - Parameters: `values` are a score of each net, larger is better, and `truth` its accuracy (%) or PSNR (dB).
  fileprivate init(_ scores: SearchStudy.Scores?, _ values: [Double], _ truth: [Double], _ marks: [Int]) throws(StatisticsError) {
    let expected = try RandomSearchRegret(scores: values, truth: truth), all = expected.curve
    self.scores = scores
    bestAt = 1 + (all.indices.min { all[$0] < all[$1] } ?? 0)
    evaluations = SearchStudy.curve(marks + [bestAt], to: truth.count)
    regrets = evaluations.map { all[$0 - 1] }
    least = all[bestAt - 1]
    argmax = all[all.count - 1]
    slope = try expected.slope(over: SearchStudy.slopeMarks(of: truth.count))
  }
}
