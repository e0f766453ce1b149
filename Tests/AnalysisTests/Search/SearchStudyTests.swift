import Analysis
import Digests
import FoundationEssentials
import Spaces
import Statistics
import Store
import Testing

/// A space of nine nets whose truth is written down, and searches in it.
private enum Toy {
  static let space = Space.nasBenchMacro(
    input: ImageShape(height: 8, width: 8, channels: 1), classes: 4, stem: 4, widths: [8], depths: [2], head: 16)
  static let accuracies = ["00": 50.0, "01": 60, "02": 62, "10": 70, "11": 80, "12": 82, "20": 75, "21": 90, "22": 88]

  static func truth() throws -> SearchTruth {
    let records = accuracies.map { "\"\($0)\": {\"test_acc\": [\($1)]}" }.joined(separator: ", ")
    // The slowest net takes 10 ms, 11 takes 2.
    let latency = try LookupTable(name: "latency", unit: "ms", fixed: 0, entries: [[0, 1, 5], [0, 1, 5]])
    return try SearchTruth(
      try PublishedTable(reading: Array("{\(records)}".utf8), of: space, what: "made", source: "here"), of: space, latency: latency)
  }

  /// Each order under the scores given, or the accuracies.
  static func run(_ orders: [[String]], scores: [String: Double] = accuracies, objectives: Int = 1, evaluations: Int = 3) -> SearchRun {
    let nets = accuracies.keys.sorted(),
      all =
        [SearchRun.Objective(name: "accuracy", unit: "%", direction: .maximize)]
        + [SearchRun.Objective](repeating: .init(name: "MACs", unit: "", direction: .minimize), count: objectives - 1)
    return SearchRun(
      header: RunHeader(
        spec: "{}",
        provenance: Provenance(
          commit: "x", dirty: false, compiler: "x", cpu: "x", kernels: "x", blasBuild: "x", blasCore: "x", blasThreads: 1, started: "x",
          expense: .none)), space: SpaceLabel(name: "x", digest: Digest(of: "x".utf8)), algorithm: "{}", objectives: all,
      architectures: nets, scores: nets.map { [scores[$0] ?? .nan] + [Double](repeating: 0, count: objectives - 1) },
      seeds: Array(orders.indices), orders: orders.map { $0.compactMap(nets.firstIndex) }, evaluations: evaluations)
  }
}

@Suite struct SearchStudyTests {
  private func study(
    _ entries: [SearchStudy.Entry], columns: [(SearchStudy.Scores, [Double])] = [], claims: [SearchClaim] = [],
    exploratory: [SearchClaim] = [], controls: [SearchClaim] = []
  ) throws -> SearchStudy {
    try SearchStudy(
      entries, truth: try Toy.truth(), columns: columns.map { (scores: $0.0, values: $0.1) }, marks: [1, 2, 3], claims: claims,
      exploratory: exploratory, controls: controls)
  }

  private func claim(
    _ measure: SearchOutcomes.Measure, at: Int = 3, bound: Double? = nil, latency: Double? = nil, scores: String? = nil
  ) -> SearchClaim {
    SearchClaim(
      text: "a beats b", source: "here", measure: measure, first: "a", second: "b", at: at, bound: bound, latency: latency, scores: scores,
      margin: 1)
  }

  @Test func regretIsThatOfTheBestScoredNotOfTheBestSeen() throws {
    // The scores mislead: 21, the best, has the lowest.
    let scores = Toy.accuracies.merging(["21": 0]) { $1 }
    let study = try study([.init("a", run: Toy.run([["11", "21", "22"], ["21", "00", "10"]], scores: scores))])
    #expect(study.rows[0].regret.evaluations == [1, 2, 3])
    #expect(study.rows[0].regret.means == [5, 25, 11])
    #expect(study.best == 90 && abs(study.blind - (90 - 657.0 / 9)) < 1e-12 && study.nets == 9)
  }

