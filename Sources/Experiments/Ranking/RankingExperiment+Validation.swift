internal import Analysis
internal import Datasets
internal import Engine
internal import Jobs
internal import Networks
internal import Proxies
internal import Spaces
internal import Strategies
internal import Training

/// What a declared experiment must keep to, field by field, before any image is read.
extension RankingExperiment: Validated {
  /// The first field that is wrong, in the order of the file; what needs the images' sizes or the space is refused by `RankingPlan.init`.
  public func validate() throws(ExperimentError) {
    try checkName(name, title: title)
    try data.check()
    if let supernets { try data.check(supernets.recipe, "supernets.recipe") }
    if case .trained(let alone) = truth { try data.check(alone.recipe, "standAlone.recipe") }
    try supernets?.check()
    try checkGoal()
    switch truth {
    case .trained(let own): try own.check()
    case .published(let own): try own.check()
    }
    try evaluation.check(validation: data.split.validation, recalibration: data.split.recalibration, nets: truth.design.count)
    let labels = strategies.map(\.label)
    if let policies = evaluation.policies {
      try need(
        labels.contains(policies.strategy), "evaluation.policies.strategy",
        "is '\(policies.strategy)', should be one of \(labels.joined(separator: ", "))")
    }
    try evaluation.proxies?.check(labels: labels, supernets: supernets?.seeds ?? [])
    let linear = evaluation.dropsMaps == true ? strategies.filter { $0.skips != nil }.map(\.label) : []
    try need(
      evaluation.dropsMaps != true || !linear.isEmpty, "evaluation.dropsMaps", "is true, and no strategy has skips that are linear maps")
    var more: [String] = []
    if case .trained(let own) = truth, let marks = own.marks {
      more = marks.map(IncompleteTraining.name(ofMark:)) + [IncompleteTraining.fullName]
    }
    try primary.check(
      labels: labels, hasUntrained: supernets?.snapshots.contains(0) == true,
      incomplete: more,
      more: (evaluation.angles == true ? labels.map { NetPredictions.angleName(of: $0) } : [])
        + linear.map { NetPredictions.droppedName(of: $0) }
        + (evaluation.proxies?.names.map(\.label) ?? []),
      policies: evaluation.policies.map { ($0.compared + [evaluation.policy]).map(\.label) } ?? [])
  }
}

extension RankingExperiment {
  /// Throws unless recipes, space and images are for one task.
  private func checkGoal() throws(ExperimentError) {
    let upscaling = data.upscaling
    try need(
      space.name.enlarges == (upscaling != nil), "data.preparation.upscaling",
      upscaling == nil
        ? "is missing: nets of \(space.name.rawValue) enlarge images" : "is said, and nets of \(space.name.rawValue) give classes")
    var recipes: [(String, Recipe)] = []
    if let supernets { recipes.append(("supernets.recipe", supernets.recipe)) }
    switch truth {
    case .trained(let own): recipes.append(("standAlone.recipe", own.recipe))
    case .published: try need(upscaling == nil, "published", "stands there, and nobody published nets that enlarge images: train them")
    }
    for (place, recipe) in recipes {
      try need(
        recipe.goal.enlarges == space.name.enlarges, "\(place).task",
        "should be \(space.name.enlarges ? "{name: super-resolution}" : "left out") for nets of \(space.name.rawValue)")
    }
    try need(
      upscaling == nil || evaluation.proxies == nil, "evaluation.proxies", "is said, and proxies are of nets that tell classes apart")
  }
}

