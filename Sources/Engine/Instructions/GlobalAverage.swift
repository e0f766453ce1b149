internal import CKernels

/// Global average pooling: [images][H · W][channels] → [images][channels].
public struct GlobalAverage: Instruction {
  public let name: String, input: View, output: View
  /// The input's gradient already holds what came from later readers.
  public let adds: Bool

  public init(_ input: View, output: View, adds: Bool = false, name: String = "global average") {
    precondition(output.shape.positions == 1 && output.channels == input.channels, "\(name) writes [images][channels]")
    self.name = name
    self.input = input
    self.output = output
    self.adds = adds
  }

  public var reads: [View] { [input] }
  public var outputs: [View] { [output] }
  public var barrier: Barrier { output.producingBarrier.union(input.closingBarrier) }
  public var needs: Needs {
    Needs(
      scratch: input.shape.positions * input.channels + input.channels, channels: max(input.closingChannels, output.producingChannels))
  }
  public var parameters: [Parameter] { output.parameters }

  public func forward(_ memory: Memory, _ slice: Slice) {
    let positions = input.shape.positions
    output.beginProducing(memory, slice)
    for image in slice.images {
      let x = input.read(memory, image * positions, positions, room: memory.scratch), z = memory.rows(output.tensor, image)
      memory.kernels.pointee.mean(positions, input.channels, x, 1 / Float(positions), z)
      output.observe(memory, 1, z, slice)
    }
  }

  public func settle(_ memory: Memory, _ sample: BatchExtent, _ share: WorkShare) { output.settle(memory, sample, share) }

  public func backward(_ memory: Memory, _ slice: Slice) {
    guard let gradient = input.gradient else { return }
    let positions = input.shape.positions
    input.beginClosing(memory, slice)
    for image in slice.images {
      let dz = output.derive(memory, image, 1, room: memory.scratch), copy = memory.scratch + input.channels
      let dx = input.slopes ? copy : memory.rows(gradient, image * positions)
      memory.kernels.pointee.spread(adds && !input.slopes ? 1 : 0, positions, input.channels, dz, 1 / Float(positions), dx)
      if input.slopes { input.give(sloping: dx, memory, image * positions, positions, adds: adds) }
      input.close(memory, image * positions, positions, slice)
    }
  }

  public func settleGradients(_ memory: Memory, _ sample: BatchExtent, _ share: WorkShare) { input.settleGradients(memory, sample, share) }
}