  @Test func aBoundLimitsTheNetAndTheBestThatItIsHeldAgainst() throws {
    let costs = CostTable(Toy.space), bound = Double(costs.cost(of: try Toy.space.architecture("11")).macs)
    let within =
      try Toy.accuracies.filter { Double(costs.cost(of: try Toy.space.architecture($0.key)).macs) <= bound }.map(\.value).max() ?? 0
    let study = try study([.init("a", bound: bound, run: Toy.run([["00", "10", "11"]]))])
    let expected: [Double] = [within - 50, within - 70, within - 80]
    #expect(study.rows[0].regret.means == expected)
    #expect(within < 90)
    // Nets beyond the bound are evaluated and never chosen.
    let outcomes = try self.study(
      [
        .init("a", run: Toy.run([["22", "10", "00"], ["22", "00", "10"]])),
        .init("b", run: Toy.run([["00", "10", "22"], ["00", "22", "10"]])),
      ],
      claims: [
        claim(.accuracy, at: 2, bound: bound), claim(.accuracy, at: 2, latency: 0.2), claim(.accuracy, at: 2, bound: bound, latency: 0.19),
        claim(.accuracy, at: 2, latency: 1), claim(.parameters, at: 2, latency: 0.1),
      ])
    #expect(outcomes.claims[0].means == [60, 60] && outcomes.claims[1].means == [60, 60] && outcomes.claims[2].means == [60, 60])
    #expect(outcomes.claims[3].means == [88, 79])
    let parameters = try ["10", "00"].map { Double(costs.cost(of: try Toy.space.architecture($0)).parameters) / 2e6 }.reduce(0, +)
    #expect(outcomes.claims[4].means.allSatisfy { abs($0 - parameters) < 1e-12 })
  }

  @Test func differencesArePairedBySeedsAndJudgedAtTheirOwnMargins() throws {
    let first = [["21", "00", "01"], ["11", "00", "01"], ["22", "00", "01"]],
      second = [["11", "00", "01"], ["01", "00", "02"], ["10", "00", "01"]]
    let study = try study([.init("a", run: Toy.run(first)), .init("b", run: Toy.run(second))], claims: [claim(.accuracy)])
    let row = study.claims[0], differences: [Double] = [10, 18, 18], estimate = try #require(row.difference.value)
    #expect(abs(estimate.value - differences.mean) < 1e-12 && estimate.count == 3)
    #expect(row.means.map { ($0 * 3).rounded() } == [258, 212])
    let half = StudentT(degreesOfFreedom: 2).quantile(0.975) * (differences.variance / 3).squareRoot()
    let high = try #require(estimate.interval?.high)
    #expect(abs(high - estimate.value - half) < 1e-9)
    #expect(estimate.interval?.scope == .searches)
    #expect(row.verdict?.finding == .supported && row.verdict?.margin == 1)
    // Of equal seeds as many as both have.
    let fewer = try self.study(
      [.init("a", run: Toy.run(first)), .init("b", run: Toy.run(Array(second.prefix(2))))], claims: [claim(.accuracy)])
    #expect(fewer.claims[0].difference.value?.value == 14 && fewer.claims[0].means == [85, 71])
  }

  /// A little worse: no worse by more than δ, and not better.
  @Test func toBeNoWorseIsAnotherClaimThanToBeBetter() throws {
    let first = [["11", "00", "01"], ["01", "00", "02"], ["12", "00", "01"], ["10", "00", "01"]]
    let entries = [
      SearchStudy.Entry("a", run: Toy.run(first)),
      SearchStudy.Entry("b", run: Toy.run([["12", "00", "01"], ["02", "00", "01"], ["12", "00", "01"], ["10", "00", "02"]])),
    ]
    func finding(_ margin: Double, atLeast: Bool) throws -> Verdict.Finding? {
      let claim = SearchClaim(
        text: "a", source: "here", measure: .accuracy, first: "a", second: "b", at: 1, margin: margin, atLeast: atLeast)
      return try study(entries, claims: [claim]).claims[0].verdict?.finding
    }
    // Differences −2, −2, 0, 0: mean −1, interval −1 ± 1.84.
    #expect(try finding(4, atLeast: true) == .supported)
    #expect(try finding(1, atLeast: true) == .inconclusive)
    #expect(try finding(4, atLeast: false) == .inconclusive)
  }

