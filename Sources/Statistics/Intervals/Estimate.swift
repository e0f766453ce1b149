/// A number with its interval, or with the reason why it has none.
public struct Estimate: Codable, Hashable, Sendable {
  /// Why no interval is given.
  public enum Absence: String, Codable, Sendable {
    case fewNets = "fewer than 10 nets"
    case oneSupernet = "not estimable from one supernet"
    case oneSearch = "not estimable from one search"
    case noSupernet = "no supernet takes part"
    case hangsOnOneNet = "without one of the nets all others are tied"
    case noVariance = "no variance"
    case allNets = "all nets of the space are in, none was sampled"
  }

  public var value: Double
  /// The nets, or repetitions, that it was computed on.
  public var count: Int
  public var standardError: Double?
  public var interval: Interval?
  public var absence: Absence?

  public init(value: Double, count: Int, standardError: Double? = nil, interval: Interval? = nil, absence: Absence? = nil) {
    (self.value, self.count, self.standardError) = (value, count, standardError)
    (self.interval, self.absence) = (interval, absence)
  }

  /// What stands in a family of contrasts for one that could not be computed: p = 1.
  package static let absent = Estimate(value: 0, count: 0)

  /// A part of an estimate's variance, with its degrees of freedom.
  package struct Spread: Sendable {
    var variance: Double, degreesOfFreedom: Double
    package init(variance: Double, degreesOfFreedom: Double) { (self.variance, self.degreesOfFreedom) = (variance, degreesOfFreedom) }
  }

  /// A statistic with its interval over nets, and over whatever else it varies with (protocol, section 4).
  ///
  /// V = V_A + Σ V_k with V_A of the jackknife; degrees of freedom V²/(V_A²/(n−1) + Σ V_k²/ν_k) (Satterthwaite 1946).
  /// - Parameters:
  ///   - more: the parts V_k.
  ///   - isCensus: whether the nets are all there are: V_A is 0 then.
  ///   - swapped: the same statistic after `swappingClosest` on the target, asked for where a correlation degenerates.
  package init(
    _ jackknife: Jackknife, scale: Scale, more: [Spread] = [], isCensus: Bool = false, level: Double, scope: Interval.Scope,
    swapped: (() -> Jackknife)? = nil
  ) {
    self.init(value: jackknife.value, count: jackknife.count)
    if isCensus {
      guard !more.isEmpty else {
        absence = .allNets
        return
      }
      spread(more, around: value, scale: scale, level: level, scope: scope)
      return
    }
    guard count >= 10 else {
      absence = .fewNets
      return
    }
    var center = value, overNets = jackknife.variance, degenerate = false
    guard overNets.isFinite else {
      absence = .hangsOnOneNet
      return
    }
    if scale == .correlation && (abs(value) > 1 - 1e-12 || overNets <= 1e-24) {
      guard let swapped else {
        absence = .noVariance
        return
      }
      let other = swapped()
      (center, overNets, degenerate) = (other.value, other.variance, true)
      guard abs(center) < 1 - 1e-12 && overNets.isFinite else {
        absence = .hangsOnOneNet
        return
      }
    }
    spread(
      [Spread(variance: overNets, degreesOfFreedom: Double(count - 1))] + more, around: center, scale: scale, level: level, scope: scope)
    if degenerate, var interval {
      interval.low = value < -1 + 1e-12 ? -1 : min(value, interval.low)
      interval.high = value > 1 - 1e-12 ? 1 : max(value, interval.high)
      interval.flags = [.degenerate]
      self.interval = interval
    }
  }

  /// The mean of one value a repetition, a supernet or a search, with Student's interval over them: nothing else is sampled.
  package init(
    overRepetitions values: [Double], count: Int? = nil, scale: Scale = .difference, scope: Interval.Scope = .theStrategy,
    level: Double = 0.95
  ) {
    self.init(value: values.mean, count: count ?? values.count)
    guard values.count > 1 else {
      absence = scope == .searches ? .oneSearch : .oneSupernet
      return
    }
    spread(
      [Spread(variance: values.variance / Double(values.count), degreesOfFreedom: Double(values.count - 1))], around: value, scale: scale,
      level: level, scope: scope)
    if scope == .theStrategy && values.count < 4 { interval?.flags.append(.fewSupernets) }
  }

  /// The mean of one value a repetition less a reference that was itself estimated from so many nets.
  ///
  /// - Parameter variance: of the reference; 0 where it is exact.
  package init(
    overRepetitions values: [Double], scope: Interval.Scope = .theStrategy, beyond reference: Double, variance: Double, count: Int
  ) {
    self.init(overRepetitions: values.map { $0 - reference }, scope: scope)
    guard values.count > 1, variance > 0, count > 1 else { return }
    let flags = interval?.flags ?? []
    spread(
      [
        Spread(variance: values.variance / Double(values.count), degreesOfFreedom: Double(values.count - 1)),
        Spread(variance: variance, degreesOfFreedom: Double(count - 1)),
      ], around: value, scale: .difference, level: 0.95, scope: scope)
    interval?.flags += flags.filter { $0 == .fewSupernets }
  }

  /// The same with a number added to its value and interval: against −δ instead of 0.
  package func shifted(by offset: Double) -> Estimate {
    var shifted = self
    shifted.value += offset
    shifted.interval?.low += offset
    shifted.interval?.high += offset
    return shifted
  }

  /// The difference of two groups' means with Student's interval over both (Welch 1947, degrees of freedom of Satterthwaite 1946).
  package init(difference first: [Double], _ second: [Double], level: Double = 0.95) {
    self.init(value: first.mean - second.mean, count: first.count + second.count)
    guard first.count > 1, second.count > 1 else {
      absence = .oneSupernet
      return
    }
    spread(
      [first, second].map { Spread(variance: $0.variance / Double($0.count), degreesOfFreedom: Double($0.count - 1)) }, around: value,
      scale: .difference, level: level, scope: .theStrategy)
    if min(first.count, second.count) < 4 { interval?.flags.append(.fewSupernets) }
  }

  /// Sets the interval that parts of a variance give around a value.
  private mutating func spread(_ parts: [Spread], around center: Double, scale: Scale, level: Double, scope: Interval.Scope) {
    let variance = parts.map(\.variance).sum
    guard variance > 1e-24 else {
      // Two predictors that never differ: the difference is exactly what it is.
      interval = Interval(low: value, high: value, level: level, scope: scope, flags: [.degenerate])
      return
    }
    let freedom = variance * variance / parts.map { $0.variance * $0.variance / $0.degreesOfFreedom }.sum
    standardError = variance.squareRoot()
    interval = Interval(
      center, error: variance.squareRoot(), degreesOfFreedom: freedom, scale: scale, level: level, scope: scope)
  }
}
