/// The canonical text of architectures, and its way back.
///
/// Where no choice has more than ten candidates and each keeps one, a digit a choice: `22212220`. Else the kept candidates'
/// names, joined by `+`, choices parted by commas: `MB3_K3,identity,MB6_K5+MB3_K3`; `-` is a choice that keeps none.
extension Space {
  /// The one text of an architecture of this space.
  public func text(of architecture: Architecture) -> String {
    if let path = architecture.path, hasDigits { return path.map(String.init).joined() }
    return zip(choices, architecture.kept).map { choice, kept in
      kept.isEmpty ? "-" : kept.map { choice.candidates[$0].name }.joined(separator: "+")
    }.joined(separator: ",")
  }

  /// Reads either form, and in spaces of cells the text of a genotype. An error names the character or choice that is wrong, and says
  /// what is allowed there.
  public func architecture(_ text: String) throws(SpaceError) -> Architecture {
    if text.hasPrefix("Genotype(") { return try architecture(Genotype(text)) }
    if hasDigits && !text.contains(",") && text.utf8.allSatisfy({ (48...57).contains($0) }) { return try digits(text) }
    let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == choices.count else {
      let digits = hasDigits ? "\(choices.count) digits, or " : ""
      throw .architecture(
        text: text, space: name, place: "\(parts.count) of \(choices.count) choices",
        reason: "write \(digits)\(choices.count) candidates parted by commas")
    }
    var kept: [[Int]] = []
    for (number, part) in parts.enumerated() { kept.append(try candidates(part, of: number, text: text)) }
    return Architecture(kept: kept)
  }

  /// Whether every candidate's number is one digit.
  private var hasDigits: Bool { choices.allSatisfy { $0.candidates.count <= 10 } }

  private func digits(_ text: String) throws(SpaceError) -> Architecture {
    let path = text.utf8.map { Int($0) - 48 }
    guard path.count == choices.count else {
      throw .architecture(
        text: text, space: name, place: "\(path.count) digits", reason: "one for each of its \(choices.count) choices is needed")
    }
    for (number, (choice, digit)) in zip(choices, path).enumerated() where digit >= choice.candidates.count {
      let allowed = choice.candidates.enumerated().map { "\($0) \($1.name)" }.joined(separator: ", ")
      throw .architecture(
        text: text, space: name, place: "character \(number + 1) (\(choice.name)) is \(digit)", reason: "allowed there: \(allowed)")
    }
    return Architecture(path: path)
  }

  private func candidates(_ part: String, of number: Int, text: String) throws(SpaceError) -> [Int] {
    if part == "-" { return [] }
    let choice = choices[number], names = choice.candidates.map(\.name), place = "choice \(number + 1) (\(choice.name))"
    var kept: [Int] = []
    for word in part.split(separator: "+", omittingEmptySubsequences: false).map(String.init) {
      guard let candidate = names.firstIndex(of: word) else {
        let guess = nearest(to: word, among: names).map { "did you mean '\($0)'? " } ?? ""
        throw .architecture(
          text: text, space: name, place: "\(place) is '\(word)'", reason: "\(guess)allowed there: \(names.joined(separator: ", "))")
      }
      guard !kept.contains(candidate) else {
        throw .architecture(text: text, space: name, place: place, reason: "'\(word)' is said twice; say it once")
      }
      kept.append(candidate)
    }
    return kept.sorted()
  }
}
