/// The sums of images' scores and the numbers of images of one net, block by block, so that its reliability can be had from halves (protocol,
/// section 1). Of accuracy these are right answers.
public struct BlockScores: Hashable, Sendable {
  public let metric: RunMetric
  /// As many as there are blocks; whole numbers where right answers are counted.
  public let sums: [Double], images: [Int]

  public init(_ metric: RunMetric, sums: [Double], images: [Int]) {
    precondition(sums.count == images.count, "sums of \(sums.count) blocks of \(images.count)")
    (self.metric, self.sums, self.images) = (metric, sums, images)
  }

  /// Right answers.
  public init(correct: [Int], images: [Int]) { self.init(.accuracy, sums: correct.map(Double.init), images: images) }

  /// The mean over all images, in the metric's unit: accuracy as a fraction. NaN where there are none.
  public var mean: Double { sums.reduce(0, +) / Double(images.reduce(0, +)) }

  /// Two arrays of a folder; `what` ends their descriptions.
  func arrays(_ folder: String, _ what: String) -> [NamedArray] {
    [
      metric.sums("\(folder)/", [self], shape: [sums.count], "of each block of \(what)"),
      NamedArray("\(folder)/images", .integers(images), unit: "image", "images of each block of \(what)"),
    ]
  }

  init(_ arrays: ArrayReader, _ folder: String) throws(StoreError) {
    let images = try arrays.counts("\(folder)/images")
    let (metric, sums) = try RunMetric.sums(arrays, "\(folder)/", shape: [images.count])
    self.init(metric, sums: sums, images: images)
  }
}

/// Right answers are kept as whole numbers under `correct`, sums of other scores as Doubles under the metric's name, in its unit.
extension RunMetric {
  private static let counted = "correct"

  /// The sums of scores of this metric, row by row.
  func sums(_ folder: String, _ rows: [BlockScores], shape: [Int], _ what: String) -> NamedArray {
    let sums = rows.flatMap(\.sums)
    return self == .accuracy
      ? NamedArray(folder + Self.counted, shape: shape, .integers(sums.map { Int($0) }), unit: "image", "correct answers \(what)")
      : NamedArray("\(folder)\(word)_sum", shape: shape, .doubles(sums), unit: unit, "sum of the images' \(name) \(what)")
  }

  /// Those that `sums` wrote.
  static func sums(_ arrays: ArrayReader, _ folder: String, shape: [Int]) throws(StoreError) -> (metric: RunMetric, sums: [Double]) {
    guard let metric = all.first(where: { $0 != .accuracy && arrays.has("\(folder)\($0.word)_sum") }) else {
      return (.accuracy, try arrays.counts(folder + counted, shape: shape).map(Double.init))
    }
    return (metric, try arrays.doubles("\(folder)\(metric.word)_sum", shape: shape))
  }
}
