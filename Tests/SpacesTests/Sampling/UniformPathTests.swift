import Spaces
import Streams
import Testing

@Suite struct UniformPathTests {
  @Test func eachCandidateIsDrawnEquallyOften() {
    // Check value 11: of 60,000 draws from six candidates each has 10,000, with standard deviation 91.3.
    let space = Space.fairNAS()
    var random = RandomStream(seed: 21, "paths"), counts = [[Int]](repeating: [Int](repeating: 0, count: 6), count: 19)
    for _ in 0..<60_000 { for (layer, candidate) in space.uniformPath(&random).enumerated() { counts[layer][candidate] += 1 } }
    let squares = counts.joined().reduce(0.0) { $0 + Double(($1 - 10_000) * ($1 - 10_000)) }
    #expect(abs((squares / (19 * 6)).squareRoot() - 91.3) < 20)
    #expect(counts.joined().allSatisfy { abs($0 - 10_000) < 5 * 92 })
  }
}
