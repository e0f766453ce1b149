internal import Analysis
internal import Jobs
internal import Search
internal import Spaces

extension SearchExperiment: Validated {
  /// The first field that is wrong, in the order of the file. Whether files are there is asked by the reproduction.
  public func validate() throws(ExperimentError) {
    try checkName(name, title: title)
    try truth.check("truth")
    for (field, size) in [("height", images?.height), ("width", images?.width), ("channels", images?.channels)] {
      try need((1...4096).contains(size ?? 1), "images.\(field)", "is \(size ?? 0), should be from 1 to 4096")
    }
    if let scores {
      try checkFile(scores.file, scores.source, scores.digest, nil, "scores")
      try need(!scores.groups.isEmpty, "scores.groups", "is empty, should name columns")
      for (place, group) in scores.groups.enumerated() {
        try need(
          group.label != SearchClaim.allSupernets, "scores.groups.\(place).label", "is '\(group.label)', which stands for every group")
        try need(!group.columns.isEmpty, "scores.groups.\(place).columns", "is empty, should name columns of \(scores.file)")
      }
      let columns = scores.groups.flatMap(\.columns)
      try need(Set(columns).count == columns.count, "scores.groups", "name a column twice")
    }
    if let latency { try checkFile(latency.file, latency.source, latency.digest, latency.size, "latency") }
    try need(!searchers.isEmpty, "searchers", "is empty, should name one searcher or more")
    for (place, searcher) in searchers.enumerated() { try check(searcher, "searchers.\(place)") }
    let names = searchers.map { "\($0.by ?? .exact) \($0.label)" }
    for (place, own) in names.enumerated() {
      try need(!names[..<place].contains(own), "searchers.\(place).label", "is '\(searchers[place].label)', which stands there twice")
    }
    try need((1...100_000).contains(searches), "searches", "is \(searches), should be from 1 to 100000")
    try need(
      (0...SearchSpec.greatestSeed / 2).contains(seed ?? 0), "seed", "is \(seed ?? 0), should be from 0 to \(SearchSpec.greatestSeed / 2)")
    if let pilots {
      try need((2...100_000).contains(pilots.searches), "pilots.searches", "is \(pilots.searches), should be from 2 to 100000")
      let last = (seed ?? 0) + (searchers.map { $0.searches ?? searches }.max() ?? 0)
      try need(
        pilots.seed >= last, "pilots.seed", "is \(pilots.seed), should be \(last) or more: pilots have seeds that are not used later")
      try need(
        pilots.seed <= SearchSpec.greatestSeed / 2, "pilots.seed", "is \(pilots.seed), should be at most \(SearchSpec.greatestSeed / 2)")
      try need(pilots.at >= 1, "pilots.at", "is \(pilots.at), should be 1 or more")
      try checkMeasure(pilots.measure, "pilots.measure")
      try need(
        pilots.measure.isBestWhereLargest, "pilots.measure", "is '\(pilots.measure.rawValue)', should be \(quality.rawValue) or hypervolume"
      )
    }
    try need(marks.first ?? 0 >= 1 && zip(marks, marks.dropFirst()).allSatisfy { $0 < $1 }, "marks", "should be rising numbers from 1 on")
    for (field, claims) in [("primary", primary), ("exploratory", exploratory ?? []), ("controls", controls ?? [])] {
      for (place, claim) in claims.enumerated() { try check(claim, "\(field).\(place)") }
    }
    for (place, control) in (controls ?? []).enumerated() {
      try need(control.atLeast != true, "controls.\(place).atLeast", "is true, and a control is to be better")
      try need(
        !primary.contains { ($0.measure, $0.first, $0.second) == (control.measure, control.first, control.second) },
        "controls.\(place).first", "is '\(control.first)' as in a claim against '\(control.second)': a control is known beforehand")
    }
    if let plane {
      let isThere = searchers.contains { $0.label == plane && $0.by ?? .exact == .exact }
      try need(isThere, "plane", "is '\(plane)', should be the label of a searcher by exact values")
    }
  }

  private var quality: Quality { truth.metric ?? .accuracy }

  private func checkMeasure(_ measure: SearchOutcomes.Measure, _ place: String) throws(ExperimentError) {
    try need(!quality.excludes(measure.rawValue), place, "is '\(measure.rawValue)', and the truth is of \(quality.rawValue)")
  }

  private func isBound(_ bound: Double?) -> Bool { bound.map { $0 > 0 && $0.isFinite } ?? true }

  private func checkFile(_ file: String, _ source: String, _ digest: String?, _ size: Int?, _ place: String) throws(ExperimentError) {
    try TablesExperiment.File(file: file, source: source, digest: digest, size: size).check(place)
  }

