public import Spaces
public import Statistics
public import Store

/// What searches find that score nets as they ask for them, on supernets or by brief training, held against nets drawn at random under the same
/// bound.
///
/// The unit is the supernet, one search of each searcher on each, or the seed of a search by brief training. A found net's true accuracy or PSNR
/// is published, or that of training it alone.
public struct LiveSearchStudy: Codable, Sendable {
  /// A declared contrast: the true quality of what `first` finds less that of what `second` does.
  public struct Claim: Codable, Hashable, Sendable {
    /// In words, and whose; labels of searchers, `second` may be `randomNet`; δ in points or dB.
    public var text: String, source: String, first: String, second: String, margin: Double

    public init(text: String, source: String, first: String, second: String, margin: Double) {
      (self.text, self.source, self.first, self.second, self.margin) = (text, source, first, second, margin)
    }
  }

  /// The names in claims of a net that is drawn with equal chances from all that the bound allows, and from those of them that cost almost as
  /// much as it allows: what a search finds is large, and size alone makes accurate.
  public static let randomNet = "random net", largeNet = "large random net"

  /// The least cost of a large net, as a share of the bound.
  public static let large = 0.8

  /// A claim with what was measured.
  public struct ClaimRow: Codable, Hashable, Sendable {
    public let claim: Claim
    /// Over repetitions, in the metric's unit of differences.
    public let difference: Measured<Estimate>
    /// Nil of an exploratory contrast.
    public let verdict: Verdict?
  }

  /// What one search found.
  public struct Found: Codable, Hashable, Sendable {
    /// Of the searcher; the seed of the supernet, or of the search by brief training.
    public let label: String, repetition: Int
    /// Canonical text of the net with the best score, and its score, in the unit of the true quality.
    public let net: String, score: Double
    /// True accuracy (%) or PSNR (dB), multiply-adds and parameters; and what the bound is on.
    public let quality: Double, macs: Int, parameters: Int, cost: Double
    /// Nets that were evaluated, and the seconds of processor time that it took.
    public let evaluations: Int, cpuSeconds: Double
  }

  /// A searcher over all repetitions.
  public struct Row: Codable, Hashable, Sendable {
    public let label: String
    /// True quality of what was found, and what it is above that of a random net and of a large one.
    public let quality: Estimate, gain: Measured<Estimate>, gainOverLarge: Measured<Estimate>
    /// The best known quality of a net within the bound less that of what was found, mean over repetitions.
    public let regret: Double
  }

  /// Nets within the bound whose quality is known without a search.
  public struct Reference: Codable, Hashable, Sendable {
    /// How many, and their mean quality, weighted to that of all nets within the bound.
    public let nets: Int, mean: Double
    /// Of the mean, from sampling nets; 0 where they are all there are.
    public let variance: Double
    /// The best of them.
    public let best: Double
  }

  /// A net in a plane of cost and quality.
  public struct Point: Codable, Hashable, Sendable {
    /// In the unit of the bound; accuracy (%) or PSNR (dB).
    public let cost: Double, quality: Double
  }

  /// What scores nets.
  public enum Scorer: String, Codable, Hashable, Sendable {
    case supernets, training
  }

  public let scorer: Scorer
  /// What is measured.
  public let metric: MetricNote
  /// What the bound is on, `macs` or `latency`, in `unit` (empty for a count), and the bound itself.
  public let space: String, cost: String, unit: String, bound: Double
  /// Of nets within the bound, and of the large ones among them; absent where fewer than two are known, and not all of the space.
  public let reference: Measured<Reference>, largeReference: Measured<Reference>
  public let found: [Found], rows: [Row], claims: [ClaimRow], exploratory: [ClaimRow]
  /// Searches that evaluated no net within the bound.
  public let without: Int
  /// All nets whose quality is known without a search, within the bound or not.
  public let known: [Point]

  /// A net of the design: its mean quality and the probability that the sampling takes it.
  public struct DesignNet: Hashable, Sendable {
    public let net: String, quality: Double, inclusion: Double

    public init(net: String, quality: Double, inclusion: Double) { (self.net, self.quality, self.inclusion) = (net, quality, inclusion) }
  }

