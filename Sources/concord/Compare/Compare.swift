import Analysis
import ArgumentParser
import Digests
import Reporting
import Scores
import Statistics

/// `concord compare`: does the second of two sets of scores rank the same architectures better?
struct Compare: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Paired difference of two files of scores, or of two reports of rankings.",
    discussion: """
      Two files: the scores --x of both, on the architectures that both have (--by), against the target --y of the first. --x 'NAME=COLUMNS' \
      takes columns as a strategy's supernets, as in 'concord correlate'. Two rankings, by their folders of run files ('--results' of \
      'concord reproduce') or, where one has several, by results/report/EXPERIMENT: each strategy that both have, and all that differs in what \
      was declared. Differences are the first less the second; the interval of the strategy \
      is that of what one more training would give, and the minimum detectable difference says how small a difference could have been found.

      EXAMPLES
        concord compare yesterday.csv today.csv --by arch --x one_shot --y accuracy
        concord compare a.csv b.csv --by arch --x 'spos=SPOS seed*' --y 'acc_*' --json
        concord compare results ../other/results
        concord compare results/report/ranking ../other/results/report/ranking
      """)

  @Argument(help: "Scores, or a ranking: its folder of run files or its report.", completion: .file()) var first: String
  @Argument(help: "The other.", completion: .file()) var second: String
  @OptionGroup(title: "COLUMNS") var roles: ColumnRoles
  @OptionGroup(title: "READING") var reading: ReadingOptions
  @OptionGroup var confidence: ConfidenceLevel
  @Flag(help: "Print JSON.") var json = false

  func validate() throws {
    if let option = roles.given.first(where: ["--group", "--strata", "--baseline", "--space", "--bins"].contains) {
      throw ValidationError("\(option) belongs to 'concord correlate': leave it out.")
    }
    try InputFile.check([first, second])
  }

  func run() async throws {
    OutOfMemory.becomesMessage()
    for path in [first, second] { try InputFile.checkPresence(path) }
    let reports = (ReportedRanking.isOne(first), ReportedRanking.isOne(second))
    guard reports.0 == reports.1 else { throw CommandError.unlike(first: first, second: second) }
    let comparison: ScoreComparison
    if reports.0 {
      if let option = roles.given.first ?? reading.options.givenNames.first {
        throw ValidationError("\(option) is for files of scores, and these are reports of rankings: leave it out.")
      }
      comparison = try ScoreComparison(try ReportedRanking(first), try ReportedRanking(second), level: confidence.level)
    } else {
      guard roles.by != nil else {
        if let folder = [first, second].first(where: InputFile.isFolder) { throw CommandError.noReport(path: folder) }
        throw ValidationError("Say which column names architectures with --by.")
      }
      let tables = try await ScoreTable.open([first, second], reading.options).calling(roles.keyNames)
      comparison = try ScoreComparison(tables[0], tables[1], roles, level: confidence.level)
    }
    Console.result(try json ? comparison.json.rendered() : Console.rendered(try comparison.table))
  }
}
