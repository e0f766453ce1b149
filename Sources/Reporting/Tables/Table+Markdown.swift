/// Markdown with GitHub's tables.
extension Table {
  /// Title in bold, the table, then notes; section names stand in rows of their own.
  public var markdown: String {
    var lines = ["**\(Self.markdown(title))**", "", Self.line(columns.map { Self.markdown($0.heading) })]
    lines.append(Self.line(columns.map { $0.isNumeric ? "---:" : "---" }))
    for section in sections {
      if !section.name.isEmpty { lines.append(Self.line(["*\(Self.markdown(section.name))*"] + columns.dropFirst().map { _ in "" })) }
      for row in section.rows {
        lines.append(
          Self.line(
            zip(row.cells, columns).map { cell, column in
              let (text, note) = self.text(cell, column)
              return Self.markdown(text) + (note.map { "<sup>\($0)</sup>" } ?? "")
            }))
      }
    }
    let under = reasons.enumerated().map { "<sup>\(Self.letter($0))</sup> \(Self.markdown($1))." } + notes.map(Self.markdown)
    if !under.isEmpty { lines += ["", under.joined(separator: " ")] }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }

  /// A text without markup.
  static func markdown(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "|", "\\", "*", "_", "`", "[", "]", "#": result += "\\\(character)"
      case "<": result += "&lt;"
      case "&": result += "&amp;"
      case _ where character.isNewline: result += " "
      default: result.append(character)
      }
    }
    return result
  }
}
