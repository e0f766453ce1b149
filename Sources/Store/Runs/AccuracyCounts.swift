/// Correct answers and images of one score, block by block, so that its reliability can be had from halves (protocol, section 1).
public struct AccuracyCounts: Hashable, Sendable {
  /// As many as there are blocks.
  public let correct: [Int], images: [Int]

  public init(correct: [Int], images: [Int]) {
    precondition(correct.count == images.count, "counts of \(correct.count) blocks of \(images.count)")
    (self.correct, self.images) = (correct, images)
  }

  /// Correct answers over images, all blocks together; NaN where there are none.
  public var accuracy: Double { Double(correct.reduce(0, +)) / Double(images.reduce(0, +)) }

  /// Two arrays of a folder; `what` ends their descriptions.
  func arrays(_ folder: String, _ what: String) -> [NamedArray] {
    [
      NamedArray("\(folder)/correct", .integers(correct), unit: "image", "correct answers of each block of \(what)"),
      NamedArray("\(folder)/images", .integers(images), unit: "image", "images of each block of \(what)"),
    ]
  }

  init(_ arrays: ArrayReader, _ folder: String) throws(StoreError) {
    let images = try arrays.integers("\(folder)/images")
    self.init(correct: try arrays.integers("\(folder)/correct", shape: [images.count]), images: images)
  }
}
