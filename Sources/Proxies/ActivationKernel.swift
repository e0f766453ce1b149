internal import Engine

/// NASWOT (Mellor et al. 2021): which ReLUs each image of a minibatch switches on, and how alike the images are in that.
///
/// Image i has the code cᵢ ∈ {0, 1}ᴺ over all N units that an activation reads, 1 where what it reads is positive. The kernel counts
/// agreements, and the score is its log-determinant:
///
///     K[i][j] = N − |cᵢ ⊕ cⱼ|,   score = log det K
///
/// as in the released code, which adds up x xᵀ + (1 − x)(1 − x)ᵀ layer by layer; the paper's K is the same. Counts are whole numbers, so
/// that no bit depends on the order of layers, slices or threads. Where two images have one code, det K = 0 and the score is −∞.
///
/// Units are those in front of ReLU, ReLU6, h-swish and swish; gates (h-sigmoid) are none. The released code looks for modules whose name
/// holds "ReLU" and would pass the swishes over.
final class ActivationKernel: @unchecked Sendable {
  let images: Int
  /// [images][words]: 512 units to 8 words, a chunk of rows behind another.
  private var codes: UnsafeMutablePointer<UInt32>, capacity: Int
  /// A chunk of rows for each thread.
  private let room: UnsafeMutablePointer<Float>, floats: Int
  /// [images][images], the lower triangle.
  private let differences: UnsafeMutablePointer<Int>

  /// Units that go into one step of packing, and floats of a chunk at least.
  private static let block = 512, chunk = 1 << 14

  init(images: Int, threads: Int) {
    self.images = images
    floats = 4 * Self.chunk
    capacity = 0
    codes = .allocate(capacity: 1)
    room = .allocate(capacity: floats * max(threads, 1))
    differences = .allocate(capacity: images * images)
  }

  deinit {
    codes.deallocate()
    room.deallocate()
    differences.deallocate()
  }

  /// Agreements of the images in what one activation reads: [images][images], N on the diagonal.
  ///
  /// - Parameter view: as the activation's reader sees it; its activation and residual do not matter.
  func agreements(_ view: View, _ executor: borrowing Executor) -> [Int] {
    let plain = View(view.tensor, view.normalization), units = view.shape.positions * view.channels
    let rows = max(1, Self.chunk / view.channels), memory = executor.contents
    precondition(rows * view.channels + Self.block <= floats, "a row of \(view.channels) channels")
    let chunks = (view.shape.positions + rows - 1) / rows
    let wordsPerChunk = (rows * view.channels + Self.block - 1) / Self.block * (Self.block / 32), words = chunks * wordsPerChunk
    if words * images > capacity {
      codes.deallocate()
      capacity = words * images
      codes = .allocate(capacity: capacity)
    }
    executor.team.forEach(images) { [self] image, thread, _ in
      let y = room + thread * floats
      for chunk in 0..<chunks {
        let first = chunk * rows, count = min(rows, view.shape.positions - first)
        plain.read(memory, image * view.shape.positions + first, count, into: y)
        pack(y, count * view.channels, into: codes + image * words + chunk * wordsPerChunk, wordsPerChunk)
      }
    }
    executor.team.forEach(images) { [self] image, _, _ in
      for other in 0...image { differences[image * images + other] = difference(codes + image * words, codes + other * words, words) }
    }
    return (0..<images * images).map { place in
      let (row, column) = (place / images, place % images)
      return units - differences[max(row, column) * images + min(row, column)]
    }
  }

  /// One bit a number, 1 where it is positive; numbers beyond the last count as zeros. 512 numbers at a time, each lane with every 16th.
  private func pack(_ y: UnsafeMutablePointer<Float>, _ count: Int, into words: UnsafeMutablePointer<UInt32>, _ length: Int) {
    let padded = (count + Self.block - 1) / Self.block * Self.block
    (y + count).update(repeating: 0, count: padded - count)
    for block in 0..<length / 16 {
      var bits = SIMD16<UInt32>.zero
      if block * Self.block < padded {
        let from = UnsafeRawPointer(y + block * Self.block)
        for step in 0..<32 {
          let values = from.loadUnaligned(fromByteOffset: 64 * step, as: SIMD16<Float>.self)
          bits |= SIMD16<UInt32>.zero.replacing(with: 1 &<< UInt32(step), where: values .> 0)
        }
      }
      UnsafeMutableRawPointer(words + 16 * block).storeBytes(of: bits, as: SIMD16<UInt32>.self)
    }
  }

  /// In how many bits two codes differ.
  private func difference(_ a: UnsafeMutablePointer<UInt32>, _ b: UnsafeMutablePointer<UInt32>, _ words: Int) -> Int {
    let a = UnsafeRawPointer(a), b = UnsafeRawPointer(b)
    var sum = SIMD8<UInt64>.zero
    for step in 0..<words / 16 {
      let x =
        a.loadUnaligned(fromByteOffset: 64 * step, as: SIMD8<UInt64>.self)
        ^ b.loadUnaligned(fromByteOffset: 64 * step, as: SIMD8<UInt64>.self)
      sum &+= x.nonzeroBitCount
    }
    return Int(sum.wrappedSum())
  }

  /// log det of a kernel of agreements [images][images]; −∞ where it is singular.
  static func score(_ kernel: [Int], images: Int) -> Double {
    Cholesky(kernel.map(Double.init), size: images)?.logDeterminant ?? -.infinity
  }
}

extension Instruction {
  /// What each activation reads whose signs NASWOT counts: behind what the instruction writes, and in front of what it reads where that
  /// activation is the reader's own. `written` has, by tensor, the activation that stands behind it wherever it is read.
  func activations(_ written: inout [Tensor: Nonlinearity]) -> [View] {
    let own = reads.filter { $0.activation.isCounted && written[$0.tensor] != $0.activation }
    for output in outputs { written[output.tensor] = output.activation }
    return own + outputs.filter { $0.activation.isCounted }
  }
}

extension Nonlinearity {
  fileprivate var isCounted: Bool {
    switch self {
    case .relu, .relu6, .hSwish, .swish: true
    case .identity, .hSigmoid, .sigmoid: false
    }
  }
}