  private func check(_ searcher: Searcher, _ place: String) throws(ExperimentError) {
    try need(!searcher.label.isEmpty, "\(place).label", "is empty, should be a name")
    try searcher.algorithm.check(searcher.objectives, place, of: quality, hasLatency: latency != nil)
    try need(searcher.by ?? .exact == .exact || scores != nil, "\(place).by", "is supernets, of which there are no 'scores'")
    try need(
      (1...1_000_000).contains(searcher.evaluations), "\(place).evaluations", "is \(searcher.evaluations), should be from 1 to 1000000")
    try need(
      (1...100_000).contains(searcher.searches ?? 1), "\(place).searches", "is \(searcher.searches ?? 0), should be from 1 to 100000")
    try need(isBound(searcher.bound), "\(place).bound", "is \(searcher.bound ?? 0), should be multiply-adds above 0")
    if let steps = searcher.steps {
      try need(
        Set(steps).count == steps.count && steps.count > 1 && steps.allSatisfy { $0 > 0 && $0.isFinite }, "\(place).steps",
        "should be several different numbers above 0")
      try need(
        searcher.by ?? .exact == .exact, "\(place).steps", "are chosen by exact values, which a searcher on supernets must not see")
      try need(pilots != nil, "\(place).steps", "are to be chosen from, and there are no 'pilots'")
      let at = pilots?.at ?? 0
      try need(at <= searcher.evaluations, "pilots.at", "is \(at), more than the \(searcher.evaluations) evaluations of \(searcher.label)")
      try need(searcher.hasPolicy, "\(place).steps", "are a policy's, and the algorithm has none")
    }
  }

  private func check(_ claim: SearchClaim, _ place: String) throws(ExperimentError) {
    try need(claim.margin > 0 && claim.margin.isFinite, "\(place).margin", "is \(claim.margin), should be above 0")
    try need(isBound(claim.bound), "\(place).bound", "is \(claim.bound ?? 0), should be multiply-adds above 0")
    if let share = claim.latency {
      try need(share > 0 && share <= 1, "\(place).latency", "is \(share), should be a share of the slowest net's latency, from 0 to 1")
      try need(latency != nil, "\(place).latency", "needs a table of latencies: say 'latency'")
    }
    try need(claim.first != claim.second, "\(place).second", "is '\(claim.second)' as the first is")
    try checkMeasure(claim.measure, "\(place).measure")
    try need(
      claim.measure != .generationalDistance, "\(place).measure", "is a distance, of which the least is best: claim a hypervolume")
    for (field, label) in [("first", claim.first), ("second", claim.second)] {
      let own = searchers.filter { $0.label == label && ($0.by ?? .exact == .supernets) == (claim.scores != nil) }
      let kind = claim.scores == nil ? "exact values" : "scores of supernets"
      try need(!own.isEmpty, "\(place).\(field)", "is '\(label)', should be the label of a searcher by \(kind)")
      let budget = own.map(\.evaluations).min() ?? 0
      try need((1...budget).contains(claim.at), "\(place).at", "is \(claim.at), should be from 1 to the \(budget) evaluations of \(label)")
    }
    if let group = claim.scores {
      let known = (scores?.groups.map(\.label) ?? []) + [SearchClaim.allSupernets]
      try need(known.contains(group), "\(place).scores", "is '\(group)', should be one of \(known.joined(separator: ", "))")
    }
  }
}

extension SearchAlgorithm {
  /// Throws where these are no objectives that it can go by, or an option of its own is wrong.
  func check(
    _ objectives: [SearchExperiment.ObjectiveName], _ place: String, of quality: SearchExperiment.Quality = .accuracy, hasLatency: Bool
  ) throws(ExperimentError) {
    let first = SearchExperiment.ObjectiveName(quality)
    try need(objectives.first == first, "\(place).objectives", "should begin with \(first.rawValue)")
    if let other = objectives.first(where: { quality.excludes($0.rawValue) }) {
      throw .value(field: "\(place).objectives", reason: "name \(other.rawValue), which nothing here has")
    }
    try need(Set(objectives.map(\.objective.name)).count == objectives.count, "\(place).objectives", "name one objective twice")
    try need(
      objectives.count == 1 || isMultiObjective, "\(place).objectives", "are \(objectives.count), \(name.rawValue) goes by one")
    try need(!objectives.contains(.latency) || hasLatency, "\(place).objectives", "name latency, which has no table: say 'latency'")
    if let fault = fault(objectives: objectives.count) {
      throw .value(field: "\(place).algorithm.\(fault.field)", reason: fault.reason)
    }
  }
}

extension SearchExperiment.Searcher {
  fileprivate var hasPolicy: Bool { if case .nsga2(let options) = algorithm { options.policy != nil } else { false } }
}
