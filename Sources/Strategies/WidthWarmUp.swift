public import Spaces
public import Streams

/// The warm-up of channel search: of candidates that train one set of weights in several widths only the widest is drawn at first, then one
/// width more at each of these shares of the budget.
///
///     widthWarmUp: [0.5, 0.6, 0.7]    # the second width joins at half of the passes; below the fourth all join at 0.7
///     widthWarmUp: []                 # all widths from the start
///
/// Spaces whose candidates have weights of their own know no width above another: there nothing changes.
public struct WidthWarmUp: Hashable, Sendable {
  /// In ascending order, 0 … 1; none for no warm-up.
  public var admissions: [Double]

  public init(_ admissions: [Double]) { self.admissions = admissions }

  /// In another implementation's words, of 120 epochs: 1 to 60 with the widest alone, then one width more in epochs 61, 62, 63, 64, 65, 67
  /// and 70 (CanyonWind 2019; the paper's own code of channel search was not released).
  public static let standard = WidthWarmUp([60, 61, 62, 63, 64, 66, 69].map { $0 / 120 })

  /// How many widths below the widest are drawn; nil for all.
  public func admitted(at progress: Double) -> Int? {
    let count = admissions.count { $0 <= progress }
    return count < admissions.count ? count : nil
  }

  /// One candidate a choice, each that is admitted with equal probability: once all are, as `Space.uniformPath`.
  public func path(of space: Space, at progress: Double, _ random: inout RandomStream) -> [Int] {
    guard let admitted = admitted(at: progress) else { return space.uniformPath(&random) }
    return space.choices.map { choice in
      let above = choice.widthsAbove, drawn = above.indices.filter { above[$0] <= admitted }
      return drawn[random.below(drawn.count)]
    }
  }
}

extension WidthWarmUp: Codable {
  public init(from decoder: any Decoder) throws { self.init(try decoder.singleValueContainer().decode([Double].self)) }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(admissions)
  }
}
