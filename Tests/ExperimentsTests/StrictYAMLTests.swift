import Experiments
import Testing

@Suite struct StrictYAMLTests {
  /// A value with all that YAML can hold.
  struct Sample: Codable, Equatable, Validated {
    enum Shape: String, Codable, CaseIterable { case round, square }
    struct Part: Codable, Equatable {
      var name: String
      var weight: Double?
    }
    var count: Int, seed: UInt64, ratio: Double, on: Bool, shape: Shape, parts: [Part], note: String?

    func validate() throws(ExperimentError) {
      if count > 10 { throw .value(field: "count", reason: "is \(count), should be at most 10") }
      if parts.contains(where: { $0.weight ?? 1 < 0 }) { throw .value(field: "parts.1.weight", reason: "is below 0") }
    }
  }

  static let text = """
    # A comment.
    count: 3
    seed: 18446744073709551615
    ratio: 5e-4
    on: true
    shape: round
    parts:
      - &first {name: a, weight: 2}
      - {name: "3", weight: }
      - *first
    """

  private func decode(_ text: String) throws -> Sample { try StrictYAML.decode(Sample.self, text, file: "a.yaml") }

  private func error(_ old: String, _ new: String) throws -> String {
    let range = try #require(Self.text.firstRange(of: old))
    let text = Self.text[..<range.lowerBound] + new + Self.text[range.upperBound...]
    let error = #expect(throws: ExperimentError.self) { try decode(String(text)) }
    return error.map { "\($0)" } ?? ""
  }

  @Test func valuesAreReadAsTheyAre() throws {
    let sample = try decode(Self.text)
    #expect(sample.count == 3 && sample.seed == .max && sample.ratio == 5e-4 && sample.on && sample.shape == .round && sample.note == nil)
    #expect(sample.parts == [.init(name: "a", weight: 2), .init(name: "3", weight: nil), .init(name: "a", weight: 2)])
  }

  @Test func anUnknownKeyHasItsLineAndTheNearest() throws {
    #expect(try error("ratio", "ratoi").hasPrefix("a.yaml:4: there is no key 'ratoi' here; did you mean 'ratio'?"))
    let optional = try error("weight: }", "wieght: 1}")
    #expect(optional == "a.yaml:9: there is no key 'wieght' here; did you mean 'weight'? (known: name, weight)")
    #expect(try error("on: true", "on: true\nnotes: x").contains("a.yaml:6: there is no key 'notes' here; did you mean 'note'?"))
  }

  @Test func aKeyNearAMissingOneIsNotTakenForAMistake() throws {
    // `parts` is a key of its own, though it is near the missing `part`.
    struct Pair: Codable, Validated {
      var part: Int, parts: Int
      func validate() throws(ExperimentError) {}
    }
    #expect(throws: ExperimentError.wrong(place: "a.yaml:1", field: "", reason: "needs the key 'part'")) {
      try StrictYAML.decode(Pair.self, "parts: 3", file: "a.yaml")
    }
  }

  @Test(arguments: [
    ("count: 3", "count: three", "a.yaml:2: count should be a whole number, is 'three'"),
    ("count: 3", "count: 3.5", "count should be a whole number, is '3.5'"), ("count: 3", "count: \"3\"", "count should be a whole number"),
    ("count: 3", "count: [3]", "count should be a whole number, is a list"),
    ("count: 3", "count:", "count should be a whole number, is empty"),
    ("18446744073709551615", "-1", "a.yaml:3: seed should be a whole number from 0, is '-1'"),
    ("5e-4", ".nan", "a.yaml:4: ratio should be a number"), ("on: true", "on: yes", "a.yaml:5: on should be true or false, is 'yes'"),
    ("shape: round", "shape: oval", "a.yaml:6: shape is 'oval', should be one of round, square"),
    ("count: 3\n", "", "the file needs the key 'count'"), ("{name: a, weight: 2}", "{weight: 2}", "a.yaml:8: parts.0 needs the key 'name'"),
    ("{name: a, weight: 2}", "12", "a.yaml:8: parts.0 should be a list of 'key: value', is '12'"),
  ])
  func aWrongValueHasItsPlaceAndWhatIsWanted(old: String, new: String, said: String) throws {
    let said2 = try error(old, new)
    #expect(said2.contains(said), "\(said2)")
  }

  @Test func aValueOutOfRangeHasItsLine() throws {
    #expect(try error("count: 3", "count: 30") == "a.yaml:2: count is 30, should be at most 10")
    #expect(try error("weight: }", "weight: -1}").hasPrefix("a.yaml:9: parts.1.weight is below 0"))
  }

  @Test func whatIsNoYAMLHasItsLine() throws {
    #expect(try error("parts:", "parts: [").hasPrefix("a.yaml:"))
    #expect(try error("parts:", "parts: [").contains("is no YAML: "))
    #expect(try error("on: true", "count: 4").contains("count stands twice"))
    for text in ["", "# nothing\n", "null"] {
      #expect(throws: ExperimentError.wrong(place: "a.yaml", field: "", reason: "is empty")) { try decode(text) }
    }
    #expect(throws: ExperimentError.self) { try decode("- 1\n- 2\n") }
  }
}
