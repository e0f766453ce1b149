internal import Texts

/// Lines of a log that match a regular expression: each match is a row, each named group a column.
///
///     (?<arch>\S+) acc (?<acc>[\d.]+)
enum LogScores: ScoreLayout {
  static func recognises(_ input: ScoreInput) -> Bool { input.options.logPattern != nil }

  static func read(_ input: ScoreInput) throws(ScoresError) -> ScoreTable {
    let pattern = input.options.logPattern ?? ""
    let expression = try expression(pattern), names = try groups(pattern)
    var cells = names.map { _ in [String]() }, lines = 0, long = 0, matched = 0
    var rest = input.bytes[...]
    while !rest.isEmpty {
      let line = rest.prefix { $0 != UInt8(ascii: "\n") }
      rest = rest.dropFirst(line.count + 1)
      if line.isEmpty { continue }
      lines += 1
      // What matching costs is a power of the line's length.
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
    if repeatsChoice(pattern) {
      throw .pattern(
        reason:
          "a repeated group that can match in several ways, as (a+)+, (ab?)+ and (a|b)+ can, may take for ever: repeat a class of characters as [ab]+, or write the group without repetition, ? and |"
      )
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

  /// Whether a group is repeated that holds a repetition of no fixed number, an option or an alternative: a line may then be cut among its turns
  /// in exponentially many ways.
  private static func repeatsChoice(_ pattern: String) -> Bool {
    // Of each group that is open, whether it may match in several ways; whether the group that was closed just now may.
    var open: [Bool] = [], closed = false, classes = 0, isEscaped = false, isOpening = false
    for (place, letter) in zip(pattern.indices, pattern) {
      let (isQuantified, isFirst) = (closed, isOpening)
      (closed, isOpening) = (false, false)
      if isEscaped {
        isEscaped = false
        continue
      }
      func choose() { if let last = open.indices.last { open[last] = true } }
      switch letter {
      case "\\": isEscaped = true
      case "[": classes += 1
      case "]": classes = max(0, classes - 1)
      case _ where classes > 0: break
      case "(":
        open.append(false)
        isOpening = true
      case ")":
        closed = open.popLast() ?? false
        if closed { choose() }
      case "*", "+", "{":
        if isQuantified { return true }
        if letter != "{" || pattern[place...].prefix(while: { $0 != "}" }).contains(",") { choose() }
      case "|": choose()
      case "?": if !isFirst { choose() }
      default: break
      }
    }
    return false
  }
}
