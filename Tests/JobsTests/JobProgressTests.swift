import Jobs
import Testing

@Suite struct JobProgressTests {
  @Test func whatIsPrintedIsReadBackAndOtherLinesAreNot() throws {
    let progress = JobProgress(fraction: 0.25, note: "epoch 1 of 4")
    #expect(JobProgress(line: Array(try progress.line().utf8)) == progress)
    #expect(try progress.line() == #"{"fraction":0.25,"note":"epoch 1 of 4"}"#)
    #expect(JobProgress(line: Array("hello".utf8)) == nil)
    #expect(JobProgress(fraction: 1.5).fraction == 1)
  }
}
