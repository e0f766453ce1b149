public import Analysis
public import ArgumentParser
import Scores
import Spaces

/// Which columns of a table play which part.
struct ColumnRoles: ParsableArguments {
  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "Predictions, for instance one-shot accuracies; NAME=COLUMNS for a strategy's supernets; may be repeated.", valueName: "columns"))
  var x: [String] = []

  @Option(parsing: .singleValue, help: ArgumentHelp("Stand-alone accuracies, one column a seed; may be repeated.", valueName: "columns"))
  var y: [String] = []

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp("What a prediction should beat, for instance MACs; may be repeated.", valueName: "columns"))
  var baseline: [String] = []

  @Option(
    parsing: .singleValue, help: ArgumentHelp("Columns in which smaller is better, such as a loss or a rank.", valueName: "columns"))
  var lower: [String] = []

  @Option(
    name: .customLong("strata"), parsing: .singleValue,
    help: ArgumentHelp("Compare also pairs of equal value in this column only: depth, or words.", valueName: "column"))
  var strataWords: [String] = []

  @Option(
    name: .customLong("group"), parsing: .singleValue,
    help: ArgumentHelp("A table for each value of this column, and their mean.", valueName: "column"))
  var groupWords: [String] = []

  @Option(
    name: .customLong("by"), parsing: .singleValue,
    help: ArgumentHelp(
      "What names an architecture: files are joined by it, and it stands once; A=B where files behind the first call it B; may be repeated.",
      valueName: "columns"))
  var keyWords: [String] = []

  @Option(
    help: ArgumentHelp("A space of the catalogue: adds parameters, MACs, depth and a ridge on the choices as baselines.", valueName: "name")
  )
  var space: String?

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "With --conventions: the architecture of the highest COLUMN in each of 400 bins of it, beside the bins of the target.",
      valueName: "columns"))
  var bins: [String] = []

  @Option(help: "Architectures without a finite score (NaN, infinite, empty): last, drop or refuse.") var failed = FailedNets.refuse

  func validate() throws {
    for (option, values) in words {
      for value in values where value.split(separator: ",").allSatisfy({ $0.allSatisfy(\.isWhitespace) }) {
        throw ValidationError("\(option) names no column.")
      }
    }
    for (option, values) in [("--strata", strataWords), ("--group", groupWords)] where values.count > 1 {
      throw ValidationError("\(option) is said \(values.count) times: name one column.")
    }
    if keyNames.contains(where: { $0.contains("") }) { throw ValidationError("--by '\(by ?? "")' lacks a column's name.") }
    if let names = keyNames.first(where: { $0.count > 2 }) {
      throw ValidationError(
        "--by '\(names.joined(separator: "="))' has more than two names: write A=B, A in the first file and B in those behind it.")
    }
    for value in x {
      if let sign = value.firstIndex(of: "="), sign == value.startIndex || value.index(after: sign) == value.endIndex {
        throw ValidationError("--x '\(value)': write NAME=COLUMNS, for instance 'spos=SPOS seed*'.")
      }
    }
    if x.isEmpty != y.isEmpty { throw ValidationError("Give both --x and --y, or neither.") }
    do throws(SpaceError) { _ = try named() } catch { throw ValidationError("--space: \(error)") }
  }

  var strata: String? { strataWords.first }
  var group: String? { groupWords.first }
  /// The columns that name an architecture, parted by commas.
  var by: String? { keyWords.isEmpty ? nil : keyWords.joined(separator: ",") }

  /// Columns that name an architecture together.
  var keys: [String] { keyNames.compactMap(\.first) }

  /// Columns within whose values an architecture stands once, beside the keys.
  var parts: [String] { [group, strata].compactMap(\.self).places.order }

  /// Of each of them, what it may be called: the first name, and those that other files have for it.
  var keyNames: [[String]] {
    by.map { $0.split(separator: ",").map { $0.split(separator: "=", omittingEmptySubsequences: false).map { String($0).trimmed } } } ?? []
  }

  /// What each option names.
  private var words: [(option: String, values: [String])] {
    [
      ("--x", x), ("--y", y), ("--baseline", baseline), ("--lower", lower), ("--bins", bins), ("--strata", strataWords),
      ("--group", groupWords), ("--by", by.map { [$0] } ?? []), ("--space", space.map { [$0] } ?? []),
    ]
  }

  /// Options that somebody said, as they are written.
  var given: [String] { words.filter { !$0.values.isEmpty }.map(\.option) + (failed == .refuse ? [] : ["--failed"]) }

  /// The space, where one was named. Throws where the catalogue has none of that name.
  func named() throws(SpaceError) -> Space? {
    guard let space else { return nil }
    return try Catalogue.space(named: space)
  }
}

extension FailedNets: ExpressibleByArgument {}
