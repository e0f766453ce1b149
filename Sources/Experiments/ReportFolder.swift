internal import FoundationEssentials
internal import Reporting
internal import Store

/// Where an experiment's tables and numbers lie beside its page: `folder/NAME/…`, addressed from `folder`. Given to `StudyReport.page`,
/// which puts its tables there.
public struct ReportFolder: Sendable {
  private let folder: String, experiment: String

  init(_ folder: String, experiment: String) { (self.folder, self.experiment) = (folder, experiment) }

  /// Writes a table as CSV, LaTeX and Markdown; returns it as a page shows it.
  func sheet(_ table: Table) throws -> HTMLReport.Sheet {
    try table.write(to: "\(folder)/\(experiment)")
    return HTMLReport.Sheet(table, csv: "\(experiment)/\(table.name).csv")
  }

  /// A section of tables, without those that there are none of, and of illustrations by their figures' names.
  func section(
    _ heading: String, _ tables: [Table?], _ figures: [String] = [], of illustrations: [HTMLReport.Illustration]
  ) throws -> HTMLReport.Section {
    HTMLReport.Section(
      heading, sheets: try tables.compactMap(\.self).map { try sheet($0) },
      illustrations: figures.flatMap { name in illustrations.filter { $0.name == name } })
  }

  /// The page that is noted as made from jobs of this digest, where it is there. nil also where the note cannot be read as one, or this page,
  /// its claims or the page of all claims were removed.
  func page(of jobs: String) throws -> String? {
    let path = "\(folder)/\(experiment)/\(Self.noted)"
    for own in [path, "\(folder)/\(experiment)/\(Self.claims)", "\(folder)/\(ClaimsFolder.page)"] {
      guard FileManager.default.fileExists(atPath: own) else { return nil }
    }
    let words = try String(contentsOfFile: path, encoding: .utf8).split(whereSeparator: \.isWhitespace)
    guard words.count == 2, words[0] == jobs, FileManager.default.fileExists(atPath: "\(folder)/\(words[1])") else { return nil }
    return String(words[1])
  }

  /// Writes `jobs.sha256`: the digest, two spaces and the page below `folder`.
  func note(_ page: String, of jobs: String) throws { try write("\(jobs)  \(page)\n", as: Self.noted) }

  private static let noted = "jobs.sha256"

  /// What an experiment says of its claims.
  static let claims = "claims.json"

  /// Writes all numbers of a study.
  func write(_ study: some Encodable, as name: String) throws { try write(Self.json(study), as: name) }

  /// Whole or not at all; the folder is made where it is absent.
  func write(_ text: String, as name: String) throws {
    try AtomicFile.write(text, to: "\(folder)/\(experiment)/\(name)")
  }

  /// The same study gives the same text.
  static func json(_ study: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return String(decoding: try encoder.encode(study), as: UTF8.self)
  }
}

extension Table {
  /// `NAME.csv`, `NAME.tex` and `NAME.md`, each whole or not at all.
  func write(to folder: String) throws {
    for (ending, text) in [("csv", csv), ("tex", latex), ("md", markdown)] { try AtomicFile.write(text, to: "\(folder)/\(name).\(ending)") }
  }
}
