/// A work of docs/references.md: what its line says, as BibTeX writes it.
struct CitedWork {
  /// "Chu2021"; who wrote it, joined by "and"; the rest as it stands.
  let key: String, authors: String, title: String, rest: String
  /// Words of experiments' files that stand on it; `all` for every report.
  let words: [String]

  /// A line "- **[KEY]** AUTHORS. TITLE. WHERE AND WHEN (experiments: `WORD`, `WORD`)"; nil where it is none, an error in words where it lacks
  /// a part.
  init?(line: String) throws(Fault) {
    guard line.hasPrefix("- **["), let close = line.firstRange(of: "]** ") else { return nil }
    key = String(line[line.index(line.startIndex, offsetBy: 5)..<close.lowerBound])
    var text = String(line[close.upperBound...])
    if let words = text.firstRange(of: " (experiments: "), text.hasSuffix(")") {
      self.words = text[words.upperBound...].dropLast().split(separator: ",").map { String($0.filter { !" `".contains($0) }) }
      text = String(text[..<words.lowerBound])
    } else {
      words = []
    }
    guard let end = Self.endOfAuthors(text) else { throw Fault(reason: "\(key) has no authors that end in a full stop") }
    let body = text[text.index(after: end)...].drop { $0 == " " }
    guard let stop = body.firstRange(of: ". ") else { throw Fault(reason: "\(key) has no title that ends in a full stop") }
    authors = text[..<end].split(separator: ",").map { $0.drop { $0 == " " } }.joined(separator: " and ")
    title = String(body[..<stop.lowerBound])
    rest = String(body[stop.upperBound...].reversed().drop { $0 == "." }.reversed())
    guard year != nil else { throw Fault(reason: "\(key) has no year") }
  }

  /// What a line lacks.
  struct Fault: Error {
    let reason: String
  }

  /// The first full stop behind a word that is no initial: "M. S. Abdelfattah, L.-C. Chen."
  private static func endOfAuthors(_ text: String) -> String.Index? {
    var start = text.startIndex
    for at in text.indices {
      if " -,".contains(text[at]) { start = text.index(after: at) }
      if text[at] == ".", text[start..<at].count > 1, text[start..<at] != "al" { return at }
      if text[at] == ".", text[start..<at] == "al" { start = at }
    }
    return nil
  }

  /// The year that its key ends in.
  var year: Int? { Int(key.filter(\.isNumber)) }

  /// "arXiv:2101.08134" and "doi:10.1162/…" without their prefix.
  private func identifier(_ prefix: String) -> String? {
    rest.split(whereSeparator: { " ;,".contains($0) }).first { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
  }

  /// Where it appeared, without identifiers.
  private var place: String {
    let words = rest.split(separator: " ").prefix { !$0.hasPrefix("arXiv:") && !$0.hasPrefix("doi:") && !$0.contains("github.com/") }
    return String(words.joined(separator: " ").reversed().drop { ".;, ".contains($0) }.reversed())
  }

  /// An entry; where it appeared stands in `howpublished`, since a line does not say whether that is a journal.
  var bibTeX: String {
    var fields = [("author", authors), ("title", "{\(title)}"), ("year", year.map { "\($0)" } ?? "")]
    if place.contains(where: \.isLetter) { fields.append(("howpublished", place)) }
    if let arXiv = identifier("arXiv:") { fields += [("eprint", arXiv), ("archiveprefix", "arXiv")] }
    if let doi = identifier("doi:") { fields.append(("doi", doi)) }
    if let site = rest.split(whereSeparator: { " ,;".contains($0) }).first(where: { $0.hasPrefix("github.com/") }) {
      fields.append(("url", "https://\(site)"))
    }
    return "@misc{\(key),\n" + fields.map { "  \($0.0) = {\(Self.escaped($0.1))},\n" }.joined() + "}"
  }

  /// What TeX would take for its own; braces are ours.
  private static func escaped(_ text: String) -> String {
    text.map { "&%#_$".contains($0) ? "\\\($0)" : String($0) }.joined()
  }
}
