import Testing

@Suite struct ExplainTests {
  @Test(arguments: ["tau-b", "Kendall", "the strategy", "P@k", "weighted_tau", "MDD", "not trained", "FLOPs"])
  func everyWayOfSayingFindsItsTerm(word: String) async throws {
    let term = try await Invocation("explain", word)
    #expect(term.code == 0 && term.output.contains("made by  ") && term.output.contains("source   "))
  }

  @Test func termsAreAllNamedApart() async throws {
    let terms = try #require(try await Invocation("explain", "--json").json["terms"]?.array)
    #expect(terms.count > 35)
    let names = terms.flatMap { [$0["name"]?.text ?? ""] + ($0["aliases"]?.array ?? []).compactMap(\.text) }
      .map { $0.lowercased().filter { !" -_".contains($0) } }
    var seen: [String: Int] = [:]
    for name in names { seen[name, default: 0] += 1 }
    let twice = seen.filter { $0.value > 1 }.keys.sorted()
    #expect(names.allSatisfy { !$0.isEmpty } && twice == [])
  }

  @Test func wordsOfATermNeedNoQuotes() async throws {
    #expect(try await Invocation("explain", "minimum", "detectable", "difference").output.hasPrefix("minimum detectable difference: "))
  }

  @Test func anUnknownTermGetsTheNearest() async throws {
    let wrong = try await Invocation("explain", "replicat")
    #expect(wrong.code == 2 && wrong.errors.contains("did you mean 'replicate'?"))
  }
}
