import FoundationEssentials
import Spaces
import Testing

@Suite struct SampleDesignCodingTests {
  private func read(_ text: String) throws -> SampleDesign { try JSONDecoder().decode(SampleDesign.self, from: Data(text.utf8)) }

  @Test(arguments: [
    SampleDesign.exhaustive, .uniform(count: 3), .depth(count: 96), .macs(count: 960, strata: 7), .bounded(count: 16, macs: 3...9),
  ])
  func whatIsWrittenIsReadBack(_ design: SampleDesign) throws {
    #expect(try JSONDecoder().decode(SampleDesign.self, from: JSONEncoder().encode(design)) == design)
  }

  @Test func macsHaveTenStrataUnlessSaid() throws {
    #expect(try read(#"{"name": "macs", "count": 960}"#) == .macs(count: 960, strata: 10))
    #expect(try read(#"{"name": "bounded", "count": 16, "most": 9}"#) == .bounded(count: 16, macs: 0...9))
    #expect(throws: DecodingError.self) { try read(#"{"name": "bounded", "count": 16, "least": 10, "most": 9}"#) }
    #expect(throws: DecodingError.self) { try read(#"{"name": "depth"}"#) }
    #expect(throws: DecodingError.self) { try read(#"{"name": "flops", "count": 1}"#) }
  }
}
