import Digests
import Testing

@Suite struct CanonicalJSONTests {
  struct Sample: Codable {
    var b = 0.1, a = [1, 2], path = "x/y", f = Float(0.1), whole = 3.0
  }

  @Test func keysAreSortedAndNumbersShortest() throws {
    #expect(try CanonicalJSON.text(Sample()) == #"{"a":[1,2],"b":0.1,"f":0.1,"path":"x/y","whole":3}"#)
  }

  @Test func equalValuesHaveEqualDigestsAndOthersNot() throws {
    let one = try CanonicalJSON.digest(Sample())
    #expect(try CanonicalJSON.digest(Sample()) == one)
    #expect(try CanonicalJSON.digest(Sample(b: 0.2)) != one)
  }

  @Test func notANumberIsRefused() {
    #expect(throws: EncodingError.self) { try CanonicalJSON.encode(Sample(b: .nan)) }
  }
}
