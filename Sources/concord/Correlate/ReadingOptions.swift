public import ArgumentParser
public import Scores

/// How files of scores are to be read, where they do not say so themselves.
struct ReadingOptions: ParsableArguments {
  @Option(help: "What parts the cells of a line: tab, semicolon, comma, pipe or spaces.") var delimiter: ScoreOptions.Delimiter?
  @Option(help: "What stands before the fraction of a number: point or comma.") var decimal: ScoreOptions.Decimal?
  @Flag(inversion: .prefixedNo, help: "Whether the first line names the columns.") var header: Bool?
  @Option(help: ArgumentHelp("Where the scores stand in a nested file: keys or groups parted by slashes.", valueName: "path")) var at:
    String?
  @Option(help: "Which keys of JSON name architectures, where objects stand in an object: outer or inner.") var keys: ScoreOptions.Keys?
  @Option(
    help: ArgumentHelp("Scores out of a log: each match is a row, each named group a column.", valueName: "regular expression"))
  var log: String?

  var options: ScoreOptions { ScoreOptions(delimiter: delimiter, decimal: decimal, header: header, at: at, keys: keys, logPattern: log) }
}

extension ScoreOptions.Delimiter: ExpressibleByArgument {}
extension ScoreOptions.Decimal: ExpressibleByArgument {}
extension ScoreOptions.Keys: ExpressibleByArgument {}
