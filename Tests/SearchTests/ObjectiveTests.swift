import Search
import Testing

@Suite struct ObjectiveTests {
  @Test func largerIsBetterInEitherDirection() {
    #expect(Objective("accuracy", .maximize).oriented(3) == 3)
    #expect(Objective("macs", .minimize).oriented(3) == -3)
  }

  @Test(arguments: Objective.Direction.allCases) func noNumberIsTheWorst(direction: Objective.Direction) {
    #expect(Objective("accuracy", direction).oriented(.nan) == -.infinity)
  }
}
