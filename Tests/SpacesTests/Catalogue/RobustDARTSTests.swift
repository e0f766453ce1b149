import Spaces
import Testing

@Suite struct RobustDARTSTests {
  @Test func theReducedSpacesHaveTheReleasedCodesOperations() throws {
    for reduced in Space.Reduced.allCases { try Space.darts(reduced).validate() }
    let first = Space.darts(.s1)
    #expect(first.choices.allSatisfy { $0.candidates.count == 2 })
    func names(_ edge: String) throws -> [String] {
      try #require(first.choices.first { $0.name == edge }).candidates.map(\.name)
    }
    #expect(try names("normal/2<-0") == ["skip_connect", "dil_conv_3x3"])
    #expect(try names("normal/4<-0") == ["max_pool_3x3", "skip_connect"])
    #expect(try names("normal/5<-4") == ["dil_conv_3x3", "dil_conv_5x5"])
    #expect(try names("reduce/2<-1") == ["max_pool_3x3", "dil_conv_3x3"])
    #expect(try names("reduce/4<-1") == ["max_pool_3x3", "sep_conv_3x3"])
    #expect(try names("reduce/5<-2") == ["skip_connect", "dil_conv_5x5"])
    // Edges that can keep a skip: 12 of the normal cell, 6 of the reduction cell.
    let skips = first.choices.filter { $0.candidates.contains { $0.name == "skip_connect" } }.map { $0.name.prefix(6) }
    #expect(skips.count { $0 == "normal" } == 12 && skips.count { $0 == "reduce" } == 6)
    #expect(Space.darts(.s2).choices.allSatisfy { $0.candidates.map(\.name) == ["skip_connect", "sep_conv_3x3"] })
    #expect(Space.darts(.s4).choices.allSatisfy { $0.candidates.map(\.layers.first) == [.noise, .activation(.relu)] })
    #expect(Space.darts(.s3).choices.allSatisfy { $0.candidates.map(\.name) == ["none", "skip_connect", "sep_conv_3x3"] })
  }
}
