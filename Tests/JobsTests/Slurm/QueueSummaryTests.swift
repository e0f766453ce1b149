import Jobs
import Testing

@Suite struct QueueSummaryTests {
  private func summary(_ text: String, missing: Int = 0) throws -> QueueSummary {
    QueueSummary(try #require(SlurmQueue(reading: text)).entries.values, missing: missing)
  }

  @Test func waitingTasksAreCountedWithTheirReasonsAndMissingOnesApart() throws {
    let both = try summary("1_[0-2]|a|PENDING|Resources\n1_3|a|RUNNING|None\n2_[0-1]|b|PENDING|Priority\n", missing: 3)
    #expect(both.wait == "5 tasks wait: Resources (3); Priority (2)" && both.absence == "3 tasks left the queue without a run file")
    // Reasons have commas of their own; of equal numbers the alphabet decides.
    let commas = try summary("1_[0-1]|a|PENDING|ReqNodeNotAvail, UnavailableNodes:n1\n2_0|b|PENDING|Dependency\n2_1|b|PENDING|None\n")
    #expect(commas.wait == "4 tasks wait: ReqNodeNotAvail, UnavailableNodes:n1 (2); Dependency (1)")
    let equal = try summary("1_0|a|PENDING|B\n1_1|a|PENDING|A\n")
    #expect(equal.wait == "2 tasks wait: A (1); B (1)")
    let one = try summary("1_0|a|PENDING|None\n", missing: 1)
    #expect(one.wait == "1 task waits" && one.absence == "1 task left the queue without a run file")
    let none = try summary("1_0|a|RUNNING|None\n")
    #expect(none.wait == nil && none.absence == nil)
  }

  @Test func whatIsSaidIsWhatChanged() throws {
    let turn = try summary("1_[0-2]|a|PENDING|Resources\n"), later = try summary("1_[0-1]|a|PENDING|Priority\n")
    let drained = try summary("1_[0-1]|a|PENDING|ReqNodeNotAvail\n"), missing = try summary("1_0|a|PENDING|Priority\n", missing: 2)
    var news = QueueNews()
    #expect(news.take(turn) == ["3 tasks wait: Resources"] && news.take(later).isEmpty)
    #expect(news.take(drained) == ["2 tasks wait: ReqNodeNotAvail"] && news.take(later).isEmpty && news.take(drained).isEmpty)
    #expect(news.take(missing) == ["2 tasks left the queue without a run file"] && news.take(missing).isEmpty)
    // Once nothing waits what waits again is new.
    #expect(news.take(try summary("1_0|a|RUNNING|None\n")).isEmpty && news.take(turn) == ["3 tasks wait: Resources"])
  }
}
