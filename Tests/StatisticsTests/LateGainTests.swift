import Statistics
import Streams
import Testing

@Suite struct LateGainTests {
  @Test func theIntervalOverSupernetsIsHeldAgainstHalfAPoint() throws {
    let gain = try LateGain([1.1, 0.9, 1.0, 1.2])
    // Mean 1.05, s/√4 = .0645, t.₉₅,₃ = 2.3534.
    let interval = try #require(gain.mean.interval)
    #expect(abs(gain.mean.value - 1.05) < 1e-12 && interval.level == 0.9 && interval.degreesOfFreedom.map { abs($0 - 3) < 1e-9 } == true)
    #expect(abs(interval.low - 0.898) < 1e-3 && gain.state == .rising)
    #expect(try LateGain([0.1, -0.1, 0, 0.2]).state == .settled && LateGain([0.1, 0.9, 0.5, 0.6]).state == .undecided)
    // A fall is settled, and two seeds say little.
    #expect(try LateGain([-2, -2.1, -1.9]).state == .settled && LateGain([0, 0.4]).state == .undecided)
    #expect(try LateGain([0.1, 0.11, 0.12], margin: 0.05).state == .rising)
  }

  @Test func equalGainsNeedNoWidth() throws {
    #expect(try LateGain([0, 0]).state == .settled && LateGain([0.5, 0.5]).state == .undecided && LateGain([1, 1]).state == .rising)
  }

  @Test func oneSupernetAndNonsenseAreRefused() {
    #expect(throws: StatisticsError.tooFew("supernets", count: 1, least: 2)) { try LateGain([1]) }
    #expect(throws: StatisticsError.notFinite(column: "the gains", index: 1)) { try LateGain([1, .infinity]) }
  }

  /// The rates of the protocol, S = 4: with gains that differ by .16 points between seeds, which is the deviation at which 99.7 % are settled.
  @Test(arguments: [(0.0, LateGain.State.settled), (1.0, .rising)]) func ratesAreThoseOfTheProtocol(truth: Double, state: LateGain.State)
    throws
  {
    let random = RandomStream(seed: 1, "late gain"), repetitions = 20_000
    var found = 0
    for repetition in 0..<repetitions {
      var random = random.child(repetition)
      let gains = (0..<4).map { _ in truth + 0.16 * random.normal() }
      found += try LateGain(gains).state == state ? 1 : 0
    }
    #expect(Double(found) / Double(repetitions) >= 0.99)
  }
}
