internal import Streams

/// Adam's memory of a flat array of parameters (Kingma and Ba 2015): β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸, no decay.
struct AdamMoments: Hashable, Sendable {
  var first, second: [Float]
  var steps = 0

  /// Zero, for `count` parameters.
  init(count: Int) {
    first = [Float](repeating: 0, count: count)
    second = first
  }

  /// One step uphill, w ← w + η (m/(1 − β₁ᵗ)) / (√(v/(1 − β₂ᵗ)) + ε), along a gradient of as many numbers as there are weights.
  mutating func ascend(_ weights: inout [Float], _ gradient: UnsafePointer<Float>, rate: Double) {
    steps += 1
    let rate = Float(rate / (1 - Elementary.power(0.9, steps)))
    let root = Float(1 / (1 - Elementary.power(0.999, steps)).squareRoot())
    let count = weights.count
    weights.withUnsafeMutableBufferPointer { weights in
      first.withUnsafeMutableBufferPointer { first in
        second.withUnsafeMutableBufferPointer { second in
          guard let w = weights.baseAddress, let m = first.baseAddress, let v = second.baseAddress else { return }
          for i in 0..<count {
            let g = gradient[i]
            m[i] = 0.9 * m[i] + 0.1 * g
            v[i] = 0.999 * v[i] + 0.001 * (g * g)
            w[i] += rate * m[i] / (v[i].squareRoot() * root + 1e-8)
          }
        }
      }
    }
  }
}
