/// The taus of one strategy's supernets, or of a baseline, on one set of nets and one target.
///
///     let spos = try StrategyTau(scores: scoresOfEachSupernet, target: target.means)
///     let fair = try StrategyTau(scores: others, target: target.means)
///     print(spos.summary(), try fair.difference(to: spos, sharedSeeds: true))
///
/// The estimate is T = mean over supernets of tau (a user trains one supernet), never the tau of pooled points. Its variance over nets
/// V_A comes from the jackknife, a net leaving all supernets and the target at once; that over supernets is V_S = s²(T_s)/S.
public struct StrategyTau: Sendable {
  /// One statistic for each supernet.
  public let each: [Jackknife]
  /// Whether there is no training in it that another seed would change: parameters, MACs, depth.
  public let isFixed: Bool
  /// Whether the nets are all that there are: nothing is sampled but supernets, V_A is 0, and intervals are Student's over supernets.
  public let isCensus: Bool
  private let swapped: (@Sendable () -> Jackknife)?

  /// - Parameters:
  ///   - scores: for each supernet the scores of the nets.
  ///   - target: ȳ of the same nets.
  ///   - names: what errors call scores and target; by default scores are named by their supernet's position.
  /// - Throws: as `KendallTau`.
  public init(
    scores: [[Double]], target: [Double], kind: TauKind = .b, isFixed: Bool = false, isCensus: Bool = false, names: (String, String)? = nil
  ) throws(StatisticsError) {
    guard !scores.isEmpty else { throw .tooFew("supernets", count: 0, least: 1) }
    var each: [Jackknife] = []
    for (supernet, column) in scores.enumerated() {
      let name = scores.count == 1 ? "x" : "the scores of supernet \(supernet)"
      each.append(try kind.sums(column, target, names: names ?? (name, "the target")).jackknife)
    }
    self.init(each: each, isFixed: isFixed, isCensus: isCensus) {
      let target = kind.swapping(target)
      // Columns that were fine stay so under a swap; a kind that no longer compares them ends as "hangs on one net".
      return .mean(
        scores.map { column in
          do throws(StatisticsError) { return try kind.sums(column, target).jackknife } catch {
            return Jackknife(value: .nan, withoutEach: column)
          }
        })
    }
  }

  /// A baseline that no training enters: parameters, MACs, depth, or a fixed predictor.
  public init(baseline: [Double], target: [Double], kind: TauKind = .b) throws(StatisticsError) {
    try self.init(scores: [baseline], target: target, kind: kind, isFixed: true)
  }

  package init(each: [Jackknife], isFixed: Bool = false, isCensus: Bool = false, swapped: (@Sendable () -> Jackknife)? = nil) {
    (self.each, self.isFixed, self.isCensus, self.swapped) = (each, isFixed, isCensus, swapped)
  }

  /// tau of each supernet.
  public var perSupernet: [Double] { each.map(\.value) }

  /// V_S with its degrees of freedom; nil for one supernet.
  private var spread: Estimate.Spread? {
    each.count < 2
      ? nil : Estimate.Spread(variance: perSupernet.variance / Double(each.count), degreesOfFreedom: Double(each.count - 1))
  }

  /// T with its interval over nets alone.
  public func estimate(scope: Interval.Scope = .theseSupernets, level: Double = 0.95) -> Estimate {
    Estimate(.mean(each), scale: .correlation, isCensus: isCensus, level: level, scope: scope, swapped: swapped)
  }

  /// T with both intervals.
  public func summary(level: Double = 0.95) -> TwoIntervals {
    let mean = Jackknife.mean(each)
    return TwoIntervals(
      mean, perSupernet: perSupernet, supernets: each.count, theseSupernets: estimate(level: level), isFixed: isFixed,
      isCensus: isCensus, level: level, spreads: [spread], scale: .correlation, swapped: swapped)
  }

