internal import CKernels

/// Chosen channels in a chosen order: a split is one selection for each part, a shuffle a selection of all.
///
/// x [rows][inputs], z [rows][channels.count] with z[c] = x[channels[c]]. Channels that lie equally far apart are copied together, as those
/// of a split into every second do, and those of a shuffle group by group.
public struct ChannelSelection: Instruction {
  public let name: String, input: View, channels: [Int], output: View
  /// The input's gradient already holds what came from later readers.
  public let adds: Bool
  private let runs: [Run]

  /// z[to + c · apart] = x[from + c · step] for so many c.
  private struct Run: Hashable, Sendable {
    let count: Int, from: Int, step: Int, to: Int, apart: Int
  }

  public init(_ input: View, channels: [Int], output: View, adds: Bool = false, name: String = "channels") {
    precondition(output.channels == channels.count && output.shape.rows == input.shape.rows, "\(name) has unlike shapes")
    precondition(channels.allSatisfy { 0..<input.channels ~= $0 }, "\(name) chooses channels that are not there")
    self.name = name
    self.input = input
    self.channels = channels
    self.output = output
    self.adds = adds
    runs = Self.runs(channels)
  }

  /// Each place of the list once: groups where every so manyth channel is the next one, else stretches of equal distance.
  private static func runs(_ channels: [Int]) -> [Run] {
    let count = channels.count
    func isEven(_ first: Int, _ apart: Int, step: Int) -> Bool {
      stride(from: first, to: count - apart, by: apart).allSatisfy { channels[$0 + apart] - channels[$0] == step }
    }
    if count > 1, channels[1] > channels[0], isEven(0, 1, step: channels[1] - channels[0]) {
      return [Run(count: count, from: channels[0], step: channels[1] - channels[0], to: 0, apart: 1)]
    }
    if let groups = (2..<max(3, count / 4 + 1)).first(where: { groups in (0..<min(groups, count)).allSatisfy { isEven($0, groups, step: 1) }
    }) {
      return (0..<min(groups, count)).map { first in
        Run(count: (count - first + groups - 1) / groups, from: channels[first], step: 1, to: first, apart: groups)
      }
    }
    var runs: [Run] = [], first = 0
    while first < count {
      var end = first + 1, step = 1
      if end < count, channels[end] > channels[first] {
        step = channels[end] - channels[first]
        while end < count, channels[end] - channels[end - 1] == step { end += 1 }
      }
      runs.append(Run(count: end - first, from: channels[first], step: step, to: first, apart: 1))
      first = end
    }
    return runs
  }

  /// The order of a channel shuffle (Zhang et al. 2018): channels in `groups` groups, read across groups.
  public static func shuffle(_ channels: Int, groups: Int) -> [Int] {
    (0..<channels).map { $0 % groups * (channels / groups) + $0 / groups }
  }

  public var reads: [View] { [input] }
  public var outputs: [View] { [output] }
  public var barrier: Barrier { output.producingBarrier.union(input.closingBarrier) }
  public var needs: Needs {
    Needs(
      scratch: Slice.chunkRows * (2 * input.channels + output.channels), channels: max(input.closingChannels, output.producingChannels))
  }
  public var parameters: [Parameter] { output.parameters }

  public func forward(_ memory: Memory, _ slice: Slice) {
    let strided = memory.kernels.pointee.strided
    output.beginProducing(memory, slice)
    for rows in slice.chunks(input.shape.positions) {
      let x = input.read(memory, rows.lowerBound, rows.count, room: memory.scratch), z = memory.rows(output.tensor, rows.lowerBound)
      for run in runs {
        strided(0, rows.count, run.count, x + run.from, input.channels, run.step, z + run.to, channels.count, run.apart)
      }
      output.observe(memory, rows.count, z, slice)
    }
  }

  public func settle(_ memory: Memory, _ sample: BatchExtent, _ share: WorkShare) { output.settle(memory, sample, share) }

  public func backward(_ memory: Memory, _ slice: Slice) {
    guard let gradient = input.gradient else { return }
    let strided = memory.kernels.pointee.strided
    input.beginClosing(memory, slice)
    for rows in slice.chunks(input.shape.positions) {
      let dz = output.derive(memory, rows.lowerBound, rows.count, room: memory.scratch)
      let dx = input.slopes ? memory.scratch + Slice.chunkRows * output.channels : memory.rows(gradient, rows.lowerBound)
      if !adds || input.slopes { dx.update(repeating: 0, count: rows.count * input.channels) }
      for run in runs {
        strided(1, rows.count, run.count, dz + run.to, channels.count, run.apart, dx + run.from, input.channels, run.step)
      }
      if input.slopes { input.give(sloping: dx, memory, rows.lowerBound, rows.count, adds: adds) }
      input.close(memory, rows.lowerBound, rows.count, slice)
    }
  }

  public func settleGradients(_ memory: Memory, _ sample: BatchExtent, _ share: WorkShare) { input.settleGradients(memory, sample, share) }
}
