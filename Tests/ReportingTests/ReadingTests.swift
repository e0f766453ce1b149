import Reporting
import Testing

@Suite struct ReadingTests {
  @Test func anIntervalStandsInBrackets() {
    #expect(Reading(0.5).text(2) == "0.50" && Reading(0.5, low: -0.1, high: 0.75).text(2) == "0.50 [−0.10, 0.75]")
  }
}
