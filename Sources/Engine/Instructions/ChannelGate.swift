internal import CKernels

/// Every channel of an image times a number of its own: z = x · gate.
///
/// x [images][H · W][channels], gate [images][1][channels]. Squeeze-and-excitation (Hu et al. 2018) is four instructions: a
/// `GlobalAverage` of x, a `Linear` whose view applies ReLU, a `Linear` whose view applies h-sigmoid or another gate, and this.
public struct ChannelGate: Instruction {
  public let name: String, input: View, gate: View, output: View
  /// The input's gradient already holds what came from later readers.
  public let adds: Bool

  public init(_ input: View, gate: View, output: View, adds: Bool = false, name: String = "gate") {
    precondition(gate.shape.positions == 1 && gate.channels == input.channels && output.shape == input.shape, "\(name) has unlike shapes")
    self.name = name
    self.input = input
    self.gate = gate
    self.output = output
    self.adds = adds
  }

  public var outputs: [View] { [output] }
  public var barrier: Barrier { output.producingBarrier.union(input.closingBarrier).union(gate.closingBarrier) }
  public var needs: Needs {
    Needs(
      scratch: 2 * input.shape.positions * input.channels + 3 * input.channels,
      channels: max(input.closingChannels + gate.closingChannels, output.producingChannels))
  }
  public var parameters: [Parameter] { output.parameters }

  public func forward(_ memory: Memory, _ slice: Slice) {
    let positions = input.shape.positions, channels = input.channels
    let zero = memory.scratch, g = zero + channels, room = g + channels
    zero.update(repeating: 0, count: channels)
    output.beginProducing(memory, slice)
    for image in slice.images {
      gate.read(memory, image, 1, into: g)
      let x = input.read(memory, image * positions, positions, room: room), z = memory.rows(output.tensor, image * positions)
      memory.kernels.pointee.apply(positions, channels, Nonlinearity.identity.rawValue, x, channels, g, zero, nil, z, channels)
      output.observe(memory, positions, z, slice)
    }
  }

  public func settle(_ memory: Memory, _ sample: BatchExtent, _ share: WorkShare) { output.settle(memory, sample, share) }

  public func backward(_ memory: Memory, _ slice: Slice) {
    let positions = input.shape.positions, channels = input.channels, kernels = memory.kernels.pointee
    let zero = memory.scratch, g = zero + channels, dg = g + channels
    let room = dg + channels, dzRoom = room + positions * channels
    zero.update(repeating: 0, count: channels)
    input.beginClosing(memory, slice)
    gate.beginClosing(memory, slice, at: input.closingChannels)
    for image in slice.images {
      gate.read(memory, image, 1, into: g)
      let x = input.read(memory, image * positions, positions, room: room)
      let dz = output.derive(memory, image * positions, positions, room: dzRoom)
      // Σ dz · x of each channel.
      withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * channels) { sums in
        sums.initialize(repeating: 0)
        guard let s = sums.baseAddress else { return }
        kernels.close(positions, channels, Nonlinearity.identity.rawValue, dz, x, g, zero, zero, s, s + channels)
        for c in 0..<channels { dg[c] = Float(s[channels + c]) }
      }
      gate.give(sloping: dg, memory, image, 1, adds: false)
      gate.close(memory, image, 1, slice, at: input.closingChannels)
      guard let gradient = input.gradient else { continue }
      let dx = input.slopes ? room : memory.rows(gradient, image * positions)
      kernels.apply(
        positions, channels, Nonlinearity.identity.rawValue, dz, channels, g, zero, adds && !input.slopes ? UnsafePointer(dx) : nil, dx,
        channels)
      if input.slopes { input.give(sloping: dx, memory, image * positions, positions, adds: adds) }
      input.close(memory, image * positions, positions, slice)
    }
  }

  public func settleGradients(_ memory: Memory, _ sample: BatchExtent, _ share: WorkShare) {
    input.settleGradients(memory, sample, share)
    gate.settleGradients(memory, sample, share, at: input.closingChannels)
  }
}
