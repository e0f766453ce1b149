internal import CKernels

/// Where passes that share a trunk part: the trunk runs forward once, each pass adds its gradient to the trunk's, and the last
/// closes it so that the trunk can run backward once on the sum.
public struct SharedTrunk: Instruction {
  /// The trunk's output with its own gradient.
  public let trunk: View
  /// What a pass reads: the same view, its gradient in the pass's own buffer.
  public let output: View
  /// The trunk's gradient holds that of earlier passes.
  public let adds: Bool
  /// No pass comes after this one.
  public let closes: Bool
  /// Something of the pass reads the trunk; else it gives nothing.
  public let gives: Bool

  public init(_ trunk: View, branch: Tensor?, adds: Bool, closes: Bool, gives: Bool = true) {
    self.trunk = trunk
    output = trunk.gathering(in: branch, closes: false)
    self.adds = adds
    self.closes = closes
    self.gives = gives
  }

  public var name: String { "trunk" }
  public var reads: [View] { [trunk] }
  public var outputs: [View] { [] }
  public var barrier: Barrier { closes ? trunk.closingBarrier : [] }
  public var needs: Needs { Needs(channels: trunk.closingChannels) }

  public func forward(_ memory: Memory, _ slice: Slice) {}

  public func backward(_ memory: Memory, _ slice: Slice) {
    guard let sum = trunk.gradient, let branch = output.gradient else { return }
    if closes { trunk.beginClosing(memory, slice) }
    for rows in slice.chunks(trunk.shape.positions) {
      let to = memory.rows(sum, rows.lowerBound), from = memory.rows(branch, rows.lowerBound), count = rows.count * trunk.channels
      if !gives {
        if !adds { to.update(repeating: 0, count: count) }
      } else if adds {
        memory.kernels.pointee.add(count, 1, from, to)
      } else {
        to.update(from: from, count: count)
      }
      if closes { trunk.close(memory, rows.lowerBound, rows.count, slice) }
    }
  }

  public func settleGradients(_ memory: Memory, _ sample: BatchExtent, _ share: WorkShare) {
    if closes { trunk.settleGradients(memory, sample, share) }
  }
}