  /// Differences 2, −2, 2, −2 lie inside ±20; whether that is equivalence the control says, which must be of the same measure.
  @Test func searchersAreEquivalentWhereAControlOfTheMeasureWasDetected() throws {
    let orders = [["12", "00", "01"], ["11", "00", "01"], ["12", "00", "02"], ["11", "00", "02"]]
    let entries = [
      SearchStudy.Entry("a", run: Toy.run(orders)),
      SearchStudy.Entry("b", run: Toy.run([orders[1], orders[0], orders[3], orders[2]])),
      SearchStudy.Entry("good", run: Toy.run([["21", "00"], ["22", "00"], ["21", "01"], ["22", "01"]])),
      SearchStudy.Entry("poor", run: Toy.run([["00", "01"], ["01", "00"], ["00", "01"], ["02", "01"]])),
    ]
    func claim(_ first: String, _ second: String, _ measure: SearchOutcomes.Measure = .accuracy, atLeast: Bool? = nil) -> SearchClaim {
      SearchClaim(text: "x", source: "here", measure: measure, first: first, second: second, at: 1, margin: 20, atLeast: atLeast)
    }
    func verdict(_ controls: [SearchClaim], atLeast: Bool? = nil) throws -> Verdict? {
      try study(entries, claims: [claim("a", "b", atLeast: atLeast)], controls: controls).claims[0].verdict
    }
    let none = try #require(try verdict([]))
    #expect(none.finding == .inconclusive && none.isWithinMargin)
    #expect(try verdict([claim("good", "poor")])?.finding == .equivalent)
    #expect(try verdict([claim("poor", "good")])?.finding == .inconclusive)
    #expect(try verdict([claim("good", "poor", .parameters)])?.finding == .inconclusive)
    let controls = try study(entries, controls: [claim("good", "poor")]).controls
    #expect(controls.map(\.detects) == [true] && abs(controls[0].means[0] - 89) < 1e-12)
    // To be no worse by more than δ is held against −δ: what lies near it is not alike.
    let near = try #require(
      try self.study(
        entries,
        claims: [SearchClaim(text: "x", source: "here", measure: .accuracy, first: "b", second: "good", at: 1, margin: 7.5, atLeast: true)],
        controls: [claim("good", "poor")]
      ).claims[0].verdict)
    #expect(near.finding == .inconclusive && !near.isWithinMargin)
  }

  @Test func aContrastWithoutVarianceDecidesNothing() throws {
    let study = try study(
      [
        .init("a", run: Toy.run([["21", "00", "01"], ["21", "00", "02"]])),
        .init("b", run: Toy.run([["11", "00", "01"], ["11", "00", "02"]])),
      ],
      claims: [claim(.accuracy)])
    #expect(study.claims[0].difference.value?.value == 10 && study.claims[0].verdict?.finding == .inconclusive)
  }

  @Test func onScoresOfSupernetsTheUnitIsTheSupernet() throws {
    let names = ["x 1", "x 2", "y 1"],
      orders = [[["21", "00"], ["11", "00"]], [["22", "00"], ["12", "00"]], [["10", "00"], ["20", "00"]]]
    let entries = zip(names, orders).flatMap { name, orders in
      let scores = SearchStudy.Scores(name, group: String(name.prefix(1)))
      return [
        SearchStudy.Entry("a", scores: scores, run: Toy.run(orders, evaluations: 2)),
        SearchStudy.Entry("b", scores: scores, run: Toy.run([["00", "01"], ["00", "01"]], evaluations: 2)),
      ]
    }
    let nets = Toy.accuracies.keys.sorted().map { Toy.accuracies[$0] ?? 0 }
    let columns = names.map { (SearchStudy.Scores($0, group: String($0.prefix(1))), nets) }
    let study = try study(
      entries, columns: columns,
      exploratory: [claim(.accuracy, at: 2, scores: "x"), claim(.accuracy, at: 2, scores: SearchClaim.allSupernets)])
    #expect(study.exploratory[0].difference.value?.value == 25)
    #expect(study.exploratory[0].difference.value?.count == 2)
    #expect(study.exploratory[1].difference.value?.count == 3 && study.exploratory.allSatisfy { $0.verdict == nil })
    let all = try #require(study.exploratory[1].difference.value?.value)
    #expect(abs(all - 62.5 / 3) < 1e-12)
    // A column as good as the truth has the truth's slope; below six supernets there is no verdict.
    #expect(study.slopes.map(\.group) == ["x", "y"] && study.slopes.allSatisfy { abs($0.difference.value) < 1e-12 })
    #expect(study.random.count == 4 && study.random[0].regrets.last == 0 && study.random[0].bestAt == 9)
  }

  @Test func hypervolumesAreSharesOfTheExactFronts() throws {
    let all = Toy.accuracies.keys.sorted()
    let study = try study(
      [
        .init("random", isRandom: true, run: Toy.run([all], evaluations: 9)),
        .init("b", run: Toy.run([all], objectives: 2, evaluations: 9)),
        .init("c", run: Toy.run([all], evaluations: 9)),
      ])
    let shares = study.rows.map { $0.hypervolume?.means.last }
    #expect(shares.prefix(2).allSatisfy { abs(($0 ?? 0) - 1) < 1e-12 })
    #expect(shares[2] == nil && study.rows[1].generationalDistance?.means.last == 0)
    let one = try #require(study.rows[1].hypervolume?.means.first), costs = CostTable(Toy.space)
    // The first net alone has the largest error, and so no area; with the second a rectangle, by hand.
    func macs(_ net: String) throws -> Double { Double(costs.cost(of: try Toy.space.architecture(net)).macs) }
    let dearest = try all.map(macs).max() ?? 1, width = 1 - (try macs("01")) / dearest, height = 1 - 40.0 / 50
    #expect(one == 0)
    let two = try #require(study.rows[1].hypervolume?.means[1])
    #expect(abs(two - width * height / study.hypervolume) < 1e-12)
    #expect(study.front.contains("21") && !study.front.contains("22"))
  }

  /// 1/10 of the accuracies as decibels: no decibel is the best that there is, so that shares are of what the space spans, 5 to 9.
  @Test func aTruthInDecibelsIsHeldAgainstTheBestOfTheSpace() throws {
    let
      truth = try SearchTruth(
        Toy.accuracies.mapValues { $0 / 10 }, of: Toy.space, metric: .psnr, what: "made", source: "here", digest: Digest(of: [])),
      all = Toy.accuracies.keys.sorted()
    let study = try SearchStudy(
      [.init("b", run: Toy.run([["00", "01", "21"]], objectives: 2))], truth: truth, columns: [], marks: [1, 2, 3], claims: [])
    #expect(study.metric.name == "PSNR" && study.metric.differenceUnit == "dB" && study.best == 9)
    for (found, wanted) in zip(study.rows[0].regret.means, [4.0, 3, 0]) { #expect(abs(found - wanted) < 1e-12) }
    let costs = CostTable(Toy.space), macs = try all.map { Double(costs.cost(of: try Toy.space.architecture($0)).macs) }
    let dearest = macs.max() ?? 1
    let height = (6.0 - 5) / (9 - 5), width = 1 - macs[1] / dearest
    let two = try #require(study.rows[0].hypervolume?.means[1])
    #expect(abs(two - width * height / study.hypervolume) < 1e-12)
    // The whole front by hand: rectangles of each net that is cheaper than all that are better.
    let points = zip(macs, all).map { (1 - $0 / dearest, ((Toy.accuracies[$1] ?? 0) - 50) / 40) }.sorted { $0.0 > $1.0 }
    var area = 0.0, height2 = 0.0
    for (x, y) in points where y > height2 { (area, height2) = (area + x * (y - height2), y) }
    #expect(abs(study.hypervolume - area) < 1e-12)
  }

  @Test func whatMakesNoStudyIsNamed() throws {
    #expect(throws: AnalysisError.unknownName("b", known: ["a"])) {
      try study([.init("a", run: Toy.run([["00"]]))], claims: [claim(.accuracy)])
    }
    let short = Array("{\"00\": {\"test_acc\": [50]}}".utf8)
    let table = try PublishedTable(reading: short, of: Toy.space, what: "made", source: "here")
    let error = #expect(throws: AnalysisError.self) { try SearchTruth(table, of: Toy.space) }
    #expect(error?.description.contains("1 of the 9 networks") == true)
  }
}

