import Jobs
import Testing

@Suite struct SlurmQueueTests {
  @Test func tasksThatWaitAreListedTogetherAndThoseThatRunApart() throws {
    let queue = try #require(
      SlurmQueue(
        reading: """
          12_[3-5,9,20-30:5%2]|a-1|PENDING|Resources
          12_0|a-1|RUNNING|None
          12_2|a-1|COMPLETING|None
          13_[0-1]|b-1|PENDING|Dependency
          14_7|c-1|REQUEUE_HOLD|job requeued in held state
          """))
    let a = try #require(queue.entries["a-1"])
    #expect(a.id == 12 && a.running == [0, 2] && a.waiting == [3, 4, 5, 9, 20, 25, 30] && a.reasons == ["Resources": 7])
    #expect(a.has(2) && a.has(25) && !a.has(1) && !a.has(26))
    #expect(queue.entries["b-1"]?.waiting == [0, 1] && queue.entries["c-1"]?.waiting == [7])
    #expect(SlurmQueue(reading: "") == .empty)
  }

  /// What is not understood must not count as gone.
  @Test(arguments: [
    "12_[0-99,...]|a|PENDING|None", "error: no such thing", "12_[5-2]|a|PENDING|None", "12_[0-99999999999]|a|PENDING|None",
    "x_1|a|RUNNING|None",
  ])
  func whatCannotBeReadIsNoQueue(text: String) { #expect(SlurmQueue(reading: text) == nil) }
}
