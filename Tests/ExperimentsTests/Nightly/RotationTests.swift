import Experiments
import Testing

@Suite struct RotationTests {
  private let candidates = [("a", 100.0), ("b", 200), ("c", 50), ("d", 400)].map { Rotation.Candidate($0.0, seconds: $0.1) }

  @Test func theLeastRecentlyFinishedComeFirst() {
    let own = Rotation(candidates, finished: ["d", "a", "c", "a"], seconds: 10_000)
    // b never was, d before c, c before the second a.
    #expect(own.chosen.map(\.name) == ["b", "d", "c", "a"])
    #expect(own.waiting.isEmpty)
    #expect(own.chosen.allSatisfy { !$0.isPart })
    #expect(Rotation(candidates.reversed(), finished: ["d", "a", "c", "a"], seconds: 10_000) == own)
  }

  @Test func aNightTakesWhatItHoldsAndTheLastInPart() {
    let own = Rotation(candidates, finished: [], seconds: 320)
    #expect(own.chosen.map(\.name) == ["a", "b", "c"])
    #expect(own.chosen.map(\.isPart) == [false, false, true])
    #expect(own.waiting == ["d"])
    #expect(Rotation(candidates, finished: [], seconds: 300).chosen.map(\.name) == ["a", "b"])
    #expect(Rotation(candidates, finished: [], seconds: 0).chosen.isEmpty)
  }

  /// Nights that finish what they take come round: between two turns of one experiment each other had its own.
  @Test func everyExperimentHasItsTurn() {
    var finished: [String] = []
    for _ in 0..<8 {
      for own in Rotation(candidates, finished: finished, seconds: 250).chosen where !own.isPart { finished.append(own.name) }
      // What is longer than a night is finished by the next.
      if let part = Rotation(candidates, finished: finished, seconds: 250).chosen.first, part.isPart { finished.append(part.name) }
    }
    for name in ["a", "b", "c", "d"] { #expect(finished.count { $0 == name } >= 2, "\(finished)") }
    for start in 0..<finished.count - 4 { #expect(Set(finished[start..<start + 4]).count == 4, "\(finished)") }
  }
}
