/// The canonical text of architectures, and its way back.
///
/// Where no choice has more than ten candidates and each keeps one, a digit a choice: `22212220`. Else the kept candidates'
/// names, joined by `+`, choices parted by commas: `MB3_K3,identity,MB6_K5+MB3_K3`; `-` is a choice that keeps none. A space whose choices
/// are edges reads NAS-Bench-201's own texts too, and NASLib's tuples of them.
extension Space {
  /// The one text of an architecture of this space.
  public func text(of architecture: Architecture) -> String {
    if let path = architecture.path, hasDigits { return path.map(String.init).joined() }
    return zip(choices, architecture.kept).map { choice, kept in
      kept.isEmpty ? "-" : kept.map { choice.candidates[$0].name }.joined(separator: "+")
    }.joined(separator: ",")
  }

  /// Reads either form, in spaces of cells the text of a genotype, and in NAS-Bench-201's that of its edges or NASLib's tuple. An error names the character
  /// or choice that is wrong, and says what is allowed there.
  public func architecture(_ text: String) throws(SpaceError) -> Architecture {
    if text.hasPrefix("Genotype(") { return try architecture(Genotype(text)) }
    if text.hasPrefix("|") { return try edges(text) }
    if text.hasPrefix("(") { return try edges(try edgesOfTuple(text)) }
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

  /// `|avg_pool_3x3~0|+|nor_conv_1x1~0|skip_connect~1|`: a group a state from the first on, in it an operation and the state that it reads
  /// for each edge; the choice of an edge is called `to<-from`.
  private func edges(_ text: String) throws(SpaceError) -> Architecture {
    var kept = [[Int]?](repeating: nil, count: choices.count)
    for (state, group) in text.split(separator: "+", omittingEmptySubsequences: false).enumerated() {
      for edge in group.split(separator: "|") {
        let parts = edge.split(separator: "~", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let number = choices.firstIndex(where: { $0.name == "\(state + 1)<-\(parts[1])" }) else {
          throw .architecture(
            text: text, space: name, place: "'\(edge)' of state \(state + 1)",
            reason: "write operation~state for the edges of its choices: \(choices.map(\.name).joined(separator: ", "))")
        }
        guard kept[number] == nil else {
          throw .architecture(
            text: text, space: name, place: "'\(edge)' of state \(state + 1)", reason: "the edge stands there already; say it once")
        }
        kept[number] = try candidates(parts[0], of: number, text: text)
      }
    }
    if let missing = kept.firstIndex(of: nil) {
      throw .architecture(
        text: text, space: name, place: "edge \(choices[missing].name)", reason: "it is missing; say an operation for it")
    }
    return Architecture(kept: kept.compactMap(\.self))
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
