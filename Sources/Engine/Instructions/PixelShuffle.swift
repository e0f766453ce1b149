internal import CKernels

/// Channels become positions (Shi et al. 2016): x [images][H][W][C · f²], z [images][H · f][W · f][C].
///
/// Row dy and column dx of a position's square of f × f hold channels that lie together, or f² apart: `Order`.
public struct PixelShuffle: Instruction {
  /// Which input channel becomes channel c at (dy, dx).
  public enum Order: Hashable, Sendable {
    /// (dy · f + dx) · C + c: TensorFlow's `depth_to_space`.
    case positions
    /// c · f² + dy · f + dx: PyTorch's `PixelShuffle`.
    case channels
  }

  public let name: String, input: View, factor: Int, order: Order, output: View
  /// The input's gradient already holds what came from later readers.
  public let adds: Bool

  public init(_ input: View, factor: Int, order: Order, output: View, adds: Bool = false, name: String = "pixel shuffle") {
    let x = input.shape, z = output.shape
    precondition(x.channels == z.channels * factor * factor, "\(name) makes squares of \(factor * factor) of \(x.channels) channels")
    precondition(z.images == x.images && z.height == x.height * factor && z.width == x.width * factor, "\(name) has unlike shapes")
    (self.name, self.input, self.factor, self.order, self.output, self.adds) = (name, input, factor, order, output, adds)
  }

  public var reads: [View] { [input] }
  public var outputs: [View] { [output] }
  public var barrier: Barrier { output.producingBarrier.union(input.closingBarrier) }
  public var needs: Needs {
    Needs(scratch: 3 * row, channels: max(input.closingChannels, output.producingChannels))
  }
  public var parameters: [Parameter] { output.parameters }

  /// Floats of one row of positions, in x; f rows of z have as many.
  private var row: Int { input.shape.width * input.channels }

  /// One row of x, and row dy of z that is made of it, as `strided` copies them: z to x, or x to z.
  private func copies(_ dy: Int) -> [(channels: Int, x: Int, step: Int, z: Int)] {
    let width = output.channels
    switch order {
    case .positions: return [(factor * width, dy * factor * width, 1, 0)]
    case .channels: return (0..<factor).map { dx in (width, dy * factor + dx, factor * factor, dx * width) }
    }
  }

  public func forward(_ memory: Memory, _ slice: Slice) {
    let strided = memory.kernels.pointee.strided, width = input.shape.width, apart = factor * output.channels
    output.beginProducing(memory, slice)
    for line in slice.images.lowerBound * input.shape.height..<slice.images.upperBound * input.shape.height {
      let x = input.read(memory, line * width, width, room: memory.scratch)
      for dy in 0..<factor {
        let z = memory.rows(output.tensor, (line * factor + dy) * width * factor)
        for copy in copies(dy) { strided(0, width, copy.channels, x + copy.x, input.channels, copy.step, z + copy.z, apart, 1) }
        output.observe(memory, width * factor, z, slice)
      }
    }
  }

  public func settle(_ memory: Memory, _ sample: BatchExtent, _ share: WorkShare) { output.settle(memory, sample, share) }

  public func backward(_ memory: Memory, _ slice: Slice) {
    guard let gradient = input.gradient else { return }
    let strided = memory.kernels.pointee.strided, width = input.shape.width, apart = factor * output.channels
    input.beginClosing(memory, slice)
    for line in slice.images.lowerBound * input.shape.height..<slice.images.upperBound * input.shape.height {
      let dx = input.slopes ? memory.scratch + row : memory.rows(gradient, line * width)
      if !adds || input.slopes { dx.update(repeating: 0, count: row) }
      for dy in 0..<factor {
        let dz = output.derive(memory, (line * factor + dy) * width * factor, width * factor, room: memory.scratch)
        for copy in copies(dy) { strided(1, width, copy.channels, dz + copy.z, apart, 1, dx + copy.x, input.channels, copy.step) }
      }
      if input.slopes { input.give(sloping: dx, memory, line * width, width, adds: adds) }
      input.close(memory, line * width, width, slice)
    }
  }

  public func settleGradients(_ memory: Memory, _ sample: BatchExtent, _ share: WorkShare) { input.settleGradients(memory, sample, share) }
}
