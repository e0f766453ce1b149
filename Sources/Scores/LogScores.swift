/// Lines of a log that match a regular expression: each match is a row, each named group a column.
///
///     (?<arch>\S+) acc (?<acc>[\d.]+)
enum LogScores: ScoreLayout {
  static func recognises(_ input: ScoreInput) -> Bool { input.options.logPattern != nil }

  static var options: LayoutOptions? { .log }

  static func read(_ input: ScoreInput) throws(ScoresError) -> ScoreTable {
    let input = input.withNewlines
    let result = input.bytes.withUnsafeBufferPointer { bytes in
      Result { () throws(ScoresError) in try read(input, bytes) }
    }
    return try result.get()
  }

  private static func read(_ input: ScoreInput, _ bytes: UnsafeBufferPointer<UInt8>) throws(ScoresError) -> ScoreTable {
    let pattern = try LogPattern(input.options.logPattern ?? ""), newline = UInt8(ascii: "\n")
    var cells = pattern.names.map { _ in [Double]() }, spans = pattern.names.map { _ in [Range<UInt32>]() }
    let decimal = input.options.decimal.byte
    var lines = 0, long = 0, foreign = 0, matched = 0, number = 0
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: newline) ?? bytes.count, first = start
      let isCRLF = end > first && bytes[end - 1] == UInt8(ascii: "\r")
      let line = UnsafeBufferPointer(rebasing: bytes[first..<(isCRLF ? end - 1 : end)])
      (start, number) = (end + 1, number + 1)
      if line.isEmpty { continue }
      lines += 1
      // What a match costs may be the square of the line's length.
      guard line.count <= longest else {
        long += 1
        continue
      }
      var found = false
      do throws(LogPattern.Exhausted) {
        try pattern.matches(in: line) { groups in
          found = true
          for (column, group) in groups.enumerated() {
            cells[column].append(ScoreColumn.cell(of: line[group], decimal: decimal))
            spans[column].append(UInt32(first + group.lowerBound)..<UInt32(first + group.upperBound))
          }
        }
      } catch { throw .exhausted(file: input.name, line: number, reason: error.reason) }
      matched += found ? 1 : 0
      if !found, line.contains(where: { $0 >= 0x80 }), String(validating: line, as: UTF8.self) == nil { foreign += 1 }
    }
    var passedOver: [String] = []
    if long > 0 { passedOver.append("\(long) lines of more than \(longest) bytes were passed over") }
    if foreign > 0 { passedOver.append("\(foreign) lines without a match hold bytes that are no UTF-8, which nothing matches") }
    guard matched > 0 else { throw .noMatch(file: input.name, lines: lines, passedOver: passedOver) }
    let notes = ["\(matched) of \(lines) lines match"] + passedOver
    let columns = pattern.names.indices.map { place in
      ScoreColumn(pattern.names[place], file: input.name, cells: cells[place], texts: .spans(input.bytes, spans[place]))
    }
    return ScoreTable(name: input.name, columns: columns, notes: notes)
  }

  /// Bytes of a line.
  private static let longest = 4_096
}
