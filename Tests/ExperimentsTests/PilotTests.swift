import Experiments
import Testing

@Suite struct PilotTests {
  @Test func thePilotWithTheBestAccuracySetsTheRateAndTheFirstOfEquals() {
    let pilots = [("A", 1.0, 0.5), ("A", 0.5, 0.75), ("A", 0.25, 0.75), ("B", 1, 0), ("B", 0.5, 0)].map {
      Pilot(label: $0.0, rate: $0.1, score: $0.2)
    }
    #expect(Pilot.chosen(pilots) == ["A": 0.5, "B": 1])
  }
}