extension RankingExperiment.Supernets {
  fileprivate func check() throws(ExperimentError) {
    try need(!strategies.isEmpty, "supernets.strategies", "is empty, should name one strategy or more")
    for (number, entry) in strategies.enumerated() {
      let place = "supernets.strategies.\(number)"
      try need(!entry.label.isEmpty, "\(place).label", "is empty, should be what tables call it")
      try need(
        !strategies[..<number].contains { $0.label == entry.label }, "\(place).label",
        "is '\(entry.label)' a second time, should be another")
      try need(
        !type(of: entry.strategy.strategy).relaxes, "\(place).strategy",
        "is '\(entry.strategy.name.rawValue)', which has a mixture and trains no paths; an experiment with the key 'relaxation' takes it")
      if let rate = entry.rate { try need(rate > 0, "\(place).rate", "is \(rate), should be above 0") }
      try positive(entry.passes, "\(place).passes")
      if let other = entry.scheduleOf { try check(other, of: entry, place) }
      if case .biased(let bias) = entry.strategy {
        try need(bias.odds > 0 && bias.odds.isFinite, "\(place).strategy.odds", "is \(bias.odds), should be above 0")
        try need(bias.candidate ?? 0 >= 0, "\(place).strategy.candidate", "is \(bias.candidate ?? 0), should be 0 or more")
      }
      if let shrinking = entry.shrinking {
        try need(entry.rate != nil, "\(place).rate", "is missing, should be its own: pilots know nothing of a space that shrinks")
        if let fault = shrinking.fault(passes: passes(of: entry)) {
          throw .value(field: "\(place).shrinking.\(fault.field)", reason: fault.reason)
        }
      }
      if case .expectationFairness(let fairness) = entry.strategy {
        try positive(fairness.iterations, "\(place).strategy.iterations", most: 10_000)
      }
      if case .spos(let sampling) = entry.strategy { try sampling.widthWarmUp.check("\(place).strategy.widthWarmUp") }
    }
    try checkSeeds(seeds, "supernets.seeds")
    try recipe.check("supernets.recipe")
    try positive(passes, "supernets.passes")
    let needsGrid = strategies.contains { $0.rate == nil && $0.scheduleOf == nil }
    try need(
      (0...20).contains(extensions ?? 0), "supernets.extensions", "is \(extensions ?? 0), should be from 0 to 20: each is a factor of three"
    )
    try need(
      pilotShare ?? 1 > 0 && pilotShare ?? 1 <= 1, "supernets.pilotShare", "is \(pilotShare ?? 1), should be above 0 and at most 1")
    try need(!rates.isEmpty || !needsGrid, "supernets.rates", "is empty, should have a factor for strategies without a rate of their own")
    for (number, rate) in rates.enumerated() {
      try need(rate > 0, "supernets.rates", "has \(rate), should be above 0")
      try need(!rates[..<number].contains(rate), "supernets.rates", "has \(rate) twice, should name each factor once")
    }
    try need(
      pilotSeed >= 0 && !seeds.contains(pilotSeed), "supernets.pilotSeed", "is \(pilotSeed), should be a seed that is not used later")
    for (share, next) in zip(snapshots, snapshots.dropFirst()) {
      try need(share < next, "supernets.snapshots", "has \(next) behind \(share), should rise")
    }
    for share in snapshots { try need(share >= 0 && share < 1, "supernets.snapshots", "has \(share), should be from 0 to below 1") }
    try positive(probes, "supernets.probes", most: 100_000)
  }
}

extension RankingExperiment.Supernets {
  /// Another schedule differs from its strategy in its passes, and where that is said in its learning rate.
  fileprivate func check(_ other: String, of entry: Entry, _ place: String) throws(ExperimentError) {
    let labels = strategies.filter { $0.scheduleOf == nil }.map(\.label), field = "\(place).scheduleOf"
    guard let whole = strategies.first(where: { $0.label == other && $0.scheduleOf == nil }) else {
      throw .value(field: field, reason: "is '\(other)', should be one of \(labels.joined(separator: ", "))")
    }
    try need(entry.passes != nil, "\(place).passes", "is missing, should be the budget of this schedule of \(other)")
    try need(
      (entry.strategy, entry.skips, entry.affine, entry.shrinking) == (whole.strategy, whole.skips, whole.affine, whole.shrinking), field,
      "is '\(other)', which is another strategy: schedules of one strategy differ in passes and learning rate alone")
  }
}

extension WidthWarmUp {
  fileprivate func check(_ place: String) throws(ExperimentError) {
    for share in admissions { try need(share >= 0 && share <= 1, place, "has \(share), should be from 0 to 1") }
    for (share, next) in zip(admissions, admissions.dropFirst()) {
      try need(share <= next, place, "has \(next) behind \(share), should rise")
    }
  }
}

