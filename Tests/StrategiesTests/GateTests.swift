import Strategies
import Testing

@Suite struct GateTests {
  @Test(arguments: Gate.allCases) func theWayBackIsTheDifferenceQuotient(gate: Gate) {
    let at = [0.4, -1.3, 2.0, 0.4], slopes = [0.7, -0.2, 1.5, 0.1], found = gate.gradient(at, slopes)
    for k in at.indices {
      var above = at, below = at
      above[k] += 1e-6
      below[k] -= 1e-6
      let quotient = zip(zip(gate.weights(above), gate.weights(below)), slopes).reduce(0) { $0 + ($1.0.0 - $1.0.1) * $1.1 } / 2e-6
      #expect(abs(found[k] - quotient) < 1e-8)
    }
  }

  @Test func softmaxStandsLargeNumbers() { #expect(Gate.softmax.weights([1_000, 0]) == [1, 0]) }
}
