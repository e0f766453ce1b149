import Jobs
import Testing

@Suite struct AdvanceTests {
  @Test func whatIsPrintedIsReadBackAndOtherLinesAreNot() throws {
    let advance = Advance(fraction: 0.25, note: "epoch 1 of 4")
    #expect(Advance(line: Array(try advance.line().utf8)) == advance)
    #expect(try advance.line() == #"{"fraction":0.25,"note":"epoch 1 of 4"}"#)
    #expect(Advance(line: Array("hello".utf8)) == nil)
    #expect(Advance(fraction: 1.5).fraction == 1)
  }
}
