internal import CKernels

/// Max or average pooling with an odd window and "same" padding; the average is over the positions inside the image.
///
/// x [images][H][W][channels], z [images][⌈H/s⌉][⌈W/s⌉][channels]. Of equal largest numbers the first in the window takes the gradient.
public struct Pooling: Instruction {
  public enum Kind: Hashable, Sendable { case max, average }

  public let name: String, input: View, kind: Kind, kernel: Int, stride: Int, output: View
  /// The input's gradient already holds what came from later readers.
  public let adds: Bool

  public init(_ input: View, _ kind: Kind, kernel: Int, stride: Int = 1, output: View, adds: Bool = false, name: String = "pooling") {
    precondition(kernel % 2 == 1, "a window of \(kernel) has no middle")
    precondition(!input.slopes, "\(name) has no activation in front")
    precondition(output.shape == input.shape.strided(by: stride, channels: input.channels), "\(name) writes another shape")
    self.name = name
    self.input = input
    self.kind = kind
    self.kernel = kernel
    self.stride = stride
    self.output = output
    self.adds = adds
  }

  public var outputs: [View] { [output] }
  public var barrier: Barrier { output.producingBarrier.union(input.closingBarrier) }
  public var needs: Needs {
    Needs(
      scratch: 2 * floats + output.shape.positions * output.channels, channels: Swift.max(input.closingChannels, output.producingChannels))
  }
  public var parameters: [Parameter] { output.parameters }

  private var floats: Int { input.shape.positions * input.channels }

  public func forward(_ memory: Memory, _ slice: Slice) {
    let shape = input.shape, out = output.shape, kernels = memory.kernels.pointee
    output.beginProducing(memory, slice)
    for image in slice.images {
      let x = input.read(memory, image * shape.positions, shape.positions, room: memory.scratch)
      let z = memory.rows(output.tensor, image * out.positions)
      switch kind {
      case .max: kernels.max_pool(Int32(kernel), Int32(stride), x, shape.height, shape.width, shape.channels, out.height, out.width, z)
      case .average:
        kernels.average_pool(Int32(kernel), Int32(stride), x, shape.height, shape.width, shape.channels, out.height, out.width, z)
      }
      output.observe(memory, out.positions, z, slice)
    }
  }

  public func settle(_ memory: Memory, _ sample: Sample, _ share: Share) { output.settle(memory, sample, share) }

  public func backward(_ memory: Memory, _ slice: Slice) {
    guard let gradient = input.gradient else { return }
    let shape = input.shape, out = output.shape, room = memory.scratch + floats, kernels = memory.kernels.pointee
    input.beginClosing(memory, slice)
    for image in slice.images {
      let dz = output.derive(memory, image * out.positions, out.positions, room: room), dx = memory.rows(gradient, image * shape.positions)
      if !adds { dx.update(repeating: 0, count: floats) }
      switch kind {
      case .max:
        let x = input.read(memory, image * shape.positions, shape.positions, room: memory.scratch)
        kernels.max_pool_back(
          Int32(kernel), Int32(stride), x, shape.height, shape.width, shape.channels, out.height, out.width,
          memory.rows(output.tensor, image * out.positions), dz, dx)
      case .average:
        kernels.average_pool_back(Int32(kernel), Int32(stride), shape.height, shape.width, shape.channels, out.height, out.width, dz, dx)
      }
      input.close(memory, image * shape.positions, shape.positions, slice)
    }
  }

  public func settleGradients(_ memory: Memory, _ sample: Sample, _ share: Share) { input.settleGradients(memory, sample, share) }
}
