internal import CKernels

/// Max or average pooling with an odd window and "same" padding, or with windows inside the image only; the average is over the
/// positions inside the image.
///
/// x [images][H][W][channels], z [images][⌈H/s⌉][⌈W/s⌉][channels], or ⌊(H − k)/s⌋ + 1 where windows stay inside. Of equal largest
/// numbers the first in the window takes the gradient.
public struct Pooling: Instruction {
  public enum Kind: Hashable, Sendable { case max, average }

  public let name: String, input: View, kind: Kind, kernel: Int, stride: Int, padded: Bool, output: View
  /// The input's gradient already holds what came from later readers.
  public let adds: Bool

  public init(
    _ input: View, _ kind: Kind, kernel: Int, stride: Int = 1, padded: Bool = true, output: View, adds: Bool = false,
    name: String = "pooling"
  ) {
    precondition(!padded || kernel % 2 == 1, "a window of \(kernel) has no middle")
    let shape = padded ? input.shape.strided(by: stride, channels: input.channels) : input.shape.windows(of: kernel, by: stride)
    precondition(output.shape == shape, "\(name) writes another shape")
    self.name = name
    self.input = input
    self.kind = kind
    self.kernel = kernel
    self.stride = stride
    self.padded = padded
    self.output = output
    self.adds = adds
  }

  public var reads: [View] { [input] }
  public var outputs: [View] { [output] }
  public var barrier: Barrier { output.producingBarrier.union(input.closingBarrier) }
  public var needs: Needs {
    Needs(
      scratch: 3 * floats + output.shape.positions * output.channels, channels: Swift.max(input.closingChannels, output.producingChannels))
  }
  public var parameters: [Parameter] { output.parameters }

  /// Positions by which windows begin before the image.
  private var border: Int { padded ? kernel / 2 : 0 }
  private var floats: Int { input.shape.positions * input.channels }

  public func forward(_ memory: Memory, _ slice: Slice) {
    let shape = input.shape, out = output.shape, kernels = memory.kernels.pointee
    output.beginProducing(memory, slice)
    for image in slice.images {
      let x = input.read(memory, image * shape.positions, shape.positions, room: memory.scratch)
      let z = memory.rows(output.tensor, image * out.positions)
      switch kind {
      case .max:
        kernels.max_pool(
          Int32(kernel), Int32(border), Int32(stride), x, shape.height, shape.width, shape.channels, out.height, out.width, z)
      case .average:
        kernels.average_pool(
          Int32(kernel), Int32(border), Int32(stride), x, shape.height, shape.width, shape.channels, out.height, out.width, z)
      }
      output.observe(memory, out.positions, z, slice)
    }
  }

  public func settle(_ memory: Memory, _ sample: BatchExtent, _ share: WorkShare) { output.settle(memory, sample, share) }

  public func backward(_ memory: Memory, _ slice: Slice) {
    guard let gradient = input.gradient else { return }
    let shape = input.shape, out = output.shape, room = memory.scratch + 2 * floats, kernels = memory.kernels.pointee
    input.beginClosing(memory, slice)
    for image in slice.images {
      let dz = output.derive(memory, image * out.positions, out.positions, room: room), row = image * shape.positions
      let dx = input.slopes ? memory.scratch + floats : memory.rows(gradient, row)
      if input.slopes || !adds { dx.update(repeating: 0, count: floats) }
      switch kind {
      case .max:
        let x = input.read(memory, row, shape.positions, room: memory.scratch)
        kernels.max_pool_back(
          Int32(kernel), Int32(border), Int32(stride), x, shape.height, shape.width, shape.channels, out.height, out.width,
          memory.rows(output.tensor, image * out.positions), dz, dx)
      case .average:
        kernels.average_pool_back(
          Int32(kernel), Int32(border), Int32(stride), shape.height, shape.width, shape.channels, out.height, out.width, dz, dx)
      }
      if input.slopes { input.give(sloping: dx, memory, row, shape.positions, adds: adds) }
      input.close(memory, row, shape.positions, slice)
    }
  }

  public func settleGradients(_ memory: Memory, _ sample: BatchExtent, _ share: WorkShare) { input.settleGradients(memory, sample, share) }
}
