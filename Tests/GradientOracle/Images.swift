package import Engine
import Glibc

/// A batch of images on a tape: the engine's operations said again, one number at a time, as the papers define them.
package struct Images {
  package let shape: Shape, numbers: [Number]

  package subscript(_ image: Int, _ y: Int, _ x: Int, _ c: Int) -> Number {
    numbers[((image * shape.height + y) * shape.width + x) * shape.channels + c]
  }

  /// Every output number from its image, row, column and channel.
  package init(_ shape: Shape, _ number: (Int, Int, Int, Int) -> Number) {
    var numbers: [Number] = []
    for image in 0..<shape.images {
      for y in 0..<shape.height { for x in 0..<shape.width { for c in 0..<shape.channels { numbers.append(number(image, y, x, c)) } } }
    }
    self.init(shape: shape, numbers: numbers)
  }

  package init(shape: Shape, numbers: [Number]) {
    self.shape = shape
    self.numbers = numbers
  }

  package var tape: Tape { numbers[0].tape }

  /// Input positions inside the image under the window of one output, with their place in the window.
  package func window(_ y: Int, _ x: Int, _ kernel: Int, _ stride: Int, _ dilation: Int) -> [(tap: Int, y: Int, x: Int)] {
    var taps: [(Int, Int, Int)] = []
    for ky in 0..<kernel {
      for kx in 0..<kernel {
        let iy = y * stride + (ky - kernel / 2) * dilation, ix = x * stride + (kx - kernel / 2) * dilation
        if 0..<shape.height ~= iy && 0..<shape.width ~= ix { taps.append((ky * kernel + kx, iy, ix)) }
      }
    }
    return taps
  }

  /// w [groups][kernel · kernel · inputs/groups][outputs/groups], "same" padding.
  package func convolved(_ w: [Number], kernel: Int, stride: Int = 1, dilation: Int = 1, groups: Int = 1, outputs: Int) -> Images {
    let inputs = shape.channels / groups, width = outputs / groups
    return Images(shape.strided(by: stride, channels: outputs)) { image, y, x, c in
      let group = c / width
      var sum = tape.number(0)
      for tap in window(y, x, kernel, stride, dilation) {
        for i in 0..<inputs {
          let row = (group * kernel * kernel + tap.tap) * inputs + i
          sum = sum + self[image, tap.y, tap.x, group * inputs + i] * w[row * width + c % width]
        }
      }
      return sum
    }
  }

  /// w [kernel · kernel][channels].
  package func convolvedDepthwise(_ w: [Number], kernel: Int, stride: Int, dilation: Int) -> Images {
    Images(shape.strided(by: stride, channels: shape.channels)) { image, y, x, c in
      window(y, x, kernel, stride, dilation).reduce(tape.number(0)) { $0 + self[image, $1.y, $1.x, c] * w[$1.tap * shape.channels + c] }
    }
  }

  /// The average is over positions inside the image; of equal largest numbers the first counts.
  package func pooled(_ kind: Pooling.Kind, kernel: Int, stride: Int, padded: Bool = true) -> Images {
    let outputs = padded ? shape.strided(by: stride, channels: shape.channels) : shape.windows(of: kernel, by: stride)
    return Images(outputs) { image, y, x, c in
      let places: [(y: Int, x: Int)] =
        padded
        ? window(y, x, kernel, stride, 1).map { ($0.y, $0.x) }
        : (0..<kernel * kernel).map { (y * stride + $0 / kernel, x * stride + $0 % kernel) }
      let inside = places.map { self[image, $0.y, $0.x, c] }
      switch kind {
      case .max: return inside.dropFirst().reduce(inside[0]) { $1.value > $0.value ? $1 : $0 }
      case .average: return Number.sum(inside, tape) * (1 / Double(inside.count))
      }
    }
  }

  /// BatchNorm with the statistics of the batch, or with those given.
  package func normalized(scale: [Number]?, shift: [Number]?, mean: [Double]? = nil, variance: [Double]? = nil) -> Images {
    let count = Double(shape.rows), channels = shape.channels
    var sums = [Number](repeating: tape.number(0), count: channels), squares = sums
    for (i, number) in numbers.enumerated() { sums[i % channels] = sums[i % channels] + number }
    let means = mean.map { $0.map(tape.number) } ?? sums.map { $0 * (1 / count) }
    for (i, number) in numbers.enumerated() {
      let distance = number - means[i % channels]
      squares[i % channels] = squares[i % channels] + distance * distance
    }
    let variances = variance.map { $0.map(tape.number) } ?? squares.map { $0 * (1 / count) }
    let roots = variances.map { v in
      let root = (v.value + 1e-5).squareRoot()
      return v.mapped(root, slope: 0.5 / root)
    }
    return Images(shape) { image, y, x, c in
      var result = (self[image, y, x, c] - means[c]) / roots[c]
      if let scale { result = result * scale[c] }
      if let shift { result = result + shift[c] }
      return result
    }
  }

  package func mapped(_ f: (Number) -> Number) -> Images { Images(shape: shape, numbers: numbers.map(f)) }

  package func activated(_ activation: Nonlinearity) -> Images {
    mapped { number in
      let y = number.value
      switch activation {
      case .identity: return number
      case .relu: return number.mapped(max(y, 0), slope: y > 0 ? 1 : 0)
      case .relu6: return number.mapped(min(max(y, 0), 6), slope: y > 0 && y < 6 ? 1 : 0)
      case .sigmoid:
        let s = 1 / (1 + exp(-y))
        return number.mapped(s, slope: s * (1 - s))
      case .hSigmoid: return number.mapped(min(max(y + 3, 0), 6) / 6, slope: abs(y) < 3 ? 1.0 / 6 : 0)
      case .hSwish: return number.mapped(y * min(max(y + 3, 0), 6) / 6, slope: y <= -3 ? 0 : y >= 3 ? 1 : (2 * y + 3) / 6)
      case .swish:
        let s = 1 / (1 + exp(-y))
        return number.mapped(y * s, slope: s + y * s * (1 - s))
      }
    }
  }

  package static func + (a: Images, b: Images) -> Images { Images(shape: a.shape, numbers: zip(a.numbers, b.numbers).map { $0 + $1 }) }

  package func averaged() -> Images {
    Images(Shape(images: shape.images, height: 1, width: 1, channels: shape.channels)) { image, _, _, c in
      var sum = tape.number(0)
      for y in 0..<shape.height { for x in 0..<shape.width { sum = sum + self[image, y, x, c] } }
      return sum * (1 / Double(shape.positions))
    }
  }

  /// Mean cross-entropy with smoothed labels of logits [images][1][1][classes].
  package func crossEntropy(_ labels: [Int32], smoothing: Double = 0) -> Number {
    let classes = shape.channels
    var loss = tape.number(0)
    for image in 0..<shape.images {
      let logits = (0..<classes).map { self[image, 0, 0, $0] }
      let total = Number.sum(logits.map { $0.mapped(exp($0.value), slope: exp($0.value)) }, tape)
      let log = total.mapped(Glibc.log(total.value), slope: 1 / total.value)
      for k in 0..<classes {
        let target = (k == Int(labels[image]) ? 1 - smoothing : 0) + smoothing / Double(classes)
        loss = loss + (log - logits[k]) * (target / Double(shape.images))
      }
    }
    return loss
  }
}
