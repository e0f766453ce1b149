import Engine
import GradientOracle
import Testing

@Suite struct ChannelSelectionTests {
  @Test func aSplitIsASelectionForEachPart() throws {
    var bench = Bench()
    let x = bench.source(4, 3, 7, normalized: true, .relu), left = bench.view(4, 3, 3, normalized: true), right = bench.view(4, 3, 4)
    bench.add(ChannelSelection(x, channels: [0, 1, 2], output: left, adds: true))
    bench.add(ChannelSelection(x.leftOpen(), channels: [3, 4, 5, 6], output: right))
    bench.probe(left)
    bench.probe(right)
    try bench.check { given in
      [
        Bench.read(Images(left.shape) { given[x][$0, $1, $2, $3] }, left, given),
        Images(right.shape) { given[x][$0, $1, $2, $3 + 3] },
      ]
    }
  }

  /// Every second channel, a shuffle of groups, turned around, some twice: of any list outputs and gradients are right.
  @Test(arguments: [
    [0, 2, 4, 6, 8, 10], [1, 3, 5, 7, 9, 11], [0, 3, 6, 9, 1, 4, 7, 10, 2, 5, 8, 11], [0, 6, 1, 7, 2, 8, 3, 9, 4, 10, 5, 11],
    [11, 10, 9, 8], [4, 4, 5, 7, 9, 0], [5], [2, 5, 8, 11], [0, 1, 2, 3, 3, 2, 1, 0],
  ]) func anyListOfChannels(channels: [Int]) throws {
    var bench = Bench()
    let x = bench.source(3, 5, 12, normalized: true, .relu), z = bench.view(3, 5, channels.count)
    bench.add(ChannelSelection(x, channels: channels, output: z))
    bench.probe(z)
    try bench.check { given in [Images(z.shape) { given[x][$0, $1, $2, channels[$3]] }] }
  }

  @Test func aShuffleReadsAcrossGroups() throws {
    #expect(ChannelSelection.shuffle(6, groups: 2) == [0, 3, 1, 4, 2, 5])
    #expect(ChannelSelection.shuffle(6, groups: 3) == [0, 2, 4, 1, 3, 5])
    var bench = Bench()
    let x = bench.source(2, 3, 6, normalized: true, .relu), z = bench.view(2, 3, 6)
    bench.add(ChannelSelection(x, channels: ChannelSelection.shuffle(6, groups: 2), output: z))
    bench.probe(z)
    try bench.check { given in [Images(z.shape) { given[x][$0, $1, $2, [0, 3, 1, 4, 2, 5][$3]] }] }
  }
}
