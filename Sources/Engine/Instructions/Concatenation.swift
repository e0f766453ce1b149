internal import CKernels

/// Views side by side: z [rows][Σ channels].
public struct Concatenation: Instruction {
  public let name: String, inputs: Inputs, output: View

  public init(_ inputs: Inputs, output: View, name: String = "concatenation") {
    precondition(output.channels == inputs.views.reduce(0) { $0 + $1.channels }, "\(name) writes another number of channels")
    precondition(inputs.views.allSatisfy { $0.shape.rows == output.shape.rows }, "\(name) has unlike shapes")
    self.name = name
    self.inputs = inputs
    self.output = output
  }

  public var reads: [View] { inputs.views }
  public var outputs: [View] { [output] }
  public var barrier: Barrier { output.producingBarrier.union(inputs.closingBarrier) }
  public var needs: Needs {
    Needs(scratch: 2 * Slice.chunkRows * output.channels, channels: max(inputs.closingChannels, output.producingChannels))
  }
  public var parameters: [Parameter] { output.parameters }

  public var splits: Bool { true }

  public func forward(_ memory: Memory, _ slice: Slice) {
    output.beginProducing(memory, slice)
    for rows in slice.chunks(output.shape.positions) {
      let z = memory.rows(output.tensor, rows.lowerBound)
      var first = 0
      for view in inputs.views {
        view.read(memory, rows.lowerBound, rows.count, into: z + first, stride: output.channels)
        first += view.channels
      }
      output.observe(memory, rows.count, z, slice)
    }
  }

  public func settle(_ memory: Memory, _ sample: BatchExtent, _ share: WorkShare) { output.settle(memory, sample, share) }

  public func backward(_ memory: Memory, _ slice: Slice) {
    inputs.beginClosing(memory, slice)
    for rows in slice.chunks(output.shape.positions) {
      let dz = output.derive(memory, rows.lowerBound, rows.count, room: memory.scratch)
      var first = 0
      for (view, adds) in zip(inputs.views, inputs.adds) {
        view.give(
          memory, rows.lowerBound, rows.count, dz + first, stride: output.channels, adds: adds,
          room: memory.scratch + Slice.chunkRows * output.channels)
        first += view.channels
      }
      inputs.close(memory, rows.lowerBound, rows.count, slice)
    }
  }

  public func settleGradients(_ memory: Memory, _ sample: BatchExtent, _ share: WorkShare) { inputs.settleGradients(memory, sample, share) }
}
