import ArgumentParser

/// A time limit as Slurm's users write it: M, M:S, H:M:S, D-H, D-H:M, D-H:M:S.
struct TimeLimit: ExpressibleByArgument {
  /// Begun minutes count.
  let minutes: Int

  init?(argument: String) {
    let days = argument.split(separator: "-", omittingEmptySubsequences: false)
    let parts = (days.last ?? "").split(separator: ":", omittingEmptySubsequences: false).map { Self.number($0) }
    guard (1...2).contains(days.count), (1...3).contains(parts.count), let day = days.count == 2 ? Self.number(days[0]) : 0,
      !parts.contains(nil)
    else { return nil }
    let values = parts.compactMap { $0 }
    // Seconds of each place: behind days hours come first, else minutes unless there are three.
    let units = days.count == 2 || values.count == 3 ? [3_600, 60, 1] : [60, 1]
    let seconds = zip(values, units).reduce(day * 86_400) { $0 + $1.0 * $1.1 }
    guard seconds > 0 else { return nil }
    minutes = (seconds + 59) / 60
  }

  /// At most seven digits.
  private static func number(_ text: Substring) -> Int? {
    (1...7).contains(text.count) && text.allSatisfy { $0.isASCII && $0.isNumber } ? Int(text) : nil
  }
}
