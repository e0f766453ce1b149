internal import Texts

/// The numbers of a figure as text: named blocks of tab-separated columns, which gnuplot addresses by `index`.
package struct PlotData {
  package private(set) var text = ""
  private var count = 0

  package init() {}

  /// Whether a text is what a figure's data look like: headings, and below them rows of numbers and nothing else.
  package static func isPlotData(_ text: String) -> Bool {
    text.hasPrefix("# ")
      && text.split(separator: "\n").allSatisfy { line in
        line.hasPrefix("# ") || line.split(separator: "\t").first.map { Double($0) != nil } == true
      }
  }

  /// Adds a block of one row a line and returns gnuplot's clause that selects it.
  ///
  /// A missing value is written `NaN`, which gnuplot leaves out. Names of rows, for people, stand last.
  package mutating func add(_ name: String, columns: [String], rows: [[Double?]], names: [String]? = nil) -> String {
    precondition(!rows.isEmpty, "gnuplot counts no empty block")
    text +=
      (count > 0 ? "\n\n" : "") + "# \(name.onOneLine)\n# "
      + (columns.map(\.onOneLine) + (names == nil ? [] : ["name"])).joined(separator: "\t") + "\n"
    for (place, row) in rows.enumerated() {
      var cells = row.map { $0.map { $0.isFinite ? "\($0)" : "NaN" } ?? "NaN" }
      if let names { cells.append(String(names[place].onOneLine.map { $0 == "#" || $0 == "\"" ? " " : $0 })) }
      text += cells.joined(separator: "\t") + "\n"
    }
    count += 1
    return "data index \(count - 1)"
  }
}
