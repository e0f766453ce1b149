/// What a super-resolution graph does with the brightness that its net gives and the differences of colour that it is handed: pixel by pixel,
/// in single precision and in the graph's order.
struct ColourStage: Sendable {
  /// One value of the graph: what it is made of, by number of earlier steps.
  enum Step: Sendable {
    /// What the net gives, one number a pixel; what is handed in, two.
    case brightness, chroma
    case scale(Int, Float), shift(Int, Float), divide(Int, Float), atLeast(Int, Float), atMost(Int, Float)
    /// Added channel by channel.
    case bias(Int, [Float])
    /// Channels side by side.
    case join([Int])
    /// [inputs][outputs], row by row.
    case matrix(Int, [Float], outputs: Int)
  }

  /// The last one gives red, green and blue from 0 to 1.
  private(set) var steps: [Step] = []
  /// How many numbers a pixel each gives.
  private(set) var channels: [Int] = []
  /// Numbers that matrices and biases hold: the graph counts them among its parameters.
  private(set) var parameters = 0

  /// Returns the step's number.
  mutating func add(_ step: Step) -> Int {
    let count: Int
    switch step {
    case .brightness: count = 1
    case .chroma: count = 2
    case .scale(let of, _), .shift(let of, _), .divide(let of, _), .atLeast(let of, _), .atMost(let of, _): count = channels[of]
    case .bias(let of, let values):
      count = channels[of]
      parameters += values.count
    case .join(let parts): count = parts.reduce(0) { $0 + channels[$1] }
    case .matrix(_, let values, let outputs):
      count = outputs
      parameters += values.count
    }
    steps.append(step)
    channels.append(count)
    return steps.count - 1
  }

  /// Steps behind that number are left out.
  func ending(at step: Int) -> ColourStage {
    var stage = self
    stage.steps = Array(steps[...step])
    stage.channels = Array(channels[...step])
    return stage
  }

  /// That of the released graphs, for those that end in brightness.
  static let usual: ColourStage = {
    var stage = ColourStage()
    let white = stage.add(.scale(stage.add(.brightness), 255)), colour = stage.add(.scale(stage.add(.shift(stage.add(.chroma), 0.5)), 255))
    let joined = stage.add(.join([white, colour]))
    let mixed = stage.add(.matrix(joined, [1, 1, 1, 0, -0.34414, 1.772, 1.402, -0.71414, 0], outputs: 3))
    let moved = stage.add(.bias(mixed, [-179.456, 135.45984, -226.816]))
    _ = stage.add(.divide(stage.add(.atMost(stage.add(.atLeast(moved, 0)), 255)), 255))
    stage.parameters = 0
    return stage
  }()

  /// Pixels that are computed at once.
  private static let pixelsAtOnce = 1 << 14

  /// Bytes of red, green and blue, cut off behind the point, of so many pixels: `brightness` has one number of each and `chroma` two.
  func pixels(brightness: [Float], chroma: [Float]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(3 * brightness.count)
    for first in stride(from: 0, to: brightness.count, by: Self.pixelsAtOnce) {
      let part = first..<min(first + Self.pixelsAtOnce, brightness.count)
      for value in colours(Array(brightness[part]), Array(chroma[2 * part.lowerBound..<2 * part.upperBound])) {
        // NaN has no byte, and is black.
        let scaled = value * 255
        bytes.append(scaled > 0 ? UInt8(min(scaled, 255)) : 0)
      }
    }
    return bytes
  }

  private func colours(_ brightness: [Float], _ chroma: [Float]) -> [Float] {
    var values: [[Float]] = []
    for (number, step) in steps.enumerated() {
      let width = channels[number]
      switch step {
      case .brightness: values.append(brightness)
      case .chroma: values.append(chroma)
      case .scale(let of, let factor): values.append(values[of].map { $0 * factor })
      case .shift(let of, let term): values.append(values[of].map { $0 + term })
      case .divide(let of, let divisor): values.append(values[of].map { $0 / divisor })
      case .atLeast(let of, let bound): values.append(values[of].map { max($0, bound) })
      case .atMost(let of, let bound): values.append(values[of].map { min($0, bound) })
      case .bias(let of, let terms): values.append(values[of].enumerated().map { $1 + terms[$0 % width] })
      case .join(let parts):
        var joined = [Float](repeating: 0, count: brightness.count * width), start = 0
        for part in parts {
          let own = channels[part], source = values[part]
          for at in source.indices { joined[at / own * width + start + at % own] = source[at] }
          start += own
        }
        values.append(joined)
      case .matrix(let of, let weights, _):
        let inputs = channels[of], source = values[of]
        var product = [Float](repeating: 0, count: brightness.count * width)
        for pixel in brightness.indices {
          for i in 0..<inputs {
            for o in 0..<width { product[pixel * width + o] += source[pixel * inputs + i] * weights[i * width + o] }
          }
        }
        values.append(product)
      }
    }
    return values[steps.count - 1]
  }
}
