public import Reporting
internal import Store

/// A finished experiment as texts to commit, without run files and without this machine's paths: the same run files give the same bytes.
///
///     NAME/README.md  NAME/TABLE.csv  NAME/TABLE.md  NAME/scores.csv  NAME/provenance.csv  NAME/figures/…
///
/// Made by `StudyReport.reference`, written by `export`, which adds the figures; compared by `diff -r`.
public struct ReferenceFolder: Sendable {
  /// What it is and how to compare it, as Markdown.
  let readMe: String
  /// Written as CSV and Markdown.
  let tables: [Table]
  /// Written as CSV alone: scores, provenance.
  var data: [Table] = []
  /// Other files by name.
  var texts: [String: String] = [:]

  /// Tables' names are their files' stems and must differ; so must those of `texts`, which hold their suffix.
  public init(readMe: String, tables: [Table], data: [Table] = [], texts: [String: String] = [:]) {
    (self.readMe, self.tables, self.data, self.texts) = (readMe, tables, data, texts)
  }

  /// The README of runs whose tables have the same bytes wherever they are made, but for `differing`; `tables` follow.
  static func readMe(_ name: String, _ title: String, _ costs: CostSummary, differing: String, _ tables: [Table]) -> String {
    """
    # \(name): a reference run

    \(title) Made \(costs.origin); `provenance.csv` has the rest. To
    compare: run the same experiment, `concord report \(name) --export FOLDER`, and `diff -r FOLDER/\(name)` with this folder. Tables have
    the same bytes on the same version of the arithmetic, but for \(differing), `provenance.csv` and figures' footers.

    \(tables.map(\.markdown).joined(separator: "\n"))
    """
  }

  /// With what the runs were made.
  static func provenance(_ facts: [HTMLReport.Fact]) throws -> Table {
    try Table(
      "provenance", title: "Provenance", columns: [.text("what"), .text("value")],
      rows: facts.map { Table.Row([.text($0.name), .text($0.value)]) })
  }

  /// Each file whole or not at all; files of earlier exports that are not written again stay. Throws the system's errors.
  func write(to folder: String) throws {
    func write(_ text: String, as name: String) throws { try AtomicFile.write(text, to: "\(folder)/\(name)") }
    try write(readMe, as: "README.md")
    for table in tables + data { try write(table.csv, as: "\(table.name).csv") }
    for table in tables { try write(table.markdown, as: "\(table.name).md") }
    for (name, text) in texts { try write(text, as: name) }
  }
}
