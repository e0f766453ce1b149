import Analysis
import ArgumentParser
import Digests
import Reporting
import Scores
import Statistics

/// `concord correlate`: anyone's scores ranked against anyone's stand-alone accuracies.
struct Correlate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "correlate",
    abstract: "Rank correlation of scores, with intervals and reference lines.",
    discussion: """
      FILE is CSV, TSV, JSON, HDF5 or a log (docs/score-layouts.md lists what is read), one row an architecture; '-' is standard input. \
      Several files are joined by --by, or are JSON of one architecture each. Larger values are better but in columns that --lower names. Names may be lists (a,b) and patterns \
      ('acc_*'); a pattern leaves out what another option names.

      Several --x give paired differences on the same architectures. 'NAME=COLUMNS' makes one strategy of columns that are its supernets, a \
      seed each, and gives both intervals: these supernets, the strategy. Several --y are seeds of one target, whose mean is ranked, and \
      give the replicate and oracle lines. Without both, a file of exactly two numeric columns is read as x, y.

      EXAMPLES
        concord correlate scores.csv
        concord correlate scores.csv --x one_shot --y stand_alone --json
        concord correlate scores.csv --x spos,fairnas --y 'acc_*' --baseline macs --strata depth --k 10 --figure scatter.svg
        concord correlate scores.csv --x 'spos=SPOS seed*' --x 'fairnas=FairNAS seed*' --y 'acc_*'
        concord correlate scores.csv truth.json --by arch --x synflow --lower synflow --y accuracy --failed last
        concord correlate scores.csv --x one_shot --y accuracy --group dataset --conventions --space nas-bench-201
      """)

  @Argument(help: "The scores; more than one file with --by.", completion: .file()) var files: [String]
  @OptionGroup(title: "COLUMNS") var roles: ColumnRoles
  @OptionGroup(title: "READING") var reading: ReadingOptions
  @Option(help: "Size of the top for P@k, BR@k and regret@k, 5 or more.") var k = 5
  @OptionGroup var confidence: ConfidenceLevel
  @Flag(help: "The ranks that the target's seeds allow each architecture: intervals, and groups that cannot be told from their best.")
  var ranks = false
  @Flag(help: "The same scores under the conventions by which papers choose architectures.") var conventions = false
  @Option(
    help: ArgumentHelp("Draw into this file (.svg, .pdf or .png); its gnuplot script and data stay beside it.", valueName: "file"),
    completion: .file(extensions: Gnuplot.Format.allCases.map(\.rawValue)))
  var figure: String?
  @Option(help: "What is drawn: scatter; top, tau among the predicted best; agreement, who ranks like whom; ranks, with their intervals.")
  var kind: CorrelateFigure.Kind?
  @Option(help: "How tables are written: terminal, markdown, latex or csv.") var format: CorrelationStudy.Format?
  @Flag(help: "Print JSON.") var json = false

  func validate() throws {
    if k < 5 { throw ValidationError("--k is \(k): a top of fewer than 5 is not reported.") }
    if json && format != nil {
      throw ValidationError("--json and --format exclude each other: JSON has all numbers, tables are for readers.")
    }
    if kind != nil && figure == nil { throw ValidationError("--kind says what --figure draws: name its file.") }
    if figure != nil && roles.group != nil {
      throw ValidationError("--figure draws one table, and --group makes several: draw each by itself.")
    }
    if !roles.bins.isEmpty && !conventions { throw ValidationError("--bins is a choice of architectures under --conventions: say both.") }
    try InputFile.check(files)
    if let twice = files.first(where: { file in files.count(where: { $0 == file }) > 1 }) {
      throw ValidationError("'\(twice)' is named twice: name each file once.")
    }
    if files.count == 1, let names = roles.keyNames.first(where: { $0.count > 1 }) {
      throw ValidationError("--by '\(names.joined(separator: "="))' is for several files: of one, name its own column.")
    }
    if files.count > 1 && roles.by == nil && !isNetAFile {
      throw ValidationError("Several files are joined by the column that names architectures: say --by COLUMN.")
    }
    if roles.failed == .last, conventions || roles.space != nil {
      throw ValidationError(
        "--failed last puts values in for failed architectures, which a ridge (--space) and bins of accuracies (--conventions) would take for "
          + "measured ones: use --failed drop with them.")
    }
  }

  /// Whether the files are results of one net each, as evaluation harnesses write them.
  private var isNetAFile: Bool {
    files.count > 1 && roles.by == nil && files.allSatisfy { file in [".json", ".json.gz", ".json.xz"].contains { file.hasSuffix($0) } }
  }

  func run() async throws {
    OutOfMemory.becomesMessage()
    let place = try figure.map { path throws(CommandError) in try CorrelateFigure(path, kind ?? .scatter, inputs: files) }
    var tables: [ScoreTable] = []
    if isNetAFile {
      try reading.options.check([.net], files: "\(files.count) files")
      tables = [try ScoreTable.open(nets: files, named: "\(files.count) files", reading.options)]
    } else {
      tables = try await ScoreTable.open(files, reading.options).calling(roles.keyNames)
    }
    let groups = try ScoreChoice(try ScoreTable(joining: tables, by: roles.keys, parts: roles.parts), roles).groups()
    let all = try GroupedAnswers(groups) { group, number throws(StatisticsError) in
      let study = try CorrelationStudy(group.columns, k: k, level: confidence.level)
      return CorrelationAnswer(
        group: group.value.map { (roles.group ?? "", $0, number) }, study: study, nets: group.nets, showsRanks: ranks,
        conventions: conventions ? try study.conventions() : nil)
    }
    // What cannot be drawn is said before anything is printed.
    let text = try json ? all.json.rendered() : all.rendered(format ?? .terminal)
    if let first = all.answers.first { try await place?.draw(first) }
    if format == .csv { for note in try all.notes { Console.complain("concord: \(note)") } }
    Console.result(text)
  }
}
