/// What rewards are measured against: the moving average of the generations' mean rewards (Williams 1992, section 6).
///
/// A generation's advantages are its rewards less the average before it; the first generation's are taken against its own mean.
public struct Baseline: Codable, Hashable, Sendable {
  /// The share that an average keeps from one generation to the next.
  public let decay: Double
  /// Nil before the first generation.
  public private(set) var value: Double?

  public init(decay: Double) { self.decay = decay }

  /// The generation with advantages for rewards, and with the choices that count under `credit`.
  mutating func credits(_ generation: [Episode], _ credit: PolicyOptions.Credit) -> [CreditedNet] {
    guard !generation.isEmpty else { return [] }
    let mean = generation.reduce(0) { $0 + $1.reward } / Double(generation.count), before = value ?? mean
    value = decay * before + (1 - decay) * mean
    return generation.map { episode in
      CreditedNet(
        path: episode.path, counts: credit == .all ? episode.path.map { _ in true } : episode.drawn, advantage: episode.reward - before)
    }
  }
}
