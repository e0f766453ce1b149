public import ArgumentParser
public import Scores

/// How files of scores are to be read, where they do not say so themselves. An option that is for none of the files is refused.
struct ReadingOptions: ParsableArguments {
  @Option(help: "Of lines of fields: what parts the cells, tab, semicolon, comma, pipe or spaces.") var delimiter: ScoreOptions.Delimiter?
  @Option(help: "What stands before the fraction of a number: point or comma.") var decimal: ScoreOptions.Decimal?
  @Flag(inversion: .prefixedNo, help: "Of lines of fields: whether the first one names the columns.") var header: Bool?
  @Option(
    help: ArgumentHelp("Of JSON and HDF5: where the scores stand in a nested file, as keys or groups parted by slashes.", valueName: "path")
  ) var at: String?
  @Option(help: "Of JSON: which keys name architectures, where objects stand in an object, outer or inner.") var keys: ScoreOptions.Keys?
  @Option(
    help: ArgumentHelp("Scores out of a log: each match is a row, each named group a column.", valueName: "regular expression"))
  var log: String?

  var options: ScoreOptions { ScoreOptions(delimiter: delimiter, decimal: decimal, header: header, at: at, keys: keys, logPattern: log) }
}

extension ScoreOptions.Delimiter: ExpressibleByArgument {}
extension ScoreOptions.Decimal: ExpressibleByArgument {}
extension ScoreOptions.Keys: ExpressibleByArgument {}
