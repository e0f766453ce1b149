internal import CKernels

/// Half the size by two pointwise convolutions of stride 2 side by side, the second read one row and column further on
/// (Liu et al. 2019, the skip connection of reduction cells).
///
/// x [images][H][W][inputs] with H and W even, w two matrices [inputs][outputs/2], z [images][H/2][W/2][outputs].
public struct FactorizedReduction: Instruction {
  public let input: View, weights: [Parameter], output: View
  /// The input's gradient already holds what came from later readers.
  public let adds: Bool

  public init(_ input: View, weights: [Parameter], output: View, adds: Bool = false) {
    precondition(input.shape.height % 2 == 0 && input.shape.width % 2 == 0, "a side of \(input.shape.height) cannot be halved")
    precondition(output.shape == input.shape.strided(by: 2, channels: output.channels), "a reduction writes another shape")
    precondition(
      weights.count == 2 && weights.reduce(0) { $0 + $1.count } == input.channels * output.channels, "a reduction has two halves")
    precondition(!input.slopes || input.activation == .relu, "only the slope of ReLU can be read off its output")
    self.input = input
    self.weights = weights
    self.output = output
    self.adds = adds
  }

  public var name: String { weights[0].name }
  public var reads: [View] { [input] }
  public var outputs: [View] { [output] }
  public var barrier: Barrier { output.producingBarrier.union(.backward) }
  public var parameters: [Parameter] { weights + output.parameters }
  public var needs: Needs {
    Needs(
      scratch: 2 * rowsAtOnce * width * input.channels + rowsAtOnce * width * output.channels + packed,
      channels: max(input.closingChannels, output.producingChannels), weights: packed)
  }

  private var width: Int { output.shape.width }
  private var packed: Int { input.channels * output.channels }
  private var rowsAtOnce: Int { min(output.shape.height, max(1, Slice.chunkRows / width)) }
  private var chunks: Chunks { Chunks(start: 0, end: output.shape.height, length: rowsAtOnce) }
  /// The channels of z that each half writes.
  private var parts: [Range<Int>] {
    let first = weights[0].count / input.channels
    return [0..<first, first..<output.channels]
  }

  /// The first position that output row y of a half reads.
  private func position(_ image: Int, _ y: Int, _ half: Int) -> Int {
    (image * input.shape.height + 2 * y + half) * input.shape.width + half
  }

  private func product(_ memory: Memory, _ half: Int) -> Product {
    Product(memory, inputs: input.channels, outputs: parts[half].count, zStride: output.channels)
  }

  private func pack(_ memory: Memory, transposed: Bool, _ room: UnsafeMutablePointer<Float>) -> [Product.Weights] {
    var room = room
    return (0..<2).map { half in
      defer { room += weights[half].count }
      return product(memory, half).pack(memory.parameters + weights[half].range.lowerBound, transposed: transposed, room: room)
    }
  }

  /// The positions that some output rows of a half read, side by side.
  private func gather(_ memory: Memory, _ image: Int, _ rows: Range<Int>, _ half: Int, into x: UnsafeMutablePointer<Float>) {
    for (i, y) in rows.enumerated() {
      input.read(memory, position(image, y, half), width, every: 2, into: x + i * width * input.channels)
    }
  }

  public func forward(_ memory: Memory, _ slice: Slice) {
    let x = memory.scratch, packed = pack(memory, transposed: false, x + rowsAtOnce * width * input.channels)
    output.beginProducing(memory, slice)
    for image in slice.images {
      for rows in chunks {
        let z = memory.rows(output.tensor, image * output.shape.positions + rows.lowerBound * width), count = rows.count * width
        for half in 0..<2 {
          gather(memory, image, rows, half, into: x)
          product(memory, half).forward(count, x, packed[half], into: z + parts[half].lowerBound)
        }
        output.observe(memory, count, z, slice)
      }
    }
  }

  public func settle(_ memory: Memory, _ sample: BatchExtent, _ share: WorkShare) { output.settle(memory, sample, share) }

  public func backward(_ memory: Memory, _ slice: Slice) {
    let chunk = rowsAtOnce * width, channels = input.channels, x = memory.scratch, dx = x + chunk * channels, room = dx + chunk * channels
    let packed = pack(memory, transposed: true, room + chunk * output.channels), dw = memory.beginWeights(slice, self.packed)
    let image0 = input.shape.positions * channels
    input.beginClosing(memory, slice)
    for image in slice.images {
      let to = input.gradient.map { memory.rows($0, image * input.shape.positions) }
      if let to, !adds { to.update(repeating: 0, count: image0) }
      for rows in chunks {
        let count = rows.count * width
        let dz = output.derive(memory, image * output.shape.positions + rows.lowerBound * width, count, room: room)
        for half in 0..<2 {
          let part = dz + parts[half].lowerBound, product = product(memory, half)
          if memory.mode.trains || input.slopes { gather(memory, image, rows, half, into: x) }
          if memory.mode.trains { product.weights(count, x, part, into: dw + (half == 0 ? 0 : weights[0].count)) }
          guard let gradient = input.gradient else { continue }
          product.input(count, part, packed[half], into: dx, adds: false)
          // relu(x) is positive where x is.
          if input.slopes { memory.kernels.pointee.slope(count * channels, input.activation.rawValue, dx, x) }
          for (i, y) in rows.enumerated() {
            let from = dx + i * width * channels, row = memory.rows(gradient, position(image, y, half))
            for j in 0..<width { memory.kernels.pointee.add(channels, 1, from + j * channels, row + 2 * j * channels) }
          }
        }
      }
      if to != nil { input.close(memory, image * input.shape.positions, input.shape.positions, slice) }
    }
  }

  public func settleGradients(_ memory: Memory, _ sample: BatchExtent, _ share: WorkShare) {
    weights[0].settleGradients(memory, sample, share)
    weights[1].settleGradients(memory, sample, share, at: weights[0].count)
    input.settleGradients(memory, sample, share)
  }
}
