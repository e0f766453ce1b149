/// A table as the report's template reads it.
enum TableContext {
  static func values(_ table: Table, number: Int, link: String?) -> [String: Any] {
    let columns = table.columns
    return [
      "name": table.name, "number": number, "title": table.title, "span": columns.count,
      "headings": columns.map { column -> [String: Any] in
        [
          "title": column.title + (column.unit.map { " (\($0))" } ?? ""), "numeric": column.isNumeric,
          "intervals": column.intervals.map { "[\($0)]" }.joined(separator: " "),
        ]
      },
      "sections": table.sections.map { section -> [String: Any] in
        ["name": section.name, "named": !section.name.isEmpty, "rows": section.rows.map { row($0, table) }]
      },
      "reasons": table.reasons.enumerated().map { ["letter": Table.letter($0), "text": $1] }, "notes": table.notes,
      "hasNotes": !table.notes.isEmpty || !table.reasons.isEmpty, "links": link.map { [["target": $0]] } ?? [],
    ]
  }

  private static func row(_ row: Table.Row, _ table: Table) -> [String: Any] {
    let cells = zip(row.cells, table.columns).enumerated().map { place, pair -> [String: Any] in
      let (text, note) = table.text(pair.0, pair.1)
      var cell: [String: Any] = ["text": text, "numeric": pair.1.isNumeric, "first": place == 0, "notes": note.map { [$0] } ?? []]
      if case .verdict(_, let tone) = pair.0 { cell["tones"] = [tone.rawValue] }
      if case .link(_, let target) = pair.0 { cell["targets"] = [target] }
      return cell
    }
    return ["cells": cells]
  }
}
