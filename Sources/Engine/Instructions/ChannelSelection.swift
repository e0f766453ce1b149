internal import CKernels

/// Chosen channels in a chosen order: a split is one selection for each part, a shuffle a selection of all.
///
/// x [rows][inputs], z [rows][channels.count] with z[c] = x[channels[c]].
public struct ChannelSelection: Instruction {
  public let name: String, input: View, channels: [Int], output: View
  /// The input's gradient already holds what came from later readers.
  public let adds: Bool

  public init(_ input: View, channels: [Int], output: View, adds: Bool = false, name: String = "channels") {
    precondition(output.channels == channels.count && output.shape.rows == input.shape.rows, "\(name) has unlike shapes")
    precondition(channels.allSatisfy { 0..<input.channels ~= $0 }, "\(name) chooses channels that are not there")
    self.name = name
    self.input = input
    self.channels = channels
    self.output = output
    self.adds = adds
  }

  /// The order of a channel shuffle (Zhang et al. 2018): channels in `groups` groups, read across groups.
  public static func shuffle(_ channels: Int, groups: Int) -> [Int] {
    (0..<channels).map { $0 % groups * (channels / groups) + $0 / groups }
  }

  public var outputs: [View] { [output] }
  public var barrier: Barrier { output.producingBarrier.union(input.closingBarrier) }
  public var needs: Needs {
    Needs(
      scratch: Slice.chunkRows * (2 * input.channels + output.channels), channels: max(input.closingChannels, output.producingChannels))
  }
  public var parameters: [Parameter] { output.parameters }

  public func forward(_ memory: Memory, _ slice: Slice) {
    output.beginProducing(memory, slice)
    for rows in slice.chunks(input.shape.positions) {
      let x = input.read(memory, rows.lowerBound, rows.count, room: memory.scratch), z = memory.rows(output.tensor, rows.lowerBound)
      for row in 0..<rows.count {
        for (c, from) in channels.enumerated() { z[row * channels.count + c] = x[row * input.channels + from] }
      }
      output.observe(memory, rows.count, z, slice)
    }
  }

  public func settle(_ memory: Memory, _ sample: BatchExtent, _ share: WorkShare) { output.settle(memory, sample, share) }

  public func backward(_ memory: Memory, _ slice: Slice) {
    guard let gradient = input.gradient else { return }
    input.beginClosing(memory, slice)
    for rows in slice.chunks(input.shape.positions) {
      let dz = output.derive(memory, rows.lowerBound, rows.count, room: memory.scratch)
      let dx = input.slopes ? memory.scratch + Slice.chunkRows * output.channels : memory.rows(gradient, rows.lowerBound)
      if !adds || input.slopes { dx.update(repeating: 0, count: rows.count * input.channels) }
      for row in 0..<rows.count {
        for (c, to) in channels.enumerated() { dx[row * input.channels + to] += dz[row * channels.count + c] }
      }
      if input.slopes { input.give(sloping: dx, memory, rows.lowerBound, rows.count, adds: adds) }
      input.close(memory, rows.lowerBound, rows.count, slice)
    }
  }

  public func settleGradients(_ memory: Memory, _ sample: BatchExtent, _ share: WorkShare) { input.settleGradients(memory, sample, share) }
}
