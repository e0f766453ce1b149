import Statistics

/// What often goes wrong with columns of scores, seen from their values alone.
extension CorrelationStudy {
  static func remarks(_ columns: Columns, _ rows: [PredictorRow]) -> [String] {
    let target = columns.seeds.means, n = target.count
    var remarks: [String] = []
    if n < 10 { remarks.append("\(n) architectures are few: there is no interval below 10, and tau of another \(n) may be any other.") }
    for name in columns.seeds.constant {
      remarks.append("All values of column '\(name)' are equal: the mean is ranked, and there is no replicate and no oracle line.")
    }
    let counts = columns.seeds.counts
    if counts.lowerBound < counts.upperBound {
      let fewer = (columns.seeds.runs ?? []).count { $0.count < counts.upperBound }
      remarks.append(
        "\(fewer) of \(n) architectures have fewer than \(counts.upperBound) runs: each has the mean of its own, which is noisier than the others', and biased where runs are "
          + "missing for what they would have shown. The replicate line is of the \(columns.seeds.complete) that have all \(columns.seeds.names.count)."
      )
    }
    remarks += copies(columns)
    let orders = target.isPermutation
    for own in columns.predictions.flatMap(\.columns) where orders && own.values.isPermutation {
      remarks.append(
        "'\(own.name)' and '\(columns.seeds.title)' are permutations of 0 … \(n - 1): if they are orders (which architecture stands at each place, as "
          + "argsort gives them) and not ranks, this tau says nothing. Give the scores themselves.")
    }
    let tied = columns.predictions.flatMap(\.columns).map { (name: $0.name, count: n - $0.values.untiedCount) }.filter { 2 * $0.count > n }
    if let most = tied.max(by: { $0.count < $1.count }) {
      remarks.append(
        "Over half of the values are tied with another in \(tied.count == 1 ? "" : "\(tied.count) columns, most in ")'\(most.name)' (\(most.count) of \(n)): tau-b "
          + "leaves such pairs out of its denominator.")
    }
    for own in rows {
      if let tau = own.tau().value?.theseSupernets, tau.value < -0.3, tau.interval?.high ?? 0 < 0 {
        let isTurned = columns.predictions.first { $0.name == own.name }?.columns.contains { columns.turned.contains($0.name) } ?? false
        let advice =
          isTurned
          ? "it was turned, for smaller is said to be better there: if larger is, take --lower off its column."
          : "if lower is better there, as for a loss or a rank, say --lower with its column."
        remarks.append("'\(own.name)' ranks in reverse (tau-b \(tau.value.rounded(to: 2))): \(advice)")
      }
    }
    // Of fewer, a normal draw often looks so.
    if n >= 25, !orders, target.isEvenlySpread {
      remarks.append(
        "The target is spread as widely as architectures at equal distances between its worst and its best, wider than uniform draws from most spaces: if "
          + "they were chosen by accuracy, this tau reads higher than that of the space ('--conventions' shows how much).")
    }
    return remarks
  }

  /// Columns that are one and the same, a sentence each: a file given twice, or one seed under two names.
  private static func copies(_ columns: Columns) -> [String] {
    // Columns that differ do so early: no need to hash them.
    var remarks: [String] = [], seen: [(name: String, strategy: Int?, values: [Double])] = []
    let alone = columns.baselines.map { Columns.Prediction($0) }
    for (number, own) in (columns.predictions + alone).enumerated() {
      for column in own.columns {
        if let other = seen.first(where: { $0.values == column.values }) {
          let isOneStrategy = own.isStrategy && other.strategy == number
          remarks.append(
            "'\(other.name)' and '\(column.name)' have the same values everywhere"
              + (isOneStrategy
                ? ": as supernets of '\(own.name)' they are one training counted twice, and its interval is too narrow."
                : ": is one a copy?"))
        } else {
          seen.append((column.name, own.isStrategy ? number : nil, column.values))
        }
      }
    }
    if let name = seen.first(where: { $0.values == columns.seeds.means })?.name {
      remarks.append("'\(name)' is the target itself: it has the same values everywhere.")
    }
    if let runs = columns.seeds.runs, runs.contains(where: { $0.count > 1 }), runs.allSatisfy(\.allEqual) {
      remarks.append("All runs of each architecture are equal: they are copies of one, so that the reference lines say nothing of noise.")
    }
    return remarks
  }
}

extension [Double] {
  /// Whether these are 0 … n − 1 or 1 … n, each once, in any order; of three and more.
  fileprivate var isPermutation: Bool {
    // Most columns have fractions: no need to sort them.
    guard count > 2, allSatisfy({ $0 >= 0 && $0 <= Double(count) && $0 == $0.rounded() }) else { return false }
    let sorted = sorted(), first = sorted[0]
    return (first == 0 || first == 1) && sorted.enumerated().allSatisfy { $1 == first + Double($0) }
  }

  /// Values that stand there once.
  fileprivate var untiedCount: Int { Ranking(self).tied.count { $0 == 1 } }

  /// Whether the variance is at least that of as many values at equal distances over the same range, n(n + 1)/(12(n − 1)²) of its square, but for rounding.
  fileprivate var isEvenlySpread: Bool {
    let n = Double(count), low = reduce(.infinity) { Swift.min($0, $1) }, high = reduce(-.infinity) { Swift.max($0, $1) }
    return variance >= (1 - 1e-9) * (high - low) * (high - low) * n * (n + 1) / (12 * (n - 1) * (n - 1))
  }
}

extension Double {
  /// To so many decimals, for a sentence.
  fileprivate func rounded(to decimals: Int) -> Double {
    let unit = (0..<decimals).reduce(1.0) { unit, _ in unit * 10 }
    return (self * unit).rounded() / unit
  }
}
