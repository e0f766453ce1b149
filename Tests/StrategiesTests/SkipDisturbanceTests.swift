import FoundationEssentials
import Glibc
import Strategies
import Testing

@Suite struct SkipDisturbanceTests {
  /// The rates of the released code's second stage: 25 epochs, of which 10 train weights alone.
  @Test func theRateFallsAndJumpsBackWhereTheMixtureBegins() {
    let dropout = SkipDropout(rate: 0.4, warmup: 10, epochs: 25)
    #expect(abs(dropout.rate(0) - 0.384) < 1e-12 && abs(dropout.rate(9) - 0.24) < 1e-12)
    #expect(dropout.rate(10) == 0.4 && abs(dropout.rate(15) - 0.4 * exp(-1)) < 1e-12)
    for epoch in 0..<24 where epoch != 9 { #expect(dropout.rate(epoch + 1) < dropout.rate(epoch)) }
  }

  @Test func noiseStaysOrDecaysAlongACosine() {
    #expect([0, 30, 1000].allSatisfy { SkipNoise(amount: 0.2).amount($0) == 0.2 })
    let decayed = SkipNoise(amount: 1, decay: 30)
    #expect(decayed.amount(0) == 1 && abs(decayed.amount(15) - 0.5) < 1e-12 && decayed.amount(30) == 0 && decayed.amount(31) == 0)
  }

  @Test func theyAreWrittenAsExperimentsWriteThem() throws {
    for (text, value) in [
      (#"{"kind":"dropout","rate":0.4,"warmup":10,"epochs":25}"#, SkipDisturbance.dropout(.init(rate: 0.4, warmup: 10, epochs: 25))),
      (
        #"{"kind":"noise","law":"uniform","amount":0.5,"mean":1,"scaled":false,"reducing":false,"decay":50}"#,
        .noise(SkipNoise(law: .uniform, amount: 0.5, mean: 1, scaled: false, reducing: false, decay: 50))
      ),
    ] {
      #expect(try JSONDecoder().decode(SkipDisturbance.self, from: Data(text.utf8)) == value)
      #expect(try JSONDecoder().decode(SkipDisturbance.self, from: JSONEncoder().encode(value)) == value)
    }
  }

  /// A job that disturbs nothing is the job it was before there were disturbances.
  @Test func withoutOneNothingIsWritten() throws {
    #expect(!String(decoding: try JSONEncoder().encode(DARTS()), as: UTF8.self).contains("skips"))
  }
}
