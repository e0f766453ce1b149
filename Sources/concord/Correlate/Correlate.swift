import Analysis
import ArgumentParser
import Digests
import Scores

/// `concord correlate`: anyone's scores ranked against anyone's stand-alone accuracies.
struct Correlate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "correlate",
    abstract: "Rank correlation of scores, with intervals and reference lines.",
    discussion: """
      FILE is CSV, TSV, JSON (an array of objects or an object of arrays) or HDF5, one value an architecture in each column; '-' is \
      standard input. Larger values are better in all columns. Names may be lists (a,b) and patterns ('acc_*').

      Several --x give paired differences on the same architectures; several --y are seeds of one target, whose mean is ranked, \
      and give the replicate and oracle lines. Without both, a file of exactly two numeric columns is read as x, y.

      EXAMPLES
        concord correlate scores.csv
        concord correlate scores.csv --x one_shot --y stand_alone --json
        concord correlate scores.csv --x spos,fairnas --y 'acc_*' \\
          --baseline macs --strata depth --k 10 --figure scatter.svg
      """)

  @Argument(help: "The scores.")
  var file: String

  @Option(
    parsing: .singleValue, help: ArgumentHelp("Predictions, for instance one-shot accuracies; may be repeated.", valueName: "columns"))
  var x: [String] = []

  @Option(parsing: .singleValue, help: ArgumentHelp("Stand-alone accuracies, one column a seed; may be repeated.", valueName: "columns"))
  var y: [String] = []

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp("What a prediction should beat, for instance MACs; may be repeated.", valueName: "columns"))
  var baseline: [String] = []

  @Option(help: ArgumentHelp("Compare also pairs of equal value in this column only, for instance depth.", valueName: "column"))
  var strata: String?

  @Option(help: "Size of the top for P@k, BR@k and regret@k, 5 or more.")
  var k = 5

  @Option(help: "Level of the intervals.")
  var level = 0.95

  @Option(help: ArgumentHelp("Draw the scatter: an .svg, .pdf or .png; its gnuplot script and data stay beside it.", valueName: "file"))
  var figure: String?

  @Option(help: "How tables are written: terminal, markdown, latex or csv.")
  var format = CorrelationStudy.Format.terminal

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    for (option, values) in [("--x", x), ("--y", y), ("--baseline", baseline), ("--strata", strata.map { [$0] } ?? [])]
    where values.contains("") { throw ValidationError("\(option) names no column.") }
    if x.isEmpty != y.isEmpty { throw ValidationError("Give both --x and --y, or neither.") }
    if k < 5 { throw ValidationError("--k is \(k): a top of fewer than 5 is not reported.") }
    if !(level > 0 && level < 1) { throw ValidationError("--level is \(level): give a share between 0 and 1, for instance 0.95.") }
  }

  func run() async throws {
    let place = try figure.map { path throws(CommandError) in try CorrelateFigure(path) }
    let columns = try await ScoreTable.open(file).columns(x: x, y: y, baselines: baseline, strata: strata)
    let study = try CorrelationStudy(columns, k: k, level: level)
    Console.result(try json ? study.json.rendered() : study.rendered(format))
    try await place?.draw(study)
  }
}
