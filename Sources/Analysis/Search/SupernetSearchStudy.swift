public import Spaces
public import Statistics
public import Store

/// What searches on supernets' own scores find, held against nets drawn at random under the same bound.
///
/// The unit is the supernet: one search of each searcher on each. A found net's accuracy is published, or that of training it alone.
public struct SupernetSearchStudy: Codable, Sendable {
  /// A declared contrast: the true accuracy of what `first` finds less that of what `second` does.
  public struct Claim: Codable, Hashable, Sendable {
    /// In words, and whose; labels of searchers, `second` may be `randomNet`; δ in points.
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
    /// Over supernets, in points.
    public let difference: Measured<Estimate>
    /// Nil of an exploratory contrast.
    public let verdict: Verdict?
  }

  /// What one search found.
  public struct Found: Codable, Hashable, Sendable {
    /// Of the searcher; the seed of the supernet.
    public let label: String, supernet: Int
    /// Canonical text of the net with the best score, and its score (%).
    public let net: String, score: Double
    /// True accuracy (%), multiply-adds and parameters; and what the bound is on.
    public let accuracy: Double, macs: Int, parameters: Int, cost: Double
    /// Nets that were evaluated, and the seconds of processor time that it took.
    public let evaluations: Int, cpuSeconds: Double
  }

  /// A searcher over all supernets.
  public struct Row: Codable, Hashable, Sendable {
    public let label: String
    /// True accuracy (%) of what was found, and what it is above that of a random net and of a large one (points).
    public let accuracy: Estimate, gain: Measured<Estimate>, gainOverLarge: Measured<Estimate>
    /// The best known accuracy of a net within the bound less that of what was found (points), mean over supernets.
    public let regret: Double
  }

  /// Nets within the bound whose accuracy is known without a search.
  public struct Reference: Codable, Hashable, Sendable {
    /// How many, and their mean accuracy (%), weighted to that of all nets within the bound.
    public let nets: Int, mean: Double
    /// Of the mean, from sampling nets; 0 where they are all there are.
    public let variance: Double
    /// The best of them.
    public let best: Double
  }

  /// A net in a plane of cost and accuracy.
  public struct Point: Codable, Hashable, Sendable {
    /// In the unit of the bound; accuracy (%).
    public let cost: Double, accuracy: Double
  }

  /// What the bound is on, `macs` or `latency`, in `unit` (empty for a count), and the bound itself.
  public let space: String, cost: String, unit: String, bound: Double
  /// Of nets within the bound, and of the large ones among them; absent where fewer than two are known, and not all of the space.
  public let reference: Measured<Reference>, largeReference: Measured<Reference>
  public let found: [Found], rows: [Row], claims: [ClaimRow], exploratory: [ClaimRow]
  /// Searches that evaluated no net within the bound.
  public let without: Int
  /// All nets whose accuracy is known without a search, within the bound or not.
  public let known: [Point]

  /// A net of the design: its mean accuracy (%) and the probability that the sampling takes it.
  public struct DesignNet: Hashable, Sendable {
    public let net: String, accuracy: Double, inclusion: Double

    public init(net: String, accuracy: Double, inclusion: Double) { (self.net, self.accuracy, self.inclusion) = (net, accuracy, inclusion) }
  }

  /// - Parameters:
  ///   - searches: of each searcher and supernet the run; taken from it is the net with the best score within the bound.
  ///   - cost: what the bound is on.
  ///   - accuracies: (%) of what was found, by canonical text.
  ///   - design: nets whose accuracy is known; `isCensus` where they are all of the space.
  /// - Throws: `AnalysisError` where a net's accuracy is missing, a claim is of a searcher that found none within the bound or of a reference that
  ///   is absent; `SpaceError`.
  public init(
    _ searches: [(label: String, supernet: Int, run: SearchRun)], space: Space, cost table: LookupTable, bound: Double,
    accuracies: [String: Double], design: [DesignNet], isCensus: Bool, claims: [Claim], exploratory: [Claim] = []
  ) throws {
    let costs = CostTable(space)
    func cost(_ net: String) throws(SpaceError) -> Double { table.value(of: try space.architecture(net)) }
    (self.space, self.cost, unit, self.bound) = (space.name, table.name, table.unit, bound)
    var within: [DesignNet] = [], large: [DesignNet] = [], known: [Point] = []
    for net in design {
      let own = try cost(net.net)
      if own <= bound { within.append(net) }
      if own <= bound && own >= Self.large * bound { large.append(net) }
      known.append(Point(cost: own, accuracy: net.accuracy))
    }
    self.known = known
    func reference(_ nets: [DesignNet], _ range: String) -> Measured<Reference> {
      guard nets.count > (isCensus ? 0 : 1) else {
        return Measured(absent: "\(nets.count) nets of the design have \(table.name) \(range) \(bound), and a mean takes 2")
      }
      return Measured { Reference(nets, isCensus: isCensus) }
    }
    self.reference = reference(within, "up to")
    largeReference = reference(large, "from \(Self.large * bound) to")
    var found: [Found] = [], without = 0
    for (label, supernet, run) in searches {
      guard let net = try run.best(0, within: bound, of: table, in: space), let row = run.architectures.firstIndex(of: net) else {
        without += 1
        continue
      }
      guard let accuracy = accuracies[net] else { throw AnalysisError.missingScore(run: "what was trained alone", architecture: net) }
      let counted = costs.cost(of: try space.architecture(net))
      found.append(
        Found(
          label: label, supernet: supernet, net: net, score: run.scores[row][0], accuracy: accuracy, macs: counted.macs,
          parameters: counted.parameters, cost: try cost(net), evaluations: run.orders[0].count,
          cpuSeconds: run.header.provenance.expense.cpuSeconds))
    }
    (self.found, self.without) = (found, without)
    let references = (any: self.reference, large: largeReference)
    let highest = found.reduce(within.reduce(-.infinity) { max($0, $1.accuracy) }) { max($0, $1.accuracy) }
    var labels: [String] = []
    for own in found where !labels.contains(own.label) { labels.append(own.label) }
    func truths(_ label: String) -> [Double] { found.filter { $0.label == label }.map(\.accuracy) }
    func gain(_ label: String, over reference: Measured<Reference>) -> Measured<Estimate> {
      guard let own = reference.value else { return Measured(absent: reference.reason ?? "") }
      return Measured { Estimate(overRepetitions: truths(label), beyond: own.mean, variance: own.variance, count: own.nets) }
    }
    rows = labels.map { label in
      Row(
        label: label, accuracy: Estimate(overRepetitions: truths(label)),
        gain: gain(label, over: references.any), gainOverLarge: gain(label, over: references.large), regret: highest - truths(label).mean)
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
      default: Estimate(overRepetitions: zip(truths(claim.first), truths(claim.second)).map { $0 - $1 })
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

extension SupernetSearchStudy.Reference {
  /// A mean over the space of a sample with unequal chances (Hájek 1971), and its variance as of draws with replacement.
  fileprivate init(_ nets: [SupernetSearchStudy.DesignNet], isCensus: Bool) {
    let weights = nets.map { 1 / $0.inclusion }, total = weights.sum
    let mean = zip(weights, nets).map { $0 * $1.accuracy }.sum / total
    let squares = zip(weights, nets).map { $0 * $0 * ($1.accuracy - mean) * ($1.accuracy - mean) }.sum
    let n = Double(nets.count)
    self.init(
      nets: nets.count, mean: mean, variance: isCensus ? 0 : n / (n - 1) * squares / (total * total),
      best: nets.reduce(-.infinity) { max($0, $1.accuracy) })
  }
}
