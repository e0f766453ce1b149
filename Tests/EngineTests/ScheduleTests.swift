import Engine
import Glibc
import Testing

@Suite struct ScheduleTests {
  @Test func shapesAreTheirFormulae() {
    for i in 0...100 {
      let p = Double(i) / 100
      #expect(Schedule(.constant, peak: 0.3).rate(at: p) == 0.3)
      #expect(abs(Schedule(.cosine, peak: 0.3, floor: 0.01).rate(at: p) - (0.01 + 0.29 * (1 + cos(Double.pi * p)) / 2)) < 1e-15)
      #expect(abs(Schedule(.linear, peak: 0.3, floor: 0.1).rate(at: p) - (0.3 - 0.2 * p)) < 1e-15)
    }
    let step = Schedule(.step(at: [0.5, 0.75], factor: 0.1), peak: 1)
    #expect([0, 0.49, 0.5, 0.74, 0.75, 1].map { step.rate(at: $0) } == [1, 1, 0.1, 0.1, 0.1 * 0.1, 0.1 * 0.1])
  }

  @Test func warmUpRisesAndTheShapeRunsOverTheRest() {
    let schedule = Schedule(.linear, peak: 1, warmUp: 0.2)
    #expect(schedule.rate(at: 0) == 0)
    #expect(schedule.rate(at: 0.1) == 0.5)
    #expect(schedule.rate(at: 0.2) == 1)
    #expect(abs(schedule.rate(at: 0.6) - 0.5) < 1e-15)
    #expect(schedule.rate(at: 1) == 0)
  }
}
