import Spaces

/// A word or a number of the reports: what it means, how it is made, by which function, and where that comes from.
struct Term {
  let name: String
  /// Other words that find it.
  let aliases: [String]
  let meaning: String
  /// Empty where there is nothing to compute.
  let formula: String
  /// The function or type of Concord that makes it.
  let function: String
  /// Section of the protocol or paper.
  let source: String

  init(_ name: String, _ aliases: [String] = [], _ meaning: String, formula: String = "", by function: String, source: String) {
    (self.name, self.aliases, self.meaning) = (name, aliases, meaning)
    (self.formula, self.function, self.source) = (formula, function, source)
  }

  static let all = correlations + intervals + references + tops + supernets + restoration + things

  /// The term that a word stands for, capitals, hyphens, underscores and blanks aside.
  static func named(_ word: String) throws(CommandError) -> Term {
    let key = plain(word)
    if let term = all.first(where: { ([$0.name] + $0.aliases).contains { plain($0) == key } }) { return term }
    throw .unknownTerm(word, nearest: nearest(to: word, among: all.flatMap { [$0.name] + $0.aliases }))
  }

  private static func plain(_ word: String) -> String { String(word.lowercased().filter { !" -_".contains($0) }) }
}
