public import Search
internal import Spaces
internal import Strategies
internal import Training

/// A supernet's training in stages between which operations leave its space (Hu et al. 2020, AngleNAS, Algorithm 2).
///
///     {by: angle, first: 4000, between: 200, replace: 50, most: 600000000, drop: 7, pool: 1000, draws: 100000, codes: 1000000}
///
/// After `first` passes, and after each `between` more, operations are scored and the worst go, until few enough codes are left; what is left
/// of the budget trains what is left of the space. It is one training: schedule, moments and images go on.
public struct ShrinkingStages: Hashable, Sendable {
  /// What operations are scored by.
  public var score: Score
  /// Passes in front of the first step, and between two.
  public var first: Int, between: Int
  /// W₀ is replaced by W_t, once, when more operations than this are gone; never where nil. 50 in the released code.
  public var replace: Int?
  /// Limits of multiply-adds of the nets that are scored; none where nil.
  public var least: Double?, most: Double?
  /// Leading search-validation images of accuracies; all where nil.
  public var images: Int?
  /// How much goes in a step, what scores are means of, and where it ends.
  public var options: Shrinking.Options

  /// Of a net, larger is better; an operation's is the mean over nets that have it.
  public enum Score: String, Codable, CaseIterable, Sendable {
    /// Between the weights W₀ and those now; the length of those now.
    case angle, magnitude
    /// One-shot, under the probes' policy of BatchNorm (%).
    case accuracy
    /// A number of chance, as a control.
    case random
  }

  public init(
    by score: Score, first: Int, between: Int, replace: Int? = nil, least: Double? = nil, most: Double? = nil, images: Int? = nil,
    _ options: Shrinking.Options
  ) {
    (self.score, self.first, self.between, self.replace) = (score, first, between, replace)
    (self.least, self.most, self.images, self.options) = (least, most, images, options)
  }

  /// A field that is wrong, and what is wrong with it, whatever the space.
  public func fault(passes: Int) -> (field: String, reason: String)? {
    if !(1...passes).contains(first) { return ("first", "is \(first), should be from 1 to the \(passes) passes of the training") }
    for (field, value) in [
      ("between", between), ("drop", options.drop), ("pool", options.pool), ("draws", options.draws), ("codes", options.codes),
      ("images", images ?? 1),
    ] where !(1...1_000_000_000).contains(value) { return (field, "is \(value), should be from 1 to 1000000000") }
    if let replace, replace < 0 { return ("replace", "is \(replace), should be 0 or more") }
    if images != nil && score != .accuracy { return ("images", "stands beside \(score.rawValue), which looks at none") }
    return nil
  }

  /// The shrinking of a space before its first step. Throws as `Shrinking`.
  func shrinking(of space: Space) throws(SpaceError) -> Shrinking {
    let isFree = least == nil && most == nil
    return try Shrinking(space, options, isFree ? [] : [PathConstraint(CostTable(space).macs, atLeast: least, atMost: most)])
  }

  /// About how many images run through nets while all steps score these by their accuracies: a net serves an operation of every choice, and
  /// operations go evenly.
  func scoredImages(of spec: SupernetSpec, _ images: ImageCounts) -> Double {
    guard score == .accuracy else { return 0 }
    var counts = spec.space.choices.map { Double($0.candidates.count) }, nets = 0.0
    let choices = Double(counts.count), gone = Double(options.drop) / (options.per == .choice ? 1 : choices)
    for _ in 0..<min(1_000, 1 + (spec.passes - first) / between) {
      let codes = counts.reduce(1, *)
      if codes <= Double(options.codes) { break }
      nets += min(codes, Double(options.pool) * counts.reduce(0, +) / choices)
      counts = counts.map { max(1, $0 - gone) }
    }
    return nets * Double(min(self.images ?? .max, images.validation) + spec.probes.policy.seen)
  }

  /// What of a spec does not fit its stages.
  func check(_ spec: SupernetSpec) throws(WorkError) {
    if let fault = fault(passes: spec.passes) { throw .spec(reason: "shrinking.\(fault.field): \(fault.reason)") }
    let now = Moment(epoch: 0, progress: 0, learningRate: 0), strategy = spec.strategy.strategy
    let least = spec.space.restricted(to: Architecture(kept: spec.space.choices.map { _ in [0] }))
    guard strategy.passes(of: spec.space, at: now) == strategy.passes(of: least, at: now) else {
      throw .spec(reason: "shrinking: \(spec.strategy.name.rawValue) takes a pass a candidate, of which there are fewer and fewer")
    }
    if case .batch(let size) = spec.probes.policy, let images, !images.isMultiple(of: size) {
      throw .spec(reason: "shrinking.images: \(images) is no multiple of the \(size) images whose statistics are taken together")
    }
    let isDone: Bool
    do throws(SpaceError) { isDone = try shrinking(of: spec.space).isDone } catch { throw .spec(reason: "shrinking: \(error)") }
    if isDone { throw .spec(reason: "shrinking.codes: \(options.codes) are not fewer than \(spec.space.name) has: nothing is to go") }
  }
}

/// One mapping, in which what is not said is left out.
extension ShrinkingStages: Codable {
  private enum Key: String, CodingKey { case by, first, between, replace, least, most, images }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    self.init(
      by: try container.decode(Score.self, forKey: .by), first: try container.decode(Int.self, forKey: .first),
      between: try container.decode(Int.self, forKey: .between), replace: try container.decodeIfPresent(Int.self, forKey: .replace),
      least: try container.decodeIfPresent(Double.self, forKey: .least), most: try container.decodeIfPresent(Double.self, forKey: .most),
      images: try container.decodeIfPresent(Int.self, forKey: .images), try Shrinking.Options(from: decoder))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(score, forKey: .by)
    try container.encode(first, forKey: .first)
    try container.encode(between, forKey: .between)
    try container.encodeIfPresent(replace, forKey: .replace)
    try container.encodeIfPresent(least, forKey: .least)
    try container.encodeIfPresent(most, forKey: .most)
    try container.encodeIfPresent(images, forKey: .images)
    try options.encode(to: encoder)
  }
}
