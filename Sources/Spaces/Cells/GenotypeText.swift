/// The text of genotypes, as the papers' codes print it and read it:
/// `Genotype(normal=[('sep_conv_3x3', 1), …], normal_concat=range(2, 6), reduce=[…], reduce_concat=range(2, 6))`.
///
/// The concatenation always is of all sums that exist; it is printed as `range(2, 6)`, and read in that form or as a list.
extension Genotype: CustomStringConvertible {
  public var description: String {
    let cells = CellKind.allCases.map { kind in
      let entries = entries(kind).map { entry in
        let states = style == .pairs ? "\(entry.from)" : "\(entry.to), \(entry.from)"
        return "('\(entry.operation.rawValue)', \(states))"
      }
      return "\(kind.rawValue)=[\(entries.joined(separator: ", "))], \(kind.rawValue)_concat=range(2, 6)"
    }
    return "Genotype(\(cells.joined(separator: ", ")))"
  }

  /// Reads either style. An error names the cell and the entry that is wrong, and says what is allowed there.
  public init(_ text: String) throws(SpaceError) {
    var reader = GenotypeReader(text)
    try reader.expect("Genotype")
    try reader.expect("(")
    let normal = try reader.cell(.normal)
    try reader.expect(",")
    let reduce = try reader.cell(.reduce)
    try reader.expect(")")
    try reader.end()
    let found = Set((normal + reduce).map(\.states.count))
    guard found.count <= 1 else { throw .genotype(place: "entries", reason: "are pairs and triples; write one of the two") }
    let style: Style = found == [1] ? .pairs : .triples
    func entries(_ read: [GenotypeReader.Entry]) -> [Entry] {
      read.enumerated().map { number, entry in
        style == .triples
          ? Entry(entry.operation, to: entry.states[0], from: entry.states[1])
          : Entry(entry.operation, to: 2 + number / 2, from: entry.states[0])
      }
    }
    try self.init(normal: entries(normal), reduce: entries(reduce), style: style)
  }
}

/// A genotype is its text.
extension Genotype: Codable {
  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    do throws(SpaceError) { try self.init(text) } catch {
      throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: error.description))
    }
  }
  public func encode(to encoder: any Encoder) throws { try encoder.write(description) }
}

/// Reads the words, numbers and signs of a genotype, one after the other.
private struct GenotypeReader {
  struct Entry {
    let operation: Primitive
    /// One, or two.
    let states: [Int]
  }

  private var words: [Substring] = []
  private var next = 0
  private var place = "the text"

  /// Words are runs of letters, digits and `_`; each other character that is no white space stands alone.
  init(_ text: String) {
    var rest = text[...]
    while let first = rest.first {
      let isWord = { (character: Character) in character.isASCII && (character.isLetter || character.isNumber || character == "_") }
      let word = isWord(first) ? rest.prefix(while: isWord) : rest.prefix(1)
      if !first.isWhitespace { words.append(word) }
      rest = rest.dropFirst(word.count)
    }
  }

  mutating func expect(_ word: Substring) throws(SpaceError) {
    guard next < words.count, words[next] == word else { throw wrong("'\(word)' should stand here, not \(found)") }
    next += 1
  }

  func end() throws(SpaceError) {
    if next < words.count { throw wrong("nothing should follow the last bracket, and \(found) does") }
  }

  /// `normal=[…], normal_concat=range(2, 6)`.
  mutating func cell(_ kind: CellKind) throws(SpaceError) -> [Entry] {
    place = kind.rawValue
    for word in [Substring(kind.rawValue), "=", "["] { try expect(word) }
    var entries: [Entry] = []
    while next < words.count, words[next] != "]" {
      place = "\(kind.rawValue)[\(entries.count)]"
      if !entries.isEmpty { try expect(",") }
      if next < words.count, words[next] == "]" { break }
      entries.append(try entry())
    }
    place = kind.rawValue
    for word in ["]", ",", "\(kind.rawValue)_concat", "="] as [Substring] { try expect(word) }
    place = "\(kind.rawValue)_concat"
    let forms: [[Substring]] = [["range", "(", "2", ",", "6", ")"], ["[", "2", ",", "3", ",", "4", ",", "5", "]"]]
    guard let form = forms.first(where: { words[next...].starts(with: $0) }) else {
      throw wrong("should be range(2, 6) or [2, 3, 4, 5]: all sums are concatenated")
    }
    next += form.count
    return entries
  }

  /// `('sep_conv_3x3', 1)`, `('sep_conv_3x3', 2, 1)`.
  private mutating func entry() throws(SpaceError) -> Entry {
    try expect("(")
    let quote: Substring = next < words.count && words[next] == "\"" ? "\"" : "'"
    try expect(quote)
    let name = next < words.count ? String(words[next]) : ""
    guard let operation = Primitive(rawValue: name) else {
      let known = Primitive.allCases.map(\.rawValue), guess = nearest(to: name, among: known).map { "did you mean '\($0)'? " } ?? ""
      throw wrong("\(found) is no operation; \(guess)known: \(known.joined(separator: ", "))")
    }
    next += 1
    try expect(quote)
    var states: [Int] = []
    while next < words.count, words[next] == "," {
      next += 1
      guard next < words.count, let state = Int(words[next]) else { throw wrong("a state's number should stand here, not \(found)") }
      states.append(state)
      next += 1
    }
    guard (1...2).contains(states.count) else {
      throw wrong("has \(states.count) numbers: (operation, from) or (operation, to, from) are known")
    }
    try expect(")")
    return Entry(operation: operation, states: states)
  }

  private var found: String { next < words.count ? "'\(words[next])'" : "the end" }

  private func wrong(_ reason: String) -> SpaceError { .genotype(place: place, reason: reason) }
}
