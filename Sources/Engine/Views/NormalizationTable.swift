internal import CKernels

/// BatchNorm as a table of numbers: its producer sums, `settle` makes a and b per channel, readers apply a·z + b.
///
/// Ioffe and Szegedy 2015. With M rows a channel, m = Σz/M, v = Σz²/M − m² and r = 1/√(v + ε):
///
///     a = γ r,  b = β − m a;   dβ = Σdy,  dγ = r Σdy(z − m);   dz = A dy + B z + C
///     A = a,  B = −a r² Σdy(z − m)/M,  C = −a Σdy/M − B m
///
/// Sums are Float within a chunk and Double over chunks: v loses about 1e-7 (m²/v) of itself, nothing next to ε or a mask unless a
/// channel's mean is tens of its deviations. Where m and r are constants of the pass (`fixed`, `inherited`), M is infinite: B = C = 0.
///
/// Places alone, no parameters: instructions pass it by value for every slice and row, and nothing in it is counted by reference.
struct NormalizationTable: Hashable, Sendable {
  let channels: Int
  /// [7][channels] and one float in the arena: a, b, m, r, A, B, C; M.
  let offset: Int
  /// Where γ and β begin in the parameter block; without them 1 and 0.
  let scale, shift: Int?
  /// Where the running mean and variance begin in the statistics block.
  let running: Running?
  /// Whether moments are taken out; else the table is a bias: a = 1, b = β, A = 1, B = C = 0 in every mode.
  var normalizes = true
  /// The share of a new batch in the running averages, as PyTorch's default.
  static let momentum = 0.1
  static let tables = 7, epsilon = 1e-5

  struct Running: Hashable { let mean, variance: Int }

  static func floats(_ channels: Int) -> Int { tables * channels + 1 }

  enum Row: Int { case a, b, mean, inverse, A, B, C }

  func row(_ memory: Memory, _ row: Row) -> UnsafeMutablePointer<Float> {
    memory.arena + offset + row.rawValue * channels
  }

  /// Empties the slice's sums, which lie behind those of `place` other channels.
  func clear(_ memory: Memory, _ slice: Slice, at place: Int = 0) {
    (memory.partialSums(slice.index) + 2 * place).update(repeating: 0, count: 2 * channels)
  }

  /// Σz and Σz² of rows that were just written.
  func observe(_ memory: Memory, _ rows: Int, _ z: UnsafePointer<Float>, _ slice: Slice) {
    guard normalizes, memory.mode.observes else { return }
    let sums = memory.partialSums(slice.index)
    memory.kernels.pointee.sums(rows, channels, z, sums, sums + channels)
  }

  /// a, b, mean and inverse deviation from the batch's sums or from the running statistics.
  func settle(_ memory: Memory, _ sample: BatchExtent, positions: Int, _ share: WorkShare) {
    guard normalizes else { return settleBias(memory, share) }
    let count = Double(sample.images * positions), unbiased = count > 1 ? count / (count - 1) : 1, mine = share.of(channels)
    switch memory.mode.statistics {
    case .fixed: break
    case .training(let tracks):
      for c in mine {
        let (mean, variance) = moments(memory, sample, c, count)
        write(memory, c, mean, variance)
        if tracks, let running {
          let average = memory.statistics + running.mean, spread = memory.statistics + running.variance
          average[c] = Float((1 - Self.momentum) * Double(average[c]) + Self.momentum * mean)
          spread[c] = Float((1 - Self.momentum) * Double(spread[c]) + Self.momentum * variance * unbiased)
        }
      }
    case .batch:
      for c in mine {
        let (mean, variance) = moments(memory, sample, c, count)
        write(memory, c, mean, variance)
      }
    case .inherited:
      guard let running else { preconditionFailure("a BatchNorm without running statistics cannot inherit them") }
      let average = memory.statistics + running.mean, spread = memory.statistics + running.variance
      for c in mine { write(memory, c, Double(average[c]), Double(spread[c])) }
    }
    if share.index == 0 { memory.arena[offset + Self.tables * channels] = memory.mode.observes ? Float(count) : .infinity }
  }

  /// As of a channel with mean 0 and deviation 1, of which M = ∞ rows were seen.
  private func settleBias(_ memory: Memory, _ share: WorkShare) {
    for c in share.of(channels) {
      row(memory, .mean)[c] = 0
      row(memory, .inverse)[c] = 1
      row(memory, .a)[c] = 1
      row(memory, .b)[c] = shift.map { memory.parameters[$0 + c] } ?? 0
    }
    if share.index == 0 { memory.arena[offset + Self.tables * channels] = .infinity }
  }

  private func write(_ memory: Memory, _ c: Int, _ mean: Double, _ variance: Double) {
    let r = 1 / (variance + Self.epsilon).squareRoot(), a = gamma(memory, c) * r
    row(memory, .mean)[c] = Float(mean)
    row(memory, .inverse)[c] = Float(r)
    row(memory, .a)[c] = Float(a)
    row(memory, .b)[c] = Float((shift.map { Double(memory.parameters[$0 + c]) } ?? 0) - mean * a)
  }

  private func gamma(_ memory: Memory, _ c: Int) -> Double { scale.map { Double(memory.parameters[$0 + c]) } ?? 1 }

  /// The gradients of γ and β, and A, B, C, from Σdy and Σdy(z − m); with a gain, dy is gain times what was summed and will be read.
  func settleGradients(_ memory: Memory, _ sample: BatchExtent, _ share: WorkShare, at place: Int = 0, gain: Double = 1) {
    let A = row(memory, .A), B = row(memory, .B), C = row(memory, .C), mean = row(memory, .mean)
    let a = row(memory, .a), inverse = row(memory, .inverse), count = Double(memory.arena[offset + Self.tables * channels])
    let trains = memory.mode.trains
    for c in share.of(channels) {
      let (sum, product) = total(memory, sample, c, at: place), r = Double(inverse[c]), s = gain * sum, q = gain * product
      if trains, let shift { memory.gradients[shift + c] += Float(s) }
      if trains, let scale { memory.gradients[scale + c] += Float(q * r) }
      let slope = -Double(a[c]) * r * r * q / count
      A[c] = Float(gain * Double(a[c]))
      B[c] = Float(slope)
      C[c] = Float(-Double(a[c]) * s / count - slope * Double(mean[c]))
    }
  }

  /// Σ dy · (a·z + b) over all rows and channels, from the same sums.
  func product(_ memory: Memory, _ sample: BatchExtent, at place: Int) -> Double {
    let a = row(memory, .a), b = row(memory, .b), mean = row(memory, .mean)
    return (0..<channels).reduce(0) { result, c in
      let (s, q) = total(memory, sample, c, at: place)
      return result + Double(a[c]) * (q + Double(mean[c]) * s) + Double(b[c]) * s
    }
  }

  /// Mean and biased variance of a channel.
  private func moments(_ memory: Memory, _ sample: BatchExtent, _ c: Int, _ count: Double) -> (mean: Double, variance: Double) {
    let (s, q) = total(memory, sample, c), mean = s / count
    return (mean, q.isFinite ? max(q / count - mean * mean, 0) : q)
  }

  /// Both sums of a channel over the batch, in slice order.
  private func total(_ memory: Memory, _ sample: BatchExtent, _ c: Int, at place: Int = 0) -> (Double, Double) {
    var s = 0.0, q = 0.0
    for slice in 0..<sample.slices {
      let sums = memory.partialSums(slice) + 2 * place
      s += sums[c]
      q += sums[channels + c]
    }
    return (s, q)
  }
}
