internal import CKernels

/// A sum of views of one shape, each times its weight: z = Σ weight[k] · x[k]. With constant weights 1 it is addition; without
/// views it is zero.
///
/// Weights are knobs. Where `weightGradients` is given, backward adds d/d(weight[k]) = Σ dz · x[k] to slot k, in Double. A view with
/// BatchNorm that is read here alone takes the sum's gradient for its own (`View.gain`): nothing is written for it, and its
/// d/d(weight) falls out of the sums that its BatchNorm needs anyway. The same slot may serve several views and mixtures.
public struct WeightedSum: Instruction {
  public let name: String, inputs: Inputs, weights: [Scalar], output: View, weightGradients: WeightGradients?
  /// Where each view's sums begin, in channels.
  private let offsets: [Int]

  /// Room for each slice's part of the weights' gradients.
  public struct Parts: Hashable, Sendable {
    fileprivate let offset: Int, count: Int

    public init(_ layout: inout Layout, count: Int, slices: Int) {
      offset = layout.reserveDoubles(count * slices)
      self.count = count
    }

    fileprivate func of(_ slice: Int, _ memory: Memory) -> UnsafeMutablePointer<Double> { memory.doubles + offset + slice * count }
  }

  /// A slot for each weight, which backward adds to and several instructions may share; nil for a weight that is not learnt.
  public struct WeightGradients: Hashable, Sendable {
    public let slots: [ScalarSlot?]
    fileprivate let parts: Parts

    public init(_ slots: [ScalarSlot?], _ parts: Parts) {
      precondition(slots.count <= parts.count, "room for \(parts.count) weights, not for \(slots.count)")
      self.slots = slots
      self.parts = parts
    }
  }

  public init(
    _ inputs: Inputs, weights: [Scalar]? = nil, output: View, weightGradients: WeightGradients? = nil, name: String = "mixture"
  ) {
    precondition(inputs.views.allSatisfy { $0.shape == output.shape }, "\(name) has unlike shapes")
    precondition((weights?.count ?? inputs.views.count) == inputs.views.count, "\(name) has one weight for each view")
    precondition((weightGradients?.slots.count ?? inputs.views.count) == inputs.views.count, "\(name) has one slot for each view")
    precondition(
      inputs.views.allSatisfy { $0.gain == nil || $0.gradient == output.gradient && output.normalization == nil },
      "\(name): a view with a gain shares the gradient of a plain sum")
    self.name = name
    self.inputs = inputs
    self.weights = weights ?? inputs.views.map { _ in .constant(1) }
    self.output = output
    self.weightGradients = weightGradients
    offsets = inputs.offsets
  }

  public var reads: [View] { inputs.views }
  public var outputs: [View] { [output] }
  public var barrier: Barrier {
    output.producingBarrier.union(inputs.closingBarrier).union(weightGradients == nil ? [] : .backward)
  }
  public var needs: Needs {
    Needs(
      scratch: Self.needs(views: inputs.views.count, channels: output.channels).scratch,
      channels: max(inputs.closingChannels, output.producingChannels))
  }

  /// What the sum of so many views wants at most.
  public static func needs(views: Int, channels: Int) -> Needs {
    Needs(scratch: (3 * Slice.chunkRows + 2 * views) * channels, channels: max(views, 1) * channels)
  }
  public var parameters: [Parameter] { output.parameters }

  public var splits: Bool { true }

  /// Whether a view is a·z + b or z itself, so that its weight can be multiplied into a and b.
  private func isAffine(_ view: View) -> Bool { view.activation == .identity && view.residual == nil }

  public func forward(_ memory: Memory, _ slice: Slice) {
    let channels = output.channels, tables = memory.scratch + 3 * Slice.chunkRows * channels, apply = memory.kernels.pointee.apply
    for (k, view) in inputs.views.enumerated() where isAffine(view) {
      let weight = weights[k].value(memory), scale = tables + 2 * k * channels, shift = scale + channels
      let a = view.table?.row(memory, .a), b = view.table?.row(memory, .b)
      for c in 0..<channels {
        scale[c] = Float(weight * Double(a?[c] ?? 1))
        shift[c] = Float(weight * Double(b?[c] ?? 0))
      }
    }
    output.beginProducing(memory, slice)
    for rows in slice.chunks(output.shape.positions) {
      let z = memory.rows(output.tensor, rows.lowerBound), floats = rows.count * channels
      if inputs.views.first.map({ !isAffine($0) }) ?? true { z.update(repeating: 0, count: floats) }
      for (k, view) in inputs.views.enumerated() {
        guard isAffine(view) else {
          let x = view.read(memory, rows.lowerBound, rows.count, room: memory.scratch)
          memory.kernels.pointee.add(floats, Float(weights[k].value(memory)), x, z)
          continue
        }
        let scale = tables + 2 * k * channels
        apply(
          rows.count, channels, Nonlinearity.identity.rawValue, memory.rows(view.tensor, rows.lowerBound), channels, scale,
          scale + channels, k > 0 ? UnsafePointer(z) : nil, z, channels)
      }
      output.observe(memory, rows.count, z, slice)
    }
  }

  public func settle(_ memory: Memory, _ sample: BatchExtent, _ share: WorkShare) { output.settle(memory, sample, share) }

  public func backward(_ memory: Memory, _ slice: Slice) {
    let copy = memory.scratch + Slice.chunkRows * output.channels, room = copy + Slice.chunkRows * output.channels,
      parts = weightGradients?.parts.of(slice.index, memory)
    parts?.update(repeating: 0, count: inputs.views.count)
    inputs.beginClosing(memory, slice)
    for rows in slice.chunks(output.shape.positions) {
      let dz = output.derive(memory, rows.lowerBound, rows.count, room: memory.scratch)
      for (k, view) in inputs.views.enumerated() where view.gain == nil {
        if let parts, weightGradients?.slots[k] != nil {
          let x = view.read(memory, rows.lowerBound, rows.count, room: copy)
          parts[k] += kernel_dot(rows.count * output.channels, dz, x)
        }
        view.give(memory, rows.lowerBound, rows.count, dz, scale: Float(weights[k].value(memory)), adds: inputs.adds[k], room: room)
      }
      inputs.close(memory, rows.lowerBound, rows.count, slice)
    }
  }

  public func settleGradients(_ memory: Memory, _ sample: BatchExtent, _ share: WorkShare) {
    inputs.settleGradients(memory, sample, share)
    guard let weightGradients, share.index == 0 else { return }
    for (k, slot) in weightGradients.slots.enumerated() {
      guard let slot else { continue }
      let view = inputs.views[k], sum: Double
      if view.gain != nil, let table = view.table {
        sum = table.product(memory, sample, at: offsets[k])
      } else {
        sum = (0..<sample.slices).reduce(0) { $0 + weightGradients.parts.of($1, memory)[k] }
      }
      slot.set(slot.value(memory) + sum, memory)
    }
  }
}
