/// Lines of a log that match a regular expression: each match is a row, each named group a column.
///
///     (?<arch>\S+) acc (?<acc>[\d.]+)
enum LogScores: ScoreLayout {
  static func recognises(_ input: ScoreInput) -> Bool { input.options.logPattern != nil }

  static func read(_ input: ScoreInput) throws(ScoresError) -> ScoreTable {
    let pattern = input.options.logPattern ?? ""
    let expression = try expression(pattern), names = try groups(pattern)
    var cells = names.map { _ in [String]() }, lines = 0, long = 0, matched = 0
    for line in input.bytes.split(separator: UInt8(ascii: "\n")) {
      lines += 1
      // What matching costs is bounded by the line.
      guard line.count <= longest else {
        long += 1
        continue
      }
      var found = false
      for match in String(decoding: line, as: UTF8.self).matches(of: expression) {
        found = true
        for (column, name) in names.enumerated() { cells[column].append(match.output[name]?.substring.map(String.init) ?? "") }
      }
      matched += found ? 1 : 0
    }
    guard matched > 0 else { throw .noMatch(file: input.name, lines: lines) }
    var notes = ["\(matched) of \(lines) lines match"]
    if long > 0 { notes.append("\(long) lines of more than \(longest) bytes were passed over") }
    let columns = zip(names, cells).map { ScoreColumn($0, file: input.name, words: $1) }
    return ScoreTable(name: input.name, columns: columns, notes: notes)
  }

  /// Bytes of a line.
  private static let longest = 4_096

  private static func expression(_ pattern: String) throws(ScoresError) -> Regex<AnyRegexOutput> {
    if repeatsRepetition(pattern) {
      throw .pattern(
        reason: "a repetition within a repeated group, as in (a+)+, may take for ever: write it without the inner or the outer one")
    }
    do { return try Regex(pattern) } catch {
      throw .pattern(reason: "'\(pattern.shortened)' is no regular expression (\("\(error)".shortened))")
    }
  }

  /// The names of a pattern's groups in their order.
  private static func groups(_ pattern: String) throws(ScoresError) -> [String] {
    var names: [String] = []
    for part in pattern.split(separator: "(?", omittingEmptySubsequences: false).dropFirst() {
      let rest = part.drop { $0 == "P" }
      guard rest.first == "<", let end = rest.firstIndex(of: ">") else { continue }
      let name = String(rest[rest.index(after: rest.startIndex)..<end])
      if !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }), !names.contains(name) { names.append(name) }
    }
    guard !names.isEmpty else {
      throw .pattern(reason: "the expression names no group: write (?<arch>…) and (?<acc>…) around what is wanted")
    }
    return names
  }

  /// Whether a group that holds an unbounded repetition is repeated without bound itself.
  private static func repeatsRepetition(_ pattern: String) -> Bool {
    var open: [Bool] = [], isEscaped = false, isClass = false, closed: Bool?
    for letter in pattern {
      let repeats = letter == "*" || letter == "+"
      if isEscaped {
        (isEscaped, closed) = (false, nil)
        continue
      }
      if (repeats || letter == "{") && closed == true && !isClass { return true }
      closed = nil
      switch letter {
      case "\\": isEscaped = true
      case "[": isClass = true
      case "]": isClass = false
      case "(" where !isClass: open.append(false)
      case ")" where !isClass:
        let inner = open.popLast() ?? false
        closed = inner
        if inner, let outer = open.indices.last { open[outer] = true }
      default: if repeats && !isClass, let last = open.indices.last { open[last] = true }
      }
    }
    return false
  }
}
