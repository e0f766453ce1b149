import Proxies
import Spaces
import Testing

@Suite struct ProxyScorerTests {
  private let spaces = ["macro", "cells"]

  private func nets(_ name: String) -> [String] { Samples.nets.filter { $0.space == name }.map(\.net) }

  private func bits(_ scores: [Double]) -> [UInt64] { scores.map(\.bitPattern) }

  @Test(arguments: ["macro", "cells"]) func neitherThreadsNorOrderNorNeighboursDecideABit(name: String) throws {
    let space = Samples.space(name), nets = nets(name).sorted()
    var expected: [String: [UInt64]] = [:]
    for net in nets {
      var scorer = try Samples.scorer(space, threads: 1)
      expected[net] = bits(try scorer.score(try space.architecture(net)))
    }
    for threads in 1...3 {
      var scorer = try Samples.scorer(space, threads: threads)
      for net in nets + nets.reversed() + nets { #expect(bits(try scorer.score(try space.architecture(net))) == expected[net]) }
    }
  }

  /// Initial weights go by names: a net scored in the whole space is scored as a space of its own.
  @Test(arguments: ["macro", "cells"]) func aNetHasTheScoresOfTheStandAloneNet(name: String) throws {
    let space = Samples.space(name)
    var scorer = try Samples.scorer(space)
    for net in nets(name) {
      let architecture = try space.architecture(net), alone = space.restricted(to: architecture)
      var single = try Samples.scorer(alone)
      #expect(bits(try scorer.score(architecture)) == bits(try single.score(alone.whole)), "\(net)")
    }
  }

  /// The arena for several candidates holds single ones too; where gradients are added up in another order, bits may differ.
  @Test func anArenaForSeveralCandidatesGivesTheSameScores() throws {
    let space = Samples.space("cells")
    var single = try Samples.scorer(space), several = try Samples.scorer(space, several: true)
    for net in nets("cells") {
      let architecture = try space.architecture(net)
      for (a, b) in zip(try single.score(architecture), try several.score(architecture)) { #expect(abs(a - b) <= 1e-5 * abs(a)) }
    }
  }

  @Test func proxiesAskedForAloneHaveTheirScores() throws {
    let space = Samples.space("macro"), architecture = try space.architecture("1211")
    var all = try Samples.scorer(space)
    let expected = try all.score(architecture)
    for (proxy, score) in zip(Proxy.allCases, expected) {
      var one = try Samples.scorer(space, [proxy])
      #expect(bits(try one.score(architecture)) == bits([score]), "\(proxy.rawValue)")
    }
    var two = try Samples.scorer(space, [.synflow, .naswot])
    #expect(bits(try two.score(architecture)) == bits([expected[5], expected[0]]))
  }

  @Test func otherWeightsAndOtherImagesGiveOtherScores() throws {
    let space = Samples.space("macro"), architecture = try space.architecture("1211")
    var scorer = try Samples.scorer(space)
    let first = try scorer.score(architecture)
    scorer.initialize(seed: 4)
    let second = try scorer.score(architecture)
    #expect(zip(first, second).allSatisfy { $0 != $1 })
    scorer.load(Samples.images(space).reversed(), (0..<Samples.batch).map { Int32($0 % space.classes) })
    let third = try scorer.score(architecture)
    // Synflow alone sees no image.
    #expect(zip(second, third).map { $0 == $1 } == [false, false, false, false, false, true])
  }

  /// Where no path leads from the image to the outputs nothing flows; where images have one code the kernel is singular.
  @Test func aNetThatPassesNothingHasNoScore() throws {
    let space = Samples.space("cells")
    var scorer = try Samples.scorer(space)
    let scores = try scorer.score(try space.architecture("000000"))
    #expect(scores[0] == -.infinity && scores[4].isNaN && scores[5] == -.infinity)
  }
}
