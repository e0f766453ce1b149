/// Chosen channels in a chosen order: a split is one selection for each part, a shuffle a selection of all.
///
/// x [rows][inputs], z [rows][channels.count] with z[c] = x[channels[c]]. Channels that lie equally far apart are copied together, as those
/// of a split into every second do, and those of a shuffle group by group.
public struct ChannelSelection: Instruction {
  public let name: String, input: View, channels: [Int], output: View
  /// The input's gradient already holds what came from later readers.
  public let adds: Bool
  private let runs: ChannelRuns

  public init(_ input: View, channels: [Int], output: View, adds: Bool = false, name: String = "channels") {
    precondition(output.channels == channels.count && output.shape.rows == input.shape.rows, "\(name) has unlike shapes")
    precondition(channels.allSatisfy { 0..<input.channels ~= $0 }, "\(name) chooses channels that are not there")
    self.name = name
    self.input = input
    self.channels = channels
    self.output = output
    self.adds = adds
    runs = ChannelRuns(runs: Self.runs(channels))
  }

  /// Each place of the list once: groups where every so manyth channel is the next one, else stretches of equal distance.
  private static func runs(_ channels: [Int]) -> [ChannelRuns.Run] {
    let count = channels.count
    func isEven(_ first: Int, _ apart: Int, step: Int) -> Bool {
      stride(from: first, to: count - apart, by: apart).allSatisfy { channels[$0 + apart] - channels[$0] == step }
    }
    if count > 1, channels[1] > channels[0], isEven(0, 1, step: channels[1] - channels[0]) {
      return [ChannelRuns.Run(count: count, from: channels[0], step: channels[1] - channels[0], to: 0, apart: 1)]
    }
    if let groups = (2..<max(3, count / 4 + 1)).first(where: { groups in (0..<min(groups, count)).allSatisfy { isEven($0, groups, step: 1) }
    }) {
      return (0..<min(groups, count)).map { first in
        ChannelRuns.Run(count: (count - first + groups - 1) / groups, from: channels[first], step: 1, to: first, apart: groups)
      }
    }
    var runs: [ChannelRuns.Run] = [], first = 0
    while first < count {
      var end = first + 1, step = 1
      if end < count, channels[end] > channels[first] {
        step = channels[end] - channels[first]
        while end < count, channels[end] - channels[end - 1] == step { end += 1 }
      }
      runs.append(ChannelRuns.Run(count: end - first, from: channels[first], step: step, to: first, apart: 1))
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
  public var needs: Needs { ChannelRuns.needs(input, output) }
  public var parameters: [Parameter] { output.parameters }

  public func forward(_ memory: Memory, _ slice: Slice) { runs.forward(memory, slice, input, output, clears: false) }

  public func settle(_ memory: Memory, _ sample: BatchExtent, _ share: WorkShare) { output.settle(memory, sample, share) }

  public func backward(_ memory: Memory, _ slice: Slice) { runs.backward(memory, slice, input, output, adds: adds) }

  public func settleGradients(_ memory: Memory, _ sample: BatchExtent, _ share: WorkShare) { input.settleGradients(memory, sample, share) }
}
