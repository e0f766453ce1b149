/// A grid of learning-rate factors that is extended until its best lies inside (protocol, section 3).
///
///     let search = RateGrid([1, 0.57735, 0.33333], extensions: 4).search { accuracy(under: $0) }
///     print(search.best, search.isBracketed, search.rounds)
///
/// An extension goes from the edge where the best stands: × 3, × 10, × 30, × 100 … of the largest declared factor, or the smallest over as much.
/// Where one factor is declared the first extension goes both ways.
public struct RateGrid: Hashable, Sendable {
  /// As declared, one or more.
  public let factors: [Double]
  /// How often it is extended at most; 0 for a grid that stays as it is.
  public let extensions: Int

  /// Traps without a factor.
  public init(_ factors: [Double], extensions: Int = 0) {
    precondition(!factors.isEmpty && extensions >= 0, "a factor or more")
    (self.factors, self.extensions) = (factors, extensions)
  }

  /// What is tried, and what came of it as far as pilots have run.
  public struct Search: Hashable, Sendable {
    /// The declared factors, then those of each extension that is known to be needed.
    public let rounds: [[Double]]
    /// The factor of the best accuracy, the first of equals; nil until all of `rounds` have run.
    public let best: Double?
    /// Whether a worse factor was tried on either side of the best.
    public let isBracketed: Bool
  }

  /// Goes as far as accuracies are known.
  ///
  /// - Parameter accuracy: of the pilot under a factor, nil where it has not run; asked once for each.
  public func search(_ accuracy: (Double) throws -> Double?) rethrows -> Search {
    var rounds = [factors], best = (factor: factors[0], accuracy: -Double.infinity), tried: [(factor: Double, accuracy: Double)] = [],
      above = 0, below = 0
    while true {
      for factor in rounds[rounds.count - 1] {
        guard let own = try accuracy(factor) else { return Search(rounds: rounds, best: nil, isBracketed: false) }
        if own > best.accuracy { best = (factor, own) }
        tried.append((factor, own))
      }
      let worse = tried.filter { $0.accuracy < best.accuracy }.map(\.factor)
      let endsAbove = worse.contains { $0 > best.factor }, endsBelow = worse.contains { $0 < best.factor }
      guard !endsAbove || !endsBelow, rounds.count <= extensions else {
        return Search(rounds: rounds, best: best.factor, isBracketed: endsAbove && endsBelow)
      }
      var next: [Double] = []
      if !endsAbove {
        next.append((factors.max() ?? 1) * Self.step(above))
        above += 1
      }
      if !endsBelow {
        next.append((factors.min() ?? 1) / Self.step(below))
        below += 1
      }
      rounds.append(next)
    }
  }

  /// The factor that the first extension is supposed to try, where nothing has run: upwards.
  var supposed: Double { (factors.max() ?? 1) * Self.step(0) }

  /// 3, 10, 30, 100 …
  private static func step(_ number: Int) -> Double {
    (0..<(number / 2)).reduce(number.isMultiple(of: 2) ? 3.0 : 10) { step, _ in step * 10 }
  }
}
