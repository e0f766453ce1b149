import Digests
import Fixtures
import FoundationEssentials
import Jobs
import Testing

@Suite struct JobSpecTests {
  private static func all() throws -> [(kind: String, spec: JobSpec)] {
    let supernet = try Samples.supernet()
    return [
      ("supernet", .supernet(supernet)), ("evaluation", .evaluation(try Samples.evaluation(of: supernet))),
      ("stand-alone", .standAlone(try Samples.standAlone())),
    ]
  }

  @Test func whatIsWrittenIsReadBack() throws {
    for (kind, spec) in try Self.all() {
      let text = try spec.text(), again = try JobSpec(reading: text)
      #expect(again == spec && spec.kind == kind)
      #expect(try again.text() == text)
    }
  }

  /// A spec's text is the name of its results: where this fails, all results of that kind would be computed anew. Change the files in
  /// Tests/Golden/jobs only with a spec that means something else.
  @Test func textsAndSoDigestsStayWhatTheyWere() throws {
    for (kind, spec) in try Self.all() {
      let golden = String(decoding: try Fixtures.golden("jobs/\(kind).json"), as: UTF8.self)
      #expect(try spec.text() + "\n" == golden)
    }
  }

  @Test func whatIsNoSpecIsNamed() {
    for text in ["", "{}", "[1]", "{\"supernet\":{}}", "{\"search\":{}}", "{\"evaluation\":{},\"supernet\":{}}"] {
      let error = #expect(throws: WorkError.self) { try JobSpec(reading: text) }
      guard case .spec = error else { Issue.record("\(text): \(String(describing: error))"); return }
    }
  }
}