@Suite struct LiveSearchStudyTests {
  private func study(
    _ claims: [LiveSearchStudy.Claim] = [], cost: BoundedCost = BoundedCost(Toy.space), bound net: String = "12",
    isCensus: Bool = true, inclusion: Double = 1
  ) throws -> LiveSearchStudy {
    let bound = try cost.of(net)
    return try LiveSearchStudy(
      [
        ("a", 1, Toy.run([["00", "12", "10"]])), ("b", 1, Toy.run([["00", "01"]])), ("a", 2, Toy.run([["11", "10"]])),
        ("b", 2, Toy.run([["10", "01"]])),
      ], space: Toy.space, cost: cost, bound: bound, qualities: Toy.accuracies,
      design: Toy.accuracies.sorted { $0.key < $1.key }.map {
        LiveSearchStudy.DesignNet(net: $0.key, quality: $0.value, inclusion: $0.key == "00" ? inclusion : 1)
      }, isCensus: isCensus, claims: claims)
  }

  private func claim(_ second: String) -> LiveSearchStudy.Claim {
    .init(text: "a finds more", source: "here", first: "a", second: second, margin: 1)
  }

  @Test func gainsAreOverTheMeanOfAllNetsWithinTheBound() throws {
    let costs = CostTable(Toy.space), bound = Double(costs.cost(of: try Toy.space.architecture("12")).macs)
    let within = try Toy.accuracies.filter { Double(costs.cost(of: try Toy.space.architecture($0.key)).macs) <= bound }
    let study = try study([claim(LiveSearchStudy.randomNet), claim("b")])
    #expect(
      study.found.map(\.net) == ["12", "01", "11", "10"] && study.reference.value?.nets == within.count
        && study.reference.value?.variance == 0)
    let gain = try #require(study.claims[0].difference.value?.value), mean = Array(within.values).mean
    #expect(abs(gain - (81 - mean)) < 1e-12)
    #expect(study.claims[1].difference.value?.value == 16)
    #expect(study.rows.map(\.label) == ["a", "b"])
    let best = max(82, within.values.max() ?? 0)
    #expect(study.rows[0].regret == best - 81)
  }

  /// Of a search under the largest bound the best net within a smaller one is taken: three nets of one front.
  @Test func underASmallerBoundTheBestNetWithinItIsTaken() throws {
    let macs = CostTable(Toy.space).macs, runs = [Toy.run([["22", "12", "00"]]), Toy.run([["00", "11", "22"]])]
    for bound in ["22", "12", "00"] {
      let limit = macs.value(of: try Toy.space.architecture(bound))
      let study = try LiveSearchStudy(
        runs.enumerated().map { ("a", $0, $1) }, space: Toy.space, cost: BoundedCost(Toy.space), bound: limit, qualities: Toy.accuracies,
        design: Toy.accuracies.map { LiveSearchStudy.DesignNet(net: $0.key, quality: $0.value, inclusion: 1) }, isCensus: true,
        claims: [])
      for (found, run) in zip(study.found, runs) {
        let legal = try run.orders[0].map { run.architectures[$0] }.filter { macs.value(of: try Toy.space.architecture($0)) <= limit }
        let scores = Dictionary(uniqueKeysWithValues: zip(run.architectures, run.scores.map { $0[0] }))
        #expect(found.score == legal.compactMap { scores[$0] }.max() && legal.contains(found.net))
      }
    }
  }

  /// The bound may be on any additive cost: here the opposite of size.
  @Test func aBoundOnLatencyGoesByItsTable() throws {
    let latency = try LookupTable(name: "latency", unit: "ms", fixed: 1, entries: [[3, 2, 1], [3, 2, 1]])
    let study = try study(cost: BoundedCost(Toy.space, latency: latency), bound: "10")
    #expect(study.unit == "ms" && study.bound == 6 && study.found.map(\.cost) == [4, 6, 5, 6])
    // All but 00, which takes 7.
    #expect(study.reference.value?.nets == 8 && study.known.map(\.cost).sorted() == [3, 4, 4, 5, 5, 5, 6, 6, 7])
  }

  /// Size alone makes accurate: the control of almost as many multiply-adds is another mean.
  @Test func aLargeNetIsAControlOfItsOwn() throws {
    let costs = CostTable(Toy.space), bound = Double(costs.cost(of: try Toy.space.architecture("12")).macs)
    let large = try Toy.accuracies.filter {
      let macs = Double(costs.cost(of: try Toy.space.architecture($0.key)).macs)
      return macs <= bound && macs >= 0.8 * bound
    }
    let study = try study([claim(LiveSearchStudy.largeNet)]), mean = Array(large.values).mean
    let reference = try #require(study.reference.value), own = try #require(study.largeReference.value)
    #expect(own.nets == large.count && large.count < reference.nets)
    let gain = try #require(study.claims[0].difference.value?.value)
    #expect(abs(gain - (81 - mean)) < 1e-12 && own.mean > reference.mean)
  }

  /// A net that the sampling took with half a chance stands for two.
  @Test func aSamplesMeanIsWeightedAndItsErrorCounts() throws {
    let census = try study([claim(LiveSearchStudy.randomNet)]),
      sample = try study([claim(LiveSearchStudy.randomNet)], isCensus: false, inclusion: 0.5)
    let all = try #require(census.reference.value), own = try #require(sample.reference.value)
    let n = Double(all.nets), mean = (all.mean * n + 50) / (n + 1)
    #expect(abs(own.mean - mean) < 1e-12)
    // By hand: n/(n − 1) Σ (w (y − mean))² / (Σ w)², w = 2 for the net that was taken with half a chance.
    let costs = CostTable(Toy.space), bound = Double(costs.cost(of: try Toy.space.architecture("12")).macs)
    var squares = 0.0
    for (net, accuracy) in Toy.accuracies where Double(costs.cost(of: try Toy.space.architecture(net)).macs) <= bound {
      let weight: Double = net == "00" ? 2 : 1
      squares += (weight * (accuracy - mean)) * (weight * (accuracy - mean))
    }
    #expect(abs(own.variance - n / (n - 1) * squares / ((n + 1) * (n + 1))) < 1e-9)
    let narrow = try #require(census.claims[0].difference.value?.standardError),
      wide = try #require(sample.claims[0].difference.value?.standardError)
    let added = wide * wide - narrow * narrow
    #expect(abs(added - own.variance) < 1e-12)
  }

  /// A search that found nothing within the bound has no pair: the others are held against those of their own repetition.
  @Test func searchersArePairedByRepetitionWhereOneFoundNothing() throws {
    let limit = try BoundedCost(Toy.space).of("12")
    let study = try LiveSearchStudy(
      [
        ("a", 1, Toy.run([["22"]])), ("b", 1, Toy.run([["00"]])), ("a", 2, Toy.run([["12"]])), ("b", 2, Toy.run([["10"]])),
        ("a", 3, Toy.run([["11"]])), ("b", 3, Toy.run([["01"]])),
      ], by: .training, space: Toy.space, cost: BoundedCost(Toy.space), bound: limit, qualities: Toy.accuracies,
      design: Toy.accuracies.map { LiveSearchStudy.DesignNet(net: $0.key, quality: $0.value, inclusion: 1) }, isCensus: true,
      claims: [claim("b")])
    #expect(study.without == 1 && study.found.count == 5)
    let difference = try #require(study.claims[0].difference.value)
    #expect(difference.value == 16 && difference.count == 2 && difference.interval?.scope == .searches)
  }

  /// One net is no mean with an error; a search that evaluated none within the bound is counted, not guessed.
  @Test func whatTheDesignOrASearchDoesNotHaveIsSaid() throws {
    let macs = CostTable(Toy.space).macs, limit = macs.value(of: try Toy.space.architecture("00"))
    func study(_ claims: [LiveSearchStudy.Claim]) throws -> LiveSearchStudy {
      try LiveSearchStudy(
        [("a", 1, Toy.run([["22", "12"]])), ("a", 2, Toy.run([["00", "22"]]))], space: Toy.space, cost: BoundedCost(Toy.space),
        bound: limit,
        qualities: Toy.accuracies,
        design: Toy.accuracies.map { LiveSearchStudy.DesignNet(net: $0.key, quality: $0.value, inclusion: 0.5) }, isCensus: false,
        claims: claims)
    }
    let own = try study([])
    #expect(own.without == 1 && own.found.map(\.net) == ["00"] && own.reference.value == nil)
    #expect(own.rows[0].gain.reason?.contains("1 nets of the design have macs up to") == true)
    #expect(throws: AnalysisError.self) { try study([claim(LiveSearchStudy.randomNet)]) }
  }
}