  /// - Parameters:
  ///   - searches: of each searcher and repetition the run; taken from it is the net with the best score within the bound.
  ///   - cost: what the bound is on.
  ///   - metric: of the qualities.
  ///   - qualities: accuracy (%) or PSNR (dB) of what was found, by canonical text.
  ///   - design: nets whose quality is known; `isCensus` where they are all of the space.
  /// - Throws: `AnalysisError` where a net's quality is missing, a claim is of a searcher that found none within the bound or of a reference that
  ///   is absent; `SpaceError`.
  public init(
    _ searches: [(label: String, repetition: Int, run: SearchRun)], by scorer: Scorer = .supernets, space: Space, cost: BoundedCost,
    bound: Double, metric: RunMetric = .accuracy, qualities: [String: Double], design: [DesignNet], isCensus: Bool, claims: [Claim],
    exploratory: [Claim] = []
  ) throws {
    let costs = CostTable(space), scope: Interval.Scope = scorer == .supernets ? .theStrategy : .searches
    (self.space, self.cost, unit, self.bound) = (space.name, cost.name, cost.unit, bound)
    (self.scorer, self.metric) = (scorer, MetricNote(metric))
    var within: [DesignNet] = [], large: [DesignNet] = [], known: [Point] = []
    for net in design {
      let own = try cost.of(net.net)
      if own <= bound { within.append(net) }
      if own <= bound && own >= Self.large * bound { large.append(net) }
      known.append(Point(cost: own, quality: net.quality))
    }
    self.known = known
    func reference(_ nets: [DesignNet], _ range: String) -> Measured<Reference> {
      guard nets.count > (isCensus ? 0 : 1) else {
        return Measured(absent: "\(nets.count) nets of the design have \(cost.name) \(range) \(bound), and a mean takes 2")
      }
      return Measured { Reference(nets, isCensus: isCensus) }
    }
    self.reference = reference(within, "up to")
    largeReference = reference(large, "from \(Self.large * bound) to")
    var found: [Found] = [], without = 0
    for (label, repetition, run) in searches {
      guard let net = try run.best(0, within: bound, of: cost), let row = run.architectures.firstIndex(of: net) else {
        without += 1
        continue
      }
      guard let quality = qualities[net] else { throw AnalysisError.missingScore(run: "what was trained alone", architecture: net) }
      let counted = costs.cost(of: try space.architecture(net))
      found.append(
        Found(
          label: label, repetition: repetition, net: net, score: run.scores[row][0], quality: quality, macs: counted.macs,
          parameters: counted.parameters, cost: try cost.of(net), evaluations: run.orders[0].count,
          cpuSeconds: run.header.provenance.expense.cpuSeconds))
    }
    (self.found, self.without) = (found, without)
    let references = (any: self.reference, large: largeReference)
    let highest = found.reduce(within.reduce(-.infinity) { max($0, $1.quality) }) { max($0, $1.quality) }
    var labels: [String] = []
    for own in found where !labels.contains(own.label) { labels.append(own.label) }
    func truths(_ label: String) -> [Double] { found.filter { $0.label == label }.map(\.quality) }
    func gain(_ label: String, over reference: Measured<Reference>) -> Measured<Estimate> {
      guard let own = reference.value else { return Measured(absent: reference.reason ?? "") }
      return Measured { Estimate(overRepetitions: truths(label), scope: scope, beyond: own.mean, variance: own.variance, count: own.nets) }
    }
    rows = labels.map { label in
      Row(
        label: label, quality: Estimate(overRepetitions: truths(label), scope: scope),
        gain: gain(label, over: references.any), gainOverLarge: gain(label, over: references.large), regret: highest - truths(label).mean)
    }
    /// Of the repetitions in which both found a net.
    func paired(_ first: String, _ second: String) -> [Double] {
      found.filter { $0.label == first }.compactMap { own in
        found.first { $0.label == second && $0.repetition == own.repetition }.map { own.quality - $0.quality }
      }
    }
    func value(of gain: Measured<Estimate>) throws(AnalysisError) -> Estimate {
      guard let own = gain.value else { throw .table(reason: "\(gain.reason ?? ""): choose another bound, or more nets") }
      return own
    }
    func difference(_ claim: Claim) throws(AnalysisError) -> Estimate {
      let names = labels + [Self.randomNet, Self.largeNet]
      guard labels.contains(claim.first) else { throw .unknownName(claim.first, known: labels) }
      guard names.contains(claim.second) else { throw .unknownName(claim.second, known: names) }
      return switch claim.second {
      case Self.randomNet: try value(of: gain(claim.first, over: references.any))
      case Self.largeNet: try value(of: gain(claim.first, over: references.large))
      default: Estimate(overRepetitions: paired(claim.first, claim.second), scope: scope)
      }
    }
    var rows: [ClaimRow] = [], contrasts: [Verdict.Contrast] = []
    for claim in claims { contrasts.append(Verdict.Contrast(claim.text, try difference(claim))) }
    for (claim, verdict) in zip(claims, Verdict.all(contrasts, margins: claims.map(\.margin))) {
      let own = try difference(claim)
      rows.append(ClaimRow(claim: claim, difference: Measured { own }, verdict: verdict))
    }
    self.claims = rows
    rows = []
    for claim in exploratory {
      let own = try difference(claim)
      rows.append(ClaimRow(claim: claim, difference: Measured { own }, verdict: nil))
    }
    self.exploratory = rows
  }
}

extension LiveSearchStudy.Reference {
  /// A mean over the space of a sample with unequal chances (Hájek 1971), and its variance as of draws with replacement.
  fileprivate init(_ nets: [LiveSearchStudy.DesignNet], isCensus: Bool) {
    let weights = nets.map { 1 / $0.inclusion }, total = weights.sum
    let mean = zip(weights, nets).map { $0 * $1.quality }.sum / total
    let squares = zip(weights, nets).map { $0 * $0 * ($1.quality - mean) * ($1.quality - mean) }.sum
    let n = Double(nets.count)
    self.init(
      nets: nets.count, mean: mean, variance: isCensus ? 0 : n / (n - 1) * squares / (total * total),
      best: nets.reduce(-.infinity) { max($0, $1.quality) })
  }
}
