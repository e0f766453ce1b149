public import Datasets
public import Engine
internal import Networks
internal import Spaces
public import Statistics
public import Training

/// How well a released network classifies a folder of images, beside what is printed of it.
public struct ReleasedEvaluation: Sendable {
  /// Right answers among the first so many.
  public struct Accuracy: Hashable, Sendable {
    /// How many of the highest scores count: 1 or 5.
    public let top: Int
    public let right: Int, images: Int
    /// In per cent; nil where none is printed.
    public let printed: Double?

    /// In per cent.
    public var found: Double { 100 * Double(right) / Double(images) }
    /// What a net may have of which so many of so many images were seen right, at 99 %: fractions.
    public var interval: Interval { .wilson(right, of: images, level: 0.99) }

    /// Whether the printed figure, which may be off by half of its last digit, lies in the interval; nil where none is printed.
    public var isConsistent: Bool? {
      guard let printed else { return nil }
      let half = Self.unit(of: printed) / 2, interval = interval
      return printed + half >= 100 * interval.low && printed - half <= 100 * interval.high
    }

    public init(top: Int, right: Int, images: Int, printed: Double?) {
      (self.top, self.right, self.images, self.printed) = (top, right, images, printed)
    }

    /// What the last digit of a printed number is worth: 0.1 for 75.3.
    static func unit(of number: Double) -> Double {
      let decimals = "\(number)".split(separator: ".").dropFirst().first?.count ?? 0
      return (0..<decimals).reduce(1.0) { unit, _ in unit / 10 }
    }
  }

  public let top1: Accuracy, top5: Accuracy

  /// Runs the network over all images, those of a batch at once.
  ///
  /// Throws `WeightsError.noScores`, `TrainingError.data` where images have another size than the network sees, what reading them throws, and what `progress` does.
  ///
  /// - Parameters:
  ///   - progress: told how many images are done; it may throw to stop.
  public init(
    _ net: ReleasedNet, _ weights: Snapshot, on images: PreparedImages, batch: Int = 32, threads: Int, level: KernelLevel = .best,
    progress: (Int) throws -> Void = { _ in }
  ) throws {
    try net.space.accept(images, for: Classification())
    let space = net.space, whole = Subnet(space.whole)
    let outputs = try Outputs(space, weights, images: batch, several: !space.isChain, threads: threads, level: level)
    var right = (0, 0)
    for first in stride(from: 0, to: images.count, by: batch) {
      let part = first..<min(first + batch, images.count)
      let (pixels, labels) = try images.values(part)
      let logits = try outputs.of(whole, pixels), classes = logits.count / part.count
      for (image, label) in labels.enumerated() {
        let scores = logits[image * classes..<(image + 1) * classes]
        guard scores.allSatisfy(\.isFinite) else { throw WeightsError.noScores(network: net.name, image: first + image) }
        let rank = Self.rank(of: Int(label), in: scores)
        if rank < 1 { right.0 += 1 }
        if rank < 5 { right.1 += 1 }
      }
      try progress(part.upperBound)
    }
    top1 = Accuracy(top: 1, right: right.0, images: images.count, printed: net.top1)
    top5 = Accuracy(top: 5, right: right.1, images: images.count, printed: net.top5)
  }

  /// How many classes stand before one, the first of equals first.
  static func rank(of label: Int, in scores: ArraySlice<Float>) -> Int {
    let own = scores[scores.startIndex + label]
    return scores.enumerated().count { $1 > own || $1 == own && $0 < label }
  }
}
