import Search
import Streams
import Testing

@Suite struct LogisticTests {
  @Test func bothLieWithinTheirErrorOfTheTruth() {
    for step in -4_000...4_000 {
      let x = Float(step) / 40, exact = Double(x)
      let sigmoid = Logistic.sigmoid(SIMD8(repeating: x))[0], tanh = Logistic.tanh(SIMD8(repeating: x))[7]
      #expect(abs(Double(sigmoid) - 1 / (1 + Elementary.exp(-exact))) < 2e-7 && abs(Double(tanh) - Elementary.tanh(exact)) < 2e-7, "\(x)")
    }
  }
}