extension RankingExperiment.StandAlone {
  fileprivate func check() throws(ExperimentError) {
    try design.check("standAlone.design")
    try need(seed >= 0, "standAlone.seed", "is \(seed), should be 0 or more")
    try checkSeeds(seeds, "standAlone.seeds")
    if let count = design.count {
      try need((0...count).contains(repeated), "standAlone.repeated", "is \(repeated), should be from 0 to the design's \(count)")
    } else {
      try need(repeated >= 0, "standAlone.repeated", "is \(repeated), should be 0 or more")
    }
    try positive(epochs, "standAlone.epochs", most: 1_000_000)
    for (number, mark) in (marks ?? []).enumerated() {
      try positive(mark, "standAlone.marks")
      try need(number == 0 || mark > (marks ?? [])[number - 1], "standAlone.marks", "has \(mark), should rise")
    }
    try need(
      marks == nil || seeds.count > 1 && repeated > 1, "standAlone.marks",
      "is said, and no nets are trained under a second seed, which it is held against: give two seeds, and repeat nets")
    try recipe.check("standAlone.recipe")
  }
}

extension RankingExperiment.Published {
  fileprivate func check() throws(ExperimentError) {
    for (field, text) in [("table", table), ("what", what), ("source", source)] {
      try need(!text.isEmpty, "published.\(field)", "is empty, should say it")
    }
    try checkDigest(digest, "published.digest")
    try need(column != "", "published.column", "is empty, should be a column of the CSV, or left out")
    try design.check("published.design")
    try need(seed >= 0, "published.seed", "is \(seed), should be 0 or more")
  }
}

extension RankingExperiment.Evaluation {
  fileprivate func check(validation: Int, recalibration: Int, nets: Int?) throws(ExperimentError) {
    try policy.check("evaluation.policy", recalibration: recalibration)
    if let policies {
      try need(!policies.compared.isEmpty, "evaluation.policies.compared", "is empty, should name one policy or more")
      for (number, own) in policies.compared.enumerated() {
        let place = "evaluation.policies.compared.\(number)"
        try own.check(place, recalibration: recalibration)
        try need(
          own != policy && !policies.compared[..<number].contains(own), place,
          "is \(own.label) a second time or as evaluation.policy, should be another")
      }
      try need(
        (2...max(2, nets ?? .max)).contains(policies.nets), "evaluation.policies.nets",
        "is \(policies.nets), should be from 2 to the nets of the design")
    }
    try positive(blocks, "evaluation.blocks")
    try need(
      validation % blocks == 0, "evaluation.blocks", "is \(blocks), should divide the \(validation) validation images into equal blocks")
    try need(
      followed >= 0 && followed <= nets ?? .max, "evaluation.followed", "is \(followed), should be from 0 to the design's \(nets ?? 0)")
    if let histogram {
      try histogram.design.check("evaluation.histogram.design")
      try need(histogram.seed >= 0, "evaluation.histogram.seed", "is \(histogram.seed), should be 0 or more")
    }
  }
}

extension RankingExperiment.Evaluation.Proxies {
  /// - Parameter supernets: their seeds.
  fileprivate func check(labels: [String], supernets: [Int]) throws(ExperimentError) {
    try need(!names.isEmpty, "evaluation.proxies.names", "is empty, should name one proxy or more")
    for (number, name) in names.enumerated() {
      try need(!names[..<number].contains(name), "evaluation.proxies.names", "has '\(name.rawValue)' twice, should name each once")
      try need(
        !labels.contains(name.label), "evaluation.proxies.names",
        "has '\(name.rawValue)', which tables call \(name.label) as a strategy, should be called otherwise there")
    }
    try need(batch >= 2, "evaluation.proxies.batch", "is \(batch), should be 2 or more")
    try checkSeeds(seeds, "evaluation.proxies.seeds")
    if let batches {
      try need(crossed == nil, "evaluation.proxies.batches", "stands beside 'crossed', which says that they are the seeds: say one of both")
      try checkSeeds(batches, "evaluation.proxies.batches")
    }
    for seed in seeds + (batches ?? []) {
      try need(!supernets.contains(seed), "evaluation.proxies.seeds", "has \(seed), which is a supernet's, should be seeds of its own")
    }
  }
}

