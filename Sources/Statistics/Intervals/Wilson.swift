extension Interval {
  /// Wilson's interval of a probability of which `successes` of `count` independent trials were seen (Wilson 1927): the probabilities that
  /// a test by the normal law with their own variance does not reject. It never leaves 0 … 1 and covers well also near its ends.
  ///
  /// - Precondition: at least one trial, and no more successes than trials.
  public static func wilson(_ successes: Int, of count: Int, level: Double) -> Interval {
    precondition(count > 0 && (0...count).contains(successes), "\(successes) of \(count) trials")
    // Student's t of so many degrees of freedom is the normal law's to eight digits.
    let z = StudentT(degreesOfFreedom: 1e8).quantile((1 + level) / 2), n = Double(count), share = Double(successes) / n
    let centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    let half = z / (1 + z * z / n) * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    return Interval(
      low: successes == 0 ? 0 : max(0, centre - half), high: successes == count ? 1 : min(1, centre + half), level: level, scope: .images)
  }
}
