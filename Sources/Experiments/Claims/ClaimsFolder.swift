internal import FoundationEssentials
internal import Reporting
internal import Store

/// A folder of reports, or of references, whose experiments each left their claims in `NAME/claims.json`: the page of all claims is made of
/// these, whoever wrote them and when.
struct ClaimsFolder {
  private let path: String

  init(_ path: String) { self.path = path }

  /// The page of claims, the one that people open first.
  static let page = "index.html"

  /// Of all experiments in the folder. Throws the system's errors, and those of JSON for a file that is none of ours.
  private func reports() throws -> [ReportedClaims] {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted().map { "\(path)/\($0)/\(ReportFolder.claims)" }
      .filter(FileManager.default.fileExists).map { file in
        try JSONDecoder().decode(ReportedClaims.self, from: try Data(contentsOf: URL(filePath: file)))
      }
  }

  /// Writes `index.html`, and its tables as CSV, LaTeX and Markdown beside it.
  func writePage() throws {
    var page = try ClaimsPage(try reports()).page()
    if FileManager.default.fileExists(atPath: "\(path)/\(NightPage.file)") {
      page.links.insert(HTMLReport.Link("Night by night", to: NightPage.file), at: 0)
    }
    for table in [page.verdicts.table] + page.sections.flatMap({ $0.sheets.map(\.table) }) { try table.write(to: path) }
    try page.write(to: "\(path)/\(Self.page)")
  }

  /// Writes `claims.csv` and `claims.md`, the latter as short as a README has it, to be committed.
  func writeReference() throws {
    let page = ClaimsPage(try reports())
    try AtomicFile.write(try page.claims().csv, to: "\(path)/claims.csv")
    try AtomicFile.write(try page.brief().markdown, to: "\(path)/claims.md")
  }
}