extension RankingExperiment.Declaration {
  /// A claim is about strategies and baselines, or about the policies of one strategy: the two are judged on other nets.
  ///
  /// - Parameters:
  ///   - incomplete: names of marks and of the full training, which are judged on other nets too, beside what is counted.
  ///   - more: names of further baselines.
  fileprivate func check(
    labels: [String], hasUntrained: Bool, incomplete: [String], more: [String], policies: [String]
  ) throws(ExperimentError) {
    let counted = incomplete.isEmpty ? [] : incomplete + [Predictor.parametersName, Predictor.macsName]
    let ranked = labels + Predictor.baselineNames.filter { hasUntrained || $0 != Predictor.untrainedName } + more
    if let control {
      let alone = counted.isEmpty ? ranked : counted, known = counted.contains(control.first) || labels.isEmpty ? alone : labels
      for (field, name) in [("first", control.first), ("second", control.second)] {
        try need(known.contains(name), "primary.control.\(field)", "is '\(name)', should be one of \(known.joined(separator: ", "))")
      }
      try need(control.measure ?? .tau == .tau, "primary.control.measure", "is no tau: equivalence in tau wants a control in tau")
    }
    for (number, claim) in claims.enumerated() {
      func names(_ some: [String]) -> Bool { some.contains(claim.first) || some.contains(claim.second) }
      let known =
        names(policies) ? policies : names(incomplete) ? incomplete + [Predictor.parametersName, Predictor.macsName] : ranked
      for (field, name) in [("first", claim.first), ("second", claim.second)] {
        let guess = nearest(to: name, among: known).map { "; did you mean '\($0)'?" } ?? ""
        try need(
          known.contains(name), "primary.claims.\(number).\(field)",
          "is '\(name)', should be one of \(known.joined(separator: ", "))\(guess)")
      }
      try need(
        claim.measure != .steadiness || claim.margin != nil, "primary.claims.\(number).margin",
        "is missing, should be that of log ratios, 0.1 for deviations that differ by a tenth: primary.margin is a difference of tau")
      if let measure = claim.measure, measure != .tau {
        for (field, name) in [("first", claim.first), ("second", claim.second)] {
          try need(
            labels.contains(name), "primary.claims.\(number).\(field)",
            "is '\(name)', whose scores are no accuracies of supernets: \(measure.rawValue) compares strategies")
        }
      }
      try need(
        claim.follows != true || number > 0, "primary.claims.\(number).follows", "is true, and no claim stands in front of the first")
      if let margin = claim.margin { try need(margin > 0, "primary.claims.\(number).margin", "is \(margin), should be above 0") }
      try need(claim.first != claim.second, "primary.claims.\(number).second", "is '\(claim.second)' as the first, should be another")
    }
    try need(margin > 0 && margin < 1, "primary.margin", "is \(margin), should be a difference of tau between 0 and 1")
    let others = labels.isEmpty ? ranked : labels
    try need(others.contains(reference), "primary.reference", "is '\(reference)', should be one of \(others.joined(separator: ", "))")
    try need(k >= 5, "primary.k", "is \(k), should be 5 or more")
    try need(draws >= 100, "primary.draws", "is \(draws), should be 100 or more")
  }
}

extension NormalizationPolicy {
  /// Throws `ExperimentError.value` with the field of `place` that no scoring can work with.
  func check(_ place: String, recalibration: Int) throws(ExperimentError) {
    switch self {
    case .inherited: break
    case .batch(let size): try positive(size, "\(place).size")
    case .recalibrated(let images):
      try positive(images, "\(place).images")
      try need(
        images <= recalibration, "\(place).images", "is \(images), should be at most the \(recalibration) of data.split.recalibration")
    case .moving(let batches, let size):
      try positive(batches, "\(place).batches", most: 1_000_000)
      try positive(size, "\(place).size", most: 1_000_000)
    }
  }

  /// Throws where the images of the splits, all counted, do not go up in what it takes together.
  func check(_ images: ImageCounts) throws(ExperimentError) {
    switch self {
    case .batch(let size):
      try need(
        images.validation % size == 0, "data.split.validation",
        "is \(images.validation), not a multiple of the \(size) images whose statistics are taken together")
    case .moving(_, let size):
      try need(
        size <= images.training, "data.split.training",
        "is \(images.training), less than the \(size) images of a batch that averages move by")
    case .inherited, .recalibrated: break
    }
  }
}

