/// The choices of a space and their candidates by name, as run files keep them.
struct CandidateNames {
  let choices: [String], candidates: [[String]]

  init(choices: [String], candidates: [[String]]) { (self.choices, self.candidates) = (choices, candidates) }

  /// How many candidates there are in all.
  var count: Int { candidates.reduce(0) { $0 + $1.count } }

  var arrays: [NamedArray] {
    [
      NamedArray("choices", .texts(choices), "places where operations compete"),
      NamedArray("candidates/counts", .integers(candidates.map(\.count)), "candidates of each choice"),
      NamedArray("candidates/names", .texts(candidates.flatMap(\.self)), "candidates, choice by choice"),
    ]
  }

  init(_ arrays: ArrayReader) throws(StoreError) {
    choices = try arrays.texts("choices")
    let counts = try arrays.integers("candidates/counts", shape: [choices.count]), names = try arrays.texts("candidates/names")
    guard counts.allSatisfy({ (1...max(1, names.count)).contains($0) }), counts.reduce(0, +) == names.count else {
      throw .damaged(path: arrays.path, what: "candidates/counts, which do not count candidates/names")
    }
    candidates = Self.rows(names[...], counts)
  }

  /// A list of one value a candidate, cut choice by choice.
  func rows<Value>(_ values: some Collection<Value>) -> [[Value]] { Self.rows(values, candidates.map(\.count)) }

  private static func rows<Value>(_ values: some Collection<Value>, _ counts: [Int]) -> [[Value]] {
    var rest = values[...]
    return counts.map { count in
      defer { rest = rest.dropFirst(count) }
      return Array(rest.prefix(count))
    }
  }
}
