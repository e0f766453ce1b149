/// Whether a strategy's supernets still rose when training ended: what they gained from three quarters of the passes on (protocol, section 6).
///
///     let gain = try LateGain([0.2, 0.1, 0.3, 0.2])   // points, one a supernet
///     print(gain.state)                               // settled
///
/// Each gain is of two snapshots that were scored anew; points in between are not looked at. Under a cosine the last quarter is annealing,
/// so that a supernet that rises says nothing of what a longer schedule would give.
public struct LateGain: Codable, Hashable, Sendable {
  public enum State: String, Codable, Sendable { case rising, settled, undecided }

  /// Of each supernet, the mean accuracy of its fixed paths at the end less that at three quarters of its passes, in points.
  public let gains: [Double]
  /// Their mean with Student's 90 % interval over supernets.
  public let mean: Estimate
  /// What a gain is held against: half a point of accuracy, .05 dB of PSNR.
  public let margin: Double

  /// - Throws: `.tooFew` below two supernets, `.notFinite`.
  public init(_ gains: [Double], margin: Double = 0.5) throws(StatisticsError) {
    guard gains.count > 1 else { throw .tooFew("supernets", count: gains.count, least: 2) }
    try StatisticsError.check(gains, named: "the gains")
    (self.gains, self.margin) = (gains, margin)
    mean = Estimate(overRepetitions: gains, count: gains.count, scale: .difference, level: 0.9)
  }

  /// Rising where the interval lies above the margin, settled where it lies below.
  public var state: State {
    guard let interval = mean.interval else { return .undecided }
    return interval.low > margin ? .rising : interval.high < margin ? .settled : .undecided
  }
}
