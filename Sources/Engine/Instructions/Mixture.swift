internal import CKernels

/// A sum of views of one shape, each times its weight: z = Σ weight[k] · x[k]. With constant weights 1 it is addition.
///
/// Weights are knobs. Where `weightGradients` is given, backward adds d/d(weight[k]) = Σ dz · x[k] to slot k, in Double.
public struct Mixture: Instruction {
  public let name: String, inputs: Inputs, weights: [Knob], output: View, weightGradients: WeightGradients?

  /// A slot for each weight, and room for each slice's part.
  public struct WeightGradients: Hashable, Sendable {
    public let slots: [Slot]
    fileprivate let parts: Int, slices: Int

    public init(_ layout: inout Layout, count: Int, slices: Int) {
      slots = (0..<count).map { _ in Slot(&layout) }
      parts = layout.reserve(2 * count * slices)
      self.slices = slices
    }

    fileprivate func part(_ memory: Memory, _ slice: Int) -> UnsafeMutablePointer<Double> {
      UnsafeMutableRawPointer(memory.arena + parts).assumingMemoryBound(to: Double.self) + slice * slots.count
    }
  }

  public init(
    _ inputs: Inputs, weights: [Knob]? = nil, output: View, weightGradients: WeightGradients? = nil, name: String = "mixture"
  ) {
    precondition(inputs.views.allSatisfy { $0.shape == output.shape }, "\(name) has unlike shapes")
    precondition((weights?.count ?? inputs.views.count) == inputs.views.count, "\(name) has one weight for each view")
    precondition((weightGradients?.slots.count ?? inputs.views.count) == inputs.views.count, "\(name) has one slot for each view")
    self.name = name
    self.inputs = inputs
    self.weights = weights ?? inputs.views.map { _ in .constant(1) }
    self.output = output
    self.weightGradients = weightGradients
  }

  public var outputs: [View] { [output] }
  public var barrier: Barrier {
    output.producingBarrier.union(inputs.closingBarrier).union(weightGradients == nil ? [] : .backward)
  }
  public var needs: Needs {
    Needs(scratch: 2 * Slice.chunkRows * output.channels, channels: max(inputs.closingChannels, output.producingChannels))
  }
  public var parameters: [Parameter] { output.parameters }

  public func forward(_ memory: Memory, _ slice: Slice) {
    output.beginProducing(memory, slice)
    for rows in slice.chunks(output.shape.positions) {
      let z = memory.rows(output.tensor, rows.lowerBound), floats = rows.count * output.channels
      z.update(repeating: 0, count: floats)
      for (view, weight) in zip(inputs.views, weights) {
        let x = view.read(memory, rows.lowerBound, rows.count, room: memory.scratch)
        memory.kernels.pointee.add(floats, Float(weight.value(memory)), x, z)
      }
      output.observe(memory, rows.count, z, slice)
    }
  }

  public func settle(_ memory: Memory, _ sample: Sample, _ share: Share) { output.settle(memory, sample, share) }

  public func backward(_ memory: Memory, _ slice: Slice) {
    let copy = memory.scratch + Slice.chunkRows * output.channels, parts = weightGradients?.part(memory, slice.index)
    parts?.update(repeating: 0, count: inputs.views.count)
    inputs.beginClosing(memory, slice)
    for rows in slice.chunks(output.shape.positions) {
      let dz = output.derive(memory, rows.lowerBound, rows.count, room: memory.scratch)
      for (k, view) in inputs.views.enumerated() {
        if let parts {
          let x = view.read(memory, rows.lowerBound, rows.count, room: copy)
          parts[k] += kernel_dot(rows.count * output.channels, dz, x)
        }
        view.give(memory, rows.lowerBound, rows.count, dz, scale: Float(weights[k].value(memory)), adds: inputs.adds[k])
      }
      inputs.close(memory, rows.lowerBound, rows.count, slice)
    }
  }

  public func settleGradients(_ memory: Memory, _ sample: Sample, _ share: Share) {
    inputs.settleGradients(memory, sample, share)
    guard let weightGradients, share.index == 0 else { return }
    for (k, slot) in weightGradients.slots.enumerated() {
      let sum = (0..<sample.slices).reduce(0) { $0 + weightGradients.part(memory, $1)[k] }
      slot.set(slot.value(memory) + sum, memory)
    }
  }
}
