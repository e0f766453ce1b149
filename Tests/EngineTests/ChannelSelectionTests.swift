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
