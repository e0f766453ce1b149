/// LaTeX with the package booktabs.
extension Table {
  /// A `table` environment with caption, label `tab:NAME` and notes; needs `\usepackage{booktabs}`.
  public var latex: String {
    var lines = [
      "\\begin{table}", "\\centering\\footnotesize", "\\caption{\(Self.latex(title))}", "\\label{tab:\(name)}",
      "\\begin{tabular}{@{}\(columns.map { $0.isNumeric ? "r" : "l" }.joined())@{}}", "\\toprule",
      columns.map { Self.latex($0.heading) }.joined(separator: " & ") + " \\\\", "\\midrule",
    ]
    for (place, section) in sections.enumerated() {
      if place > 0 { lines.append("\\midrule") }
      if !section.name.isEmpty { lines.append("\\multicolumn{\(columns.count)}{@{}l}{\\emph{\(Self.latex(section.name))}} \\\\") }
      for row in section.rows {
        let cells = zip(row.cells, columns).map { cell, column in
          let (text, note) = self.text(cell, column)
          return Self.latex(text) + (note.map { "\\textsuperscript{\($0)}" } ?? "")
        }
        lines.append(cells.joined(separator: " & ") + " \\\\")
      }
    }
    lines += ["\\bottomrule", "\\end{tabular}"]
    let under = reasons.enumerated().map { "\\textsuperscript{\(Self.letter($0))}\(Self.latex($1))." } + notes.map(Self.latex)
    if !under.isEmpty { lines.append("\\par\\smallskip\\raggedright " + under.joined(separator: " ")) }
    return (lines + ["\\end{table}", ""]).joined(separator: "\n")
  }

  /// A text without commands.
  static func latex(_ text: String) -> String {
    // After the end of a line a bracket would be an option of it.
    var result = text.first == "[" ? "{}" : ""
    for character in text {
      switch character {
      case "\\": result += "\\textbackslash{}"
      case "{", "}", "&", "%", "$", "#", "_": result += "\\\(character)"
      case "~": result += "\\textasciitilde{}"
      case "^": result += "\\textasciicircum{}"
      case "−": result += "$-$"
      case "τ": result += "$\\tau$"
      case "±": result += "$\\pm$"
      case "×": result += "$\\times$"
      case "≥": result += "$\\geq$"
      case "≤": result += "$\\leq$"
      case "–": result += "--"
      case _ where character.isNewline: result += " "
      default: result.append(character)
      }
    }
    return result
  }
}
