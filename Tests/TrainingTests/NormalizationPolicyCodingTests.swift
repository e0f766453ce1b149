import FoundationEssentials
import Testing
import Training

@Suite struct NormalizationPolicyCodingTests {
  private func read(_ text: String) throws -> NormalizationPolicy {
    try JSONDecoder().decode(NormalizationPolicy.self, from: Data(text.utf8))
  }

  @Test(arguments: [NormalizationPolicy.inherited, .batch(size: 40), .recalibrated(images: 7), .moving(batches: 3, size: 9)])
  func whatIsWrittenIsReadBack(_ policy: NormalizationPolicy) throws {
    #expect(try JSONDecoder().decode(NormalizationPolicy.self, from: JSONEncoder().encode(policy)) == policy)
  }

  @Test func recalibrationTakesAThousandImagesUnlessSaid() throws {
    #expect(try read(#"{"name": "recalibrated"}"#) == .recalibrated(images: 1_000))
    #expect(throws: DecodingError.self) { try read(#"{"name": "batch"}"#) }
    #expect(throws: DecodingError.self) { try read(#"{"name": "none"}"#) }
  }
}
