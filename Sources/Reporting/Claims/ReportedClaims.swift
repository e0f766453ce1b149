public import Analysis

/// What one experiment's report says of its claims, in `NAME/claims.json` beside its tables: the page of claims is made of these alone.
public struct ReportedClaims: Codable, Hashable, Sendable {
  /// Its name and question; the page of its report, below the folder of reports.
  public let experiment: String, question: String, page: String
  /// Processor time of all its jobs, and the processors that ran them; nil and none where nothing was run.
  public let cpuHours: Double?, processors: [String]
  public let claims: [ClaimOutcome]
  /// The positive control and what became of it, in a sentence without a full stop; nil where none was declared.
  public let control: String?
  /// Whether it was detected; nil where none was declared.
  public let detectsControl: Bool?
  /// Numbers that papers print, computed again from published data.
  public let statements: [TablesStudy.Statement]

  public init(
    experiment: String, question: String, page: String, cpuHours: Double?, processors: [String], claims: [ClaimOutcome],
    control: String? = nil, detectsControl: Bool? = nil, statements: [TablesStudy.Statement] = []
  ) {
    (self.experiment, self.question, self.page) = (experiment, question, page)
    (self.cpuHours, self.processors, self.claims, self.statements) = (cpuHours, processors, claims, statements)
    (self.control, self.detectsControl) = (control, detectsControl)
  }
}