extension Recipe {
  /// Throws `ExperimentError.value` with the field of `place` that no training can work with.
  func check(_ place: String) throws(ExperimentError) {
    try positive(batch, "\(place).batch")
    try need((1...batch).contains(slices), "\(place).slices", "is \(slices), should be from 1 to the \(batch) images of a batch")
    try need(schedule.peak > 0, "\(place).schedule.peak", "is \(schedule.peak), should be above 0")
    try need(
      schedule.floor >= 0 && schedule.floor <= schedule.peak, "\(place).schedule.floor",
      "is \(schedule.floor), should be from 0 to the peak")
    try need((0...1).contains(schedule.warmUp), "\(place).schedule.warmUp", "is \(schedule.warmUp), should be a share from 0 to 1")
    if case .step(let times, let factor) = schedule.shape {
      for share in times { try need((0...1).contains(share), "\(place).schedule.at", "has \(share), should be shares from 0 to 1") }
      try need(factor > 0, "\(place).schedule.factor", "is \(factor), should be above 0")
    }
    switch goal {
    case .classification(let own):
      try need(
        (0..<1).contains(own.labelSmoothing), "\(place).labelSmoothing", "is \(own.labelSmoothing), should be from 0 to below 1")
    case .superResolution(let own): try need(own.peak == 1, "\(place).task.peak", "is \(own.peak), and intensities end at 1: leave it out")
    }
    switch optimizer.rule {
    case .sgd(let sgd):
      try need((0..<1).contains(sgd.momentum), "\(place).optimizer.momentum", "is \(sgd.momentum), should be from 0 to below 1")
      try need(sgd.decay >= 0, "\(place).optimizer.decay", "is \(sgd.decay), should be 0 or more")
    case .adam(let adam):
      for (field, beta) in [("beta1", adam.beta1), ("beta2", adam.beta2)] {
        try need((0..<1).contains(beta), "\(place).optimizer.\(field)", "is \(beta), should be from 0 to below 1")
      }
      try need(adam.epsilon > 0, "\(place).optimizer.epsilon", "is \(adam.epsilon), should be above 0")
      try need(adam.decay >= 0, "\(place).optimizer.decay", "is \(adam.decay), should be 0 or more")
    }
  }
}

extension SampleDesign {
  /// How many nets are drawn; nil where that depends on the space.
  fileprivate var count: Int? {
    switch self {
    case .exhaustive: nil
    case .uniform(let count), .depth(let count), .macs(let count, _), .bounded(let count, _): count
    }
  }

  fileprivate func check(_ place: String) throws(ExperimentError) {
    try need(count ?? 2 >= 2, "\(place).count", "is \(count ?? 0), should be 2 or more")
    if case .macs(_, let strata) = self { try positive(strata, "\(place).strata") }
    if case .bounded(_, let macs) = self { try need(macs.lowerBound >= 0, "\(place).least", "is \(macs.lowerBound), should be 0 or more") }
  }
}

/// Throws `.value` with the field and the reason, which begins with a verb, unless it is right.
func need(_ isRight: Bool, _ field: String, _ reason: @autoclosure () -> String) throws(ExperimentError) {
  if !isRight { throw .value(field: field, reason: reason()) }
}

/// Throws unless an experiment's name can name files and its title says something.
func checkName(_ name: String, title: String) throws(ExperimentError) {
  try need(!name.isEmpty && name.allSatisfy { $0.isLetter || $0.isNumber || "-_".contains($0) }, "name", "is '\(name)', should be a word")
  try need(!title.isEmpty, "title", "is empty, should be a sentence")
}

/// Throws unless a SHA-256, where one is given, is written as one.
func checkDigest(_ digest: String?, _ field: String) throws(ExperimentError) {
  guard let digest else { return }
  try need(
    digest.count == 64 && digest.allSatisfy { $0.isHexDigit && !$0.isUppercase }, field,
    "is '\(digest)', should be 64 lower-case hexadecimal digits")
}

/// Throws unless it is 1 or more, or left out; and no more than `most`, beyond which nothing can be counted or planned.
func positive(_ value: Int?, _ field: String, most: Int = 1_000_000_000) throws(ExperimentError) {
  try need(value ?? 1 >= 1, field, "is \(value ?? 0), should be 1 or more")
  try need(value ?? 1 <= most, field, "is \(value ?? 0), should be \(most) or less")
}

/// One or more, each 0 or more and named once.
func checkSeeds(_ seeds: [Int], _ field: String) throws(ExperimentError) {
  try need(!seeds.isEmpty, field, "is empty, should name one seed or more")
  for (number, seed) in seeds.enumerated() {
    try need(seed >= 0, field, "has \(seed), should be 0 or more")
    try need(!seeds[..<number].contains(seed), field, "has \(seed) twice, should name each seed once")
  }
}
