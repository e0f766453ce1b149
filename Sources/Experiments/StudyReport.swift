public import Analysis
public import Digests
internal import FoundationEssentials
public import Reporting

/// What an experiment of any kind leaves for readers: figures under plots; tables, numbers and a page under results/report; and a small
/// folder to commit and to compare with.
///
/// Conforming are `RankingReport`, `RelaxationReport` and `TablesReport`. A report holds all its numbers: nothing of it reads run files
/// again, and writing it twice gives the same bytes.
public protocol StudyReport: Sendable {
  associatedtype Study: Encodable & Sendable
  /// The experiment's. It names folders of plots and tables.
  var name: String { get }
  /// All numbers, which `study.json` holds digit by digit.
  var study: Study { get }
  /// The experiment's, in a sentence.
  var question: String { get }
  /// What was declared and came out, for the page of all claims.
  var claims: [ClaimOutcome] { get }
  /// The positive control and what became of it; nil where none was declared.
  var control: String? { get }
  /// Whether it was detected; nil where none was declared.
  var detectsControl: Bool? { get }
  /// Numbers of papers that were computed again.
  var statements: [TablesStudy.Statement] { get }
  /// Of all jobs of the plan; of none where nothing was run.
  var costs: CostSummary { get }
  /// What is drawn, and what the study has too little for. `absent` are phrases that follow "no figure of".
  func figures() throws -> (drawn: [Figure], absent: [String])
  /// The tables that a terminal shows.
  func summary() throws -> [Table]
  /// The page, whose tables and other files are put into `folder`; `absent` as from `figures`. The illustrations are those of `figures`, in
  /// its order.
  func page(_ illustrations: [HTMLReport.Illustration], absent: [String], in folder: ReportFolder) throws -> HTMLReport
  /// What `reproduce --json` says of it: an object with the experiment's name and the numbers that programs ask for.
  var answer: JSONValue { get }
  /// What is committed, without its figures.
  func reference() throws -> ReferenceFolder
}

/// Where a report was written, and which figures the data cannot give.
public struct ReportOutcome: Codable, Hashable, Sendable {
  /// `page` and `figures` are paths as the folders were given; `absent` as from `StudyReport.figures`.
  public let page: String, figures: [String], absent: [String]
}

extension StudyReport {
  /// The page's file, below the folder of reports: "NAME.html", beside the page of all claims.
  public var file: String { "\(name).html" }

  /// None.
  public var control: String? { nil }
  /// None.
  public var detectsControl: Bool? { nil }
  /// None.
  public var statements: [TablesStudy.Statement] { [] }

  private var reported: ReportedClaims {
    ReportedClaims(
      experiment: name, question: question, page: file, cpuHours: costs.jobs == 0 ? nil : costs.cpuSeconds / 3600,
      processors: costs.processors, claims: claims, control: control, detectsControl: detectsControl, statements: statements)
  }

  /// Draws all figures into `plots/NAME`, writes the page and `folder/NAME/…`, and makes the page of all claims in `folder` anew. Throws where a figure cannot be drawn or a file cannot
  /// be written; what was written before stays.
  public func write(plots: String, to folder: String, with gnuplot: Gnuplot = Gnuplot()) async throws -> ReportOutcome {
    let (figures, absent) = try figures(), drawn = "\(plots)/\(name)", place = ReportFolder(folder, experiment: name)
    var illustrations: [HTMLReport.Illustration] = [], paths: [String] = []
    for figure in figures {
      try await gnuplot.draw(figure, in: drawn)
      let svg = "\(drawn)/\(figure.name).svg"
      illustrations.append(HTMLReport.Illustration(figure, svg: String(decoding: try Data(contentsOf: URL(filePath: svg)), as: UTF8.self)))
      paths.append(svg)
    }
    let path = "\(folder)/\(file)"
    var page = try page(illustrations, absent: absent, in: place)
    page.links.insert(HTMLReport.Link("All claims of all experiments", to: ClaimsFolder.page), at: 0)
    try page.write(to: path)
    // Last, so that numbers never stand beside an older page.
    try place.write(study, as: "study.json")
    try place.write(reported, as: ReportFolder.claims)
    try ClaimsFolder(folder).writePage()
    return ReportOutcome(page: path, figures: paths, absent: absent)
  }

  /// Writes `folder/NAME` without run files, so that a second run is compared by `diff -r`: README.md, tables as CSV and Markdown, figures
  /// as SVG and PDF; and the table of all claims in `folder` anew. Returns its path. Throws where a figure cannot be drawn or a file cannot be written.
  public func export(to folder: String, with gnuplot: Gnuplot = Gnuplot()) async throws -> String {
    let reference = try reference(), place = "\(folder)/\(name)"
    try reference.write(to: place)
    try ReportFolder(folder, experiment: name).write(reported, as: ReportFolder.claims)
    try ClaimsFolder(folder).writeReference()
    // Published figures are the same for every experiment.
    for figure in try figures().drawn where !figure.name.hasPrefix("published-") {
      try await gnuplot.draw(figure, in: "\(place)/figures", formats: [.svg, .pdf])
      for suffix in ["gp", "dat"] { try FileManager.default.removeItem(atPath: "\(place)/figures/\(figure.name).\(suffix)") }
    }
    return place
  }
}
