internal import CKernels
internal import Streams

/// The mean absolute difference between a plain view and targets of its shape, over all numbers of the pass's images.
///
/// Forward leaves the gradient, sign(y − t) / count times the pass's scale, behind.
public struct L1: Loss {
  public let name: String, predictions: View, targets: Tensor, results: Int, slices: Int
  /// The largest number that a target may have: where it is said, images are scored in dB.
  public let peak: Double?

  public init(
    _ predictions: View, targets: Tensor, results: Int, slices: Int, peak: Double? = nil, name: String = "loss"
  ) {
    precondition(
      predictions.isPlain && predictions.shape == targets.shape, "\(name) compares stored predictions with targets of their shape")
    self.name = name
    self.predictions = predictions
    self.targets = targets
    self.results = results
    self.slices = slices
    self.peak = peak
  }

  /// Doubles that `results` takes for each slice, and once more for all.
  public static let doublesPerSlice = 1

  public var reads: [View] { [predictions] }
  public var outputs: [View] { [] }
  public var barrier: Barrier { [.forward] }

  private func results(_ memory: Memory) -> UnsafeMutablePointer<Double> { memory.doubles + results }
  private func count(_ memory: Memory) -> Int { memory.images * predictions.shape.positions * predictions.channels }

  public func forward(_ memory: Memory, _ slice: Slice) {
    guard let gradient = predictions.gradient else { preconditionFailure("predictions without gradient") }
    let first = slice.images.lowerBound * predictions.shape.positions
    let floats = slice.images.count * predictions.shape.positions * predictions.channels
    let y = memory.rows(predictions.tensor, first), t = memory.rows(targets, first), dy = memory.rows(gradient, first)
    let slope = memory.mode.scale / Float(count(memory))
    var sum = 0.0
    for i in 0..<floats {
      let difference = y[i] - t[i]
      sum += Double(abs(difference))
      dy[i] = difference > 0 ? slope : difference < 0 ? -slope : 0
    }
    results(memory)[slice.index] = sum
  }

  public func settle(_ memory: Memory, _ sample: BatchExtent, _ share: WorkShare) {
    guard share.index == 0 else { return }
    let each = results(memory)
    each[slices] = (0..<slices).reduce(0) { $0 + each[$1] }
  }

  public func backward(_ memory: Memory, _ slice: Slice) {}

  /// The mean loss of the last forward.
  public func loss(_ memory: Memory) -> Double { results(memory)[slices] / Double(count(memory)) }
  /// Squared differences below peak²/10¹⁰, and above peak² · 10¹⁰, count as so much: from −100 to 100 dB.
  static let leastError = 1e-10, greatestError = 1e10

  /// The mean absolute difference of one image of the last forward, and its peak signal-to-noise ratio in dB; without a peak the negative
  /// of the first: nearer is better.
  public func answer(_ image: Int, _ memory: Memory) -> (loss: Double, score: Double) {
    let floats = predictions.shape.positions * predictions.channels, first = image * predictions.shape.positions
    let y = memory.rows(predictions.tensor, first), t = memory.rows(targets, first)
    let loss = (0..<floats).reduce(0.0) { $0 + Double(abs(y[$1] - t[$1])) } / Double(floats)
    guard let peak else { return (loss, -loss) }
    let squares = (0..<floats).reduce(0.0) { $0 + Double(y[$1] - t[$1]) * Double(y[$1] - t[$1]) } / Double(floats)
    return (loss, Self.decibels(squares / (peak * peak)))
  }

  /// The peak signal-to-noise ratio of a mean squared difference that is a share of peak².
  public static func decibels(_ error: Double) -> Double {
    -10 / Elementary.log(10) * Elementary.log(min(max(error, leastError), greatestError))
  }
}
