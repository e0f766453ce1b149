internal import Analysis
internal import Datasets
internal import FoundationEssentials
public import Reporting

/// A finished experiment as a small folder to commit: its tables, scores, figures, spec and provenance, without run files.
///
/// The same run files give the same bytes, so that a second run is compared by `diff -r`.
extension Report {
  /// Writes `folder/NAME`: README.md, experiment.json, checklist.md, provenance.csv, scores.csv, each table as CSV and Markdown, and each
  /// figure as SVG and PDF. Returns its path. Throws where a figure cannot be drawn or a file cannot be written.
  public func export(to folder: String, with gnuplot: Gnuplot = Gnuplot()) async throws -> String {
    let place = "\(folder)/\(experiment.name)"
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    let tables = StudyTables(study), figures = StudyFigures(study, digests: ledger.digests)
    for table in try tables.all() {
      try write(table.csv, to: "\(place)/\(table.name).csv")
      try write(table.markdown, to: "\(place)/\(table.name).md")
    }
    try write(try tables.scores().csv, to: "\(place)/scores.csv")
    let facts = provenance.map { Table.Row([.text($0.name), .text($0.value)]) }
    try write(
      try Table("provenance", title: "Provenance", columns: [.text("what"), .text("value")], rows: facts).csv, to: "\(place)/provenance.csv"
    )
    try write(Method(experiment: experiment, pilots: pilots).checklist(ledger), to: "\(place)/checklist.md")
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    try write(String(decoding: try encoder.encode(portable), as: UTF8.self) + "\n", to: "\(place)/experiment.json")
    for drawing in figures.drawings {
      let figure = try drawing.figure()
      // Published figures are the same for every experiment.
      if figure.name.hasPrefix("published-") { continue }
      try await gnuplot.draw(figure, in: "\(place)/figures", formats: [.svg, .pdf])
      for suffix in ["gp", "dat"] { try FileManager.default.removeItem(atPath: "\(place)/figures/\(figure.name).\(suffix)") }
    }
    try write(readMe(try tables.strategies(), try tables.claims()), to: "\(place)/README.md")
    return place
  }

  /// The experiment without the places where this machine keeps images and tables.
  private var portable: Experiment {
    var portable = experiment
    portable.data.source = experiment.data.source.withoutFolder
    if case .published(var own) = experiment.truth {
      own.table = own.table.split(separator: "/").last.map(String.init) ?? own.table
      portable.truth = .published(own)
    }
    return portable
  }

  private func readMe(_ strategies: Table, _ claims: Table) -> String {
    """
    # \(experiment.name): a reference run

    \(experiment.title) Made by commit \(ledger.commits.joined(separator: ", ")) from \(ledger.jobs) jobs; `provenance.csv` has the rest. To
    compare: run the same experiment, `concord report --export FOLDER`, and `diff -r FOLDER/\(experiment.name)` with this folder. Tables and scores
    have the same bytes on the same version of the arithmetic; `expenses`, `provenance.csv` and figures' footers need not.

    \(strategies.markdown)
    \(claims.markdown)
    `scores.csv` has every net with its target and its score under each supernet: `concord correlate scores.csv --x 'SPOS seed 1' --y target`.

    """
  }
}
