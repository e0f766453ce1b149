import Experiments
import Testing

@Suite struct RotationTests {
  private let candidates = [("a", 100.0), ("b", 200), ("c", 50), ("d", 400)].map { Rotation.Candidate($0.0, seconds: $0.1) }

  @Test func theLeastRecentlyFinishedComeFirst() {
    let own = Rotation(candidates, turns: ["d", "a", "c", "a"], seconds: 10_000)
    // b never was, d before c, c before the second a.
    #expect(own.chosen.map(\.name) == ["b", "d", "c", "a"])
    #expect(own.waiting.isEmpty)
    #expect(own.chosen.allSatisfy { !$0.isPart })
    #expect(Rotation(candidates.reversed(), turns: ["d", "a", "c", "a"], seconds: 10_000) == own)
  }

  @Test func aNightTakesWhatItHoldsAndTheLastInPart() {
    let own = Rotation(candidates, turns: [], seconds: 320)
    #expect(own.chosen.map(\.name) == ["a", "b", "c"])
    #expect(own.chosen.map(\.isPart) == [false, false, true])
    #expect(own.waiting == ["d"])
    #expect(Rotation(candidates, turns: [], seconds: 300).chosen.map(\.name) == ["a", "b"])
    #expect(Rotation(candidates, turns: [], seconds: 0).chosen.isEmpty)
  }

  /// Two machines: one keeps what
  /// was done, one begins empty every night and never ends what is longer than a night.
  @Test(arguments: [true, false]) func everyExperimentHasItsTurn(keeps: Bool) {
    let long = candidates + [Rotation.Candidate("e", seconds: 100_000), Rotation.Candidate("f", seconds: 90_000)]
    var left = Dictionary(uniqueKeysWithValues: long.map { ($0.name, $0.seconds) }), turns: [String] = [], begun: [String] = []
    for _ in 0..<60 {
      let own = Rotation(long.map { Rotation.Candidate($0.name, seconds: left[$0.name] ?? 0) }, turns: turns, seconds: 250)
      for (place, one) in own.chosen.enumerated() {
        begun.append(one.name)
        if Rotation.isOver(place: place, isCut: one.isPart) { turns.append(one.name) }
      }
      for one in own.chosen where keeps { left[one.name, default: 0] -= one.isPart ? 50 : one.seconds }
      for one in own.chosen where !one.isPart { left[one.name] = long.first { $0.name == one.name }?.seconds }
    }
    for one in long { #expect(turns.count { $0 == one.name } >= 8, "\(turns)") }
    // Nobody has two turns while another has none.
    for start in 0..<turns.count - 2 * long.count { #expect(Set(turns[start..<start + 2 * long.count]).count == long.count, "\(turns)") }
  }
}
