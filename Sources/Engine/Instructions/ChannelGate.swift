internal import CKernels

/// Every channel of an image times a number of its own: z = x · gate.
///
/// x [images][H · W][channels], gate [images][1][channels], in chunks of rows that stay in the cache, one after another. Squeeze-and-excitation (Hu et al. 2018) is four instructions: a
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

  public var reads: [View] { [input, gate] }
  public var outputs: [View] { [output] }
  public var barrier: Barrier { output.producingBarrier.union(input.closingBarrier).union(gate.closingBarrier) }
  public var needs: Needs {
    Needs(
      scratch: (2 * Slice.chunkRows + 3) * input.channels,
      channels: max(input.closingChannels + gate.closingChannels, output.producingChannels))
  }
  public var parameters: [Parameter] { output.parameters }

  public var splits: Bool { true }

  public func forward(_ memory: Memory, _ slice: Slice) {
    let positions = input.shape.positions, channels = input.channels
    let zero = memory.scratch, g = zero + channels, room = g + channels
    zero.update(repeating: 0, count: channels)
    output.beginProducing(memory, slice)
    for image in slice.images {
      gate.read(memory, image, 1, into: g)
      for rows in Chunks(of: image, positions, part: slice.part) {
        let x = input.read(memory, rows.lowerBound, rows.count, room: room), z = memory.rows(output.tensor, rows.lowerBound)
        memory.kernels.pointee.apply(rows.count, channels, Nonlinearity.identity.rawValue, x, channels, g, zero, nil, z, channels)
        output.observe(memory, rows.count, z, slice)
      }
    }
  }

  public func settle(_ memory: Memory, _ sample: BatchExtent, _ share: WorkShare) { output.settle(memory, sample, share) }

  public func backward(_ memory: Memory, _ slice: Slice) {
    let positions = input.shape.positions, channels = input.channels, kernels = memory.kernels.pointee
    let zero = memory.scratch, g = zero + channels, dg = g + channels
    let room = dg + channels, dzRoom = room + Slice.chunkRows * channels
    zero.update(repeating: 0, count: channels)
    input.beginClosing(memory, slice)
    gate.beginClosing(memory, slice, at: input.closingChannels)
    for image in slice.images {
      gate.read(memory, image, 1, into: g)
      withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * channels) { sums in
        sums.initialize(repeating: 0)
        guard let s = sums.baseAddress else { return }
        for rows in Chunks(of: image, positions) {
          let x = input.read(memory, rows.lowerBound, rows.count, room: room)
          let dz = output.derive(memory, rows.lowerBound, rows.count, room: dzRoom)
          // Σ dz · x of each channel.
          kernels.close(rows.count, channels, Nonlinearity.identity.rawValue, dz, x, g, zero, zero, s, s + channels)
          guard let gradient = input.gradient else { continue }
          let dx = input.slopes ? room : memory.rows(gradient, rows.lowerBound)
          kernels.apply(
            rows.count, channels, Nonlinearity.identity.rawValue, dz, channels, g, zero, adds && !input.slopes ? UnsafePointer(dx) : nil,
            dx,
            channels)
          if input.slopes { input.give(sloping: dx, memory, rows.lowerBound, rows.count, adds: adds) }
          input.close(memory, rows.lowerBound, rows.count, slice)
        }
        for c in 0..<channels { dg[c] = Float(s[channels + c]) }
      }
      gate.give(sloping: dg, memory, image, 1, adds: false)
      gate.close(memory, image, 1, slice, at: input.closingChannels)
    }
  }

  public func settleGradients(_ memory: Memory, _ sample: BatchExtent, _ share: WorkShare) {
    input.settleGradients(memory, sample, share)
    gate.settleGradients(memory, sample, share, at: input.closingChannels)
  }
}
