/// LaTeX with the package booktabs, in ASCII alone.
extension Table {
  /// A `table` environment with caption, label `tab:NAME` and notes; needs `\usepackage{booktabs}`.
  public var latex: String {
    var lines = [
      "\\begin{table}", "\\centering\\footnotesize", "\\caption{\(LaTeXText.escaped(title))}", "\\label{tab:\(name)}",
      "\\begin{tabular}{@{}\(columns.map { $0.isNumeric ? "r" : "l" }.joined())@{}}", "\\toprule",
      columns.map { LaTeXText.escaped($0.heading) }.joined(separator: " & ") + " \\\\", "\\midrule",
    ]
    for (place, section) in sections.enumerated() {
      if place > 0 { lines.append("\\midrule") }
      if !section.name.isEmpty { lines.append("\\multicolumn{\(columns.count)}{@{}l}{\\emph{\(LaTeXText.escaped(section.name))}} \\\\") }
      for row in section.rows {
        let cells = zip(row.cells, columns).map { cell, column in
          let (text, note) = self.text(cell, column)
          return LaTeXText.escaped(text) + (note.map { "\\textsuperscript{\($0)}" } ?? "")
        }
        lines.append(cells.joined(separator: " & ") + " \\\\")
      }
    }
    lines += ["\\bottomrule", "\\end{tabular}"]
    let under = reasons.enumerated().map { "\\textsuperscript{\(Self.letter($0))}\(LaTeXText.escaped($1))." } + notes.map(LaTeXText.escaped)
    if !under.isEmpty { lines.append("\\par\\smallskip\\raggedright " + under.joined(separator: " ")) }
    return (lines + ["\\end{table}", ""]).joined(separator: "\n")
  }
}