  /// T of this minus T of the other on the same nets, with both intervals; not transformed.
  ///
  /// - Parameter sharedSeeds: whether supernet s of both shares initial weights and images: V_S is then that of per-seed
  ///   differences, otherwise the sum of both. A fixed baseline adds nothing to V_S.
  /// - Throws: `.lengths` for other nets, or for shared seeds of different number.
  public func difference(to other: StrategyTau, sharedSeeds: Bool, level: Double = 0.95) throws(StatisticsError) -> TwoIntervals {
    let (a, b) = (Jackknife.mean(each), Jackknife.mean(other.each))
    guard a.withoutEach.count == b.withoutEach.count else { throw .lengths(a.withoutEach.count, b.withoutEach.count) }
    let spreads: [Estimate.Spread?], perSupernet: [Double]
    if isFixed || other.isFixed {
      perSupernet = isFixed ? other.perSupernet.map { a.value - $0 } : self.perSupernet.map { $0 - b.value }
      spreads = isFixed ? [other.spread] : [spread]
    } else if sharedSeeds {
      guard each.count == other.each.count else { throw .lengths(each.count, other.each.count) }
      perSupernet = zip(self.perSupernet, other.perSupernet).map { $0 - $1 }
      spreads = [
        perSupernet.count < 2
          ? nil : .init(variance: perSupernet.variance / Double(perSupernet.count), degreesOfFreedom: Double(perSupernet.count - 1))
      ]
    } else {
      perSupernet = []
      spreads = [spread, other.spread]
    }
    let isCensus = isCensus && other.isCensus
    let supernets = isFixed ? other.each.count : other.isFixed ? each.count : min(each.count, other.each.count)
    return TwoIntervals(
      a - b, perSupernet: perSupernet, supernets: supernets,
      theseSupernets: Estimate(a - b, scale: .difference, isCensus: isCensus, level: level, scope: .theseSupernets),
      isFixed: isFixed && other.isFixed, isCensus: isCensus, level: level, spreads: spreads, scale: .difference, swapped: nil)
  }
}

/// A tau or a difference of taus with its two named intervals (protocol, section 4).
public struct TwoIntervals: Codable, Hashable, Sendable {
  public var value: Double
  /// The value of each supernet; empty for a difference without shared seeds.
  public var perSupernet: [Double]
  /// S.
  public var supernets: Int
  /// Nets resampled only: what these supernets are worth. Not for claims about strategies.
  public var theseSupernets: Estimate
  /// Nets and supernets resampled: what one more training would give.
  public var theStrategy: Estimate
  /// (t.₉₇₅ + t.₈₀)·√V: the smallest difference that this study finds in 4 of 5 repetitions; nil for a tau itself.
  public var minimumDetectableDifference: Double?

  fileprivate init(
    _ jackknife: Jackknife, perSupernet: [Double], supernets: Int, theseSupernets: Estimate, isFixed: Bool, isCensus: Bool,
    level: Double, spreads: [Estimate.Spread?], scale: Scale, swapped: (@Sendable () -> Jackknife)?
  ) {
    (value, self.perSupernet, self.supernets, self.theseSupernets) = (jackknife.value, perSupernet, supernets, theseSupernets)
    let known = spreads.compactMap { $0 }
    if isFixed || known.count < spreads.count {
      theStrategy = Estimate(value: jackknife.value, count: jackknife.count, absence: isFixed ? .noSupernet : .oneSupernet)
      return
    }
    theStrategy = Estimate(jackknife, scale: scale, more: known, isCensus: isCensus, level: level, scope: .theStrategy, swapped: swapped)
    if supernets < 4 { theStrategy.interval?.flags.append(.fewSupernets) }
    if scale == .difference, let error = theStrategy.standardError, let freedom = theStrategy.interval?.degreesOfFreedom {
      let t = StudentT(degreesOfFreedom: freedom)
      minimumDetectableDifference = (t.quantile(0.975) + t.quantile(0.8)) * error
    }
  }
}

/// tau of the mean of all supernets' scores: another quantity than the mean of their taus, and mostly larger.
///
/// - Throws: as `KendallTau`, `.lengths` for supernets of different nets.
public func ensemble(scores: [[Double]], target: [Double], kind: TauKind = .b, isCensus: Bool = false) throws(StatisticsError) -> Estimate {
  try StatisticsError.check(rows: scores, named: "supernet", least: 1)
  let means = Target.means(of: scores[0].indices.map { net in scores.map { $0[net] } })
  return try StrategyTau(scores: [means], target: target, kind: kind, isCensus: isCensus).estimate(scope: .nets)
}
