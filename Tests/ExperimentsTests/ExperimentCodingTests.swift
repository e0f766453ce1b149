import Spaces
import Experiments
import FoundationEssentials
import Testing

@Suite struct ExperimentCodingTests {
  private func read(_ text: String) throws -> RankingExperiment { try StrictYAML.decode(RankingExperiment.self, text, file: "small.yaml") }

  @Test func theTruthIsTheKeyThatStands() throws {
    let trained = try Samples.experiment(), published = try read(Samples.published)
    guard case .trained = trained.truth, case .published(let table) = published.truth else { Issue.record("another truth"); return }
    #expect(table.table == "made.json" && table.what == "mean of three" && table.design == .exhaustive && table.digest == nil)
    for experiment in [trained, published] {
      #expect(try JSONDecoder().decode(RankingExperiment.self, from: JSONEncoder().encode(experiment)) == experiment)
    }
    #expect(trained.truth.key == "standAlone" && published.truth.key == "published")
  }

  @Test(arguments: [
    ("published:", "publish:", "needs the key 'standAlone' or 'published'"), ("seed: 1\n", "seed: -1\n", "published.seed is -1"),
    ("source: somebody", "source: somebody\n  digest: abc", "published.digest is 'abc', should be 64 lower-case"),
    ("table: made.json", "table: ''", "published.table is empty"), ("followed: 6", "followed: -1", "evaluation.followed is -1"),
  ]) func whatIsWrongInAPublishedTruthIsNamed(old: String, new: String, said: String) throws {
    let text = Samples.published
    #expect(text.contains(old))
    let error = #expect(throws: ExperimentError.self) { try read(text.replacing(old, with: new, maxReplacements: 1)) }
    #expect(error.map { "\($0)".contains(said) } == true, "\(String(describing: error))")
  }

  @Test func oneTruthAndNoMore() throws {
    let start = try #require(Samples.published.firstRange(of: "published:")),
      end = try #require(Samples.published.firstRange(of: "evaluation:"))
    let own = String(Samples.published[start.lowerBound..<end.lowerBound])
    let both = #expect(throws: ExperimentError.self) { try read(Samples.text("evaluation:", own + "evaluation:")) }
    #expect(both.map { "\($0)".contains("nets are either trained or published") } == true, "\(String(describing: both))")
    let none = #expect(throws: ExperimentError.self) { try read(Samples.published.replacing(own, with: "")) }
    #expect(none.map { "\($0)".contains("needs the key 'standAlone' or 'published'") } == true, "\(String(describing: none))")
  }
}
