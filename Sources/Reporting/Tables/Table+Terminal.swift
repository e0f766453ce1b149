internal import Texts

/// Aligned columns for a terminal.
extension Table {
  /// - Parameters:
  ///   - width: characters a line; a wider table is folded into several, each with the first column. Nil: as wide as it is.
  ///   - hasColour: false where `NO_COLOR` is set or the output is no terminal.
  public func terminal(width: Int? = nil, hasColour: Bool) -> String {
    let cells = sections.map { section in section.rows.map { zip($0.cells, columns).map { shown($0, $1) } } }
    let widths = columns.indices.map { column in
      cells.joined().reduce(columns[column].heading.count) { max($0, $1[column].text.count) }
    }
    var lines = [Self.styled(title, "1", hasColour)]
    for (fold, part) in folds(widths, width).enumerated() {
      if fold > 0 { lines.append("") }
      let heading = part.map { Self.padded(columns[$0].heading, widths[$0], columns[$0].isNumeric, "") }.joined(separator: "  ")
      lines += [Self.styled(Self.trimmed(heading), "1", hasColour), String(repeating: "─", count: heading.count)]
      for (section, rows) in zip(sections, cells) {
        if !section.name.isEmpty { lines.append(Self.styled(section.name, "3", hasColour)) }
        for row in rows {
          lines.append(
            Self.trimmed(
              part.map { Self.padded(row[$0].text, widths[$0], columns[$0].isNumeric, hasColour ? row[$0].style : "") }.joined(
                separator: "  ")))
        }
      }
    }
    lines += reasons.enumerated().map { "\(Self.superscript(Self.letter($0))) \($1)" } + notes
    return lines.joined(separator: "\n") + "\n"
  }

  private func shown(_ cell: Cell, _ column: Column) -> (text: String, style: String) {
    let (text, note) = self.text(cell, column)
    if case .verdict(_, let tone) = cell {
      let style =
        switch tone {
        case .good: "32"
        case .bad: "31"
        case .neutral: ""
        }
      return (text, style)
    }
    return (text + (note.map(Self.superscript) ?? ""), "")
  }

  /// The columns of each fold.
  private func folds(_ widths: [Int], _ limit: Int?) -> [[Int]] {
    var folds = [[0]], used = widths[0]
    for column in columns.indices.dropFirst() {
      if let limit, used + 2 + widths[column] > limit, folds[folds.count - 1].count > 1 {
        folds.append([0])
        used = widths[0]
      }
      folds[folds.count - 1].append(column)
      used += 2 + widths[column]
    }
    return folds
  }

  private static func padded(_ text: String, _ width: Int, _ isRight: Bool, _ style: String) -> String {
    let space = String(repeating: " ", count: width - text.count), text = styled(text, style, !style.isEmpty)
    return isRight ? space + text : text + space
  }

  private static func styled(_ text: String, _ style: String, _ isOn: Bool) -> String { isOn ? "\u{1B}[\(style)m\(text)\u{1B}[0m" : text }

  private static func trimmed(_ line: String) -> String { String(line.reversed().drop { $0 == " " }.reversed()) }

  /// Unicode has a small raised letter for all but q.
  private static func superscript(_ letters: String) -> String {
    let raised = Array("ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖqʳˢᵗᵘᵛʷˣʸᶻ")
    return String(letters.compactMap { letter in letter.asciiValue.map { raised[Int($0) - 97] } })
  }
}
