import Scores
import Spaces
import Texts

/// What can go wrong in the command itself, each case with its remedy and its exit code.
package enum CommandError: Error, CustomStringConvertible {
  /// A file named on the command line is not there.
  case notFound(path: String)
  /// The system does not let a file be read; the reason is its own.
  case unreadable(path: String, reason: String)
  /// An argument that is no UTF-8, as far as it can be shown.
  case foreignArgument(place: Int, text: String)
  /// More bytes than are read of any file.
  case tooLarge(path: String, megabytes: Int)
  /// One line of a list of architectures is wrong.
  case architectureLine(path: String, line: Int, reason: String)
  /// A list of architectures holds none.
  case emptyList(path: String)

  /// No column has a name that was asked for.
  case noColumn(path: String, option: String, pattern: String, known: [String])
  /// Without --x and --y, which column is which cannot be told.
  case whichColumns(path: String, numeric: [String], known: [String], hint: String)
  /// The same column stands on both axes.
  case bothAxes(path: String, column: String)
  /// Two columns have different lengths.
  case columnLengths(path: String, first: String, count: Int, second: String, other: Int)

  /// libhdf5 ended by a signal while it read a stranger's file.
  case crash(path: String, signal: Int32)

  /// `--x` gives two strategies one name.
  case strategyTwice(String)
  /// A folder that shall be compared has no report of a ranking.
  case noReport(path: String)
  /// Columns of two files that are joined would have one name.
  case oneName(path: String, column: String)
  /// Two files have no architecture in common.
  case nothingJoined(first: String, second: String, column: String, some: [String])
  /// Architectures without a finite score, where nobody said what shall be done with them.
  case failed(path: String, count: Int, of: Int, name: String, column: String)
  /// A column of groups has nearly as many values as rows.
  case manyGroups(column: String, count: Int)
  /// More predictions than can be compared with one another.
  case manyPredictions(count: Int, most: Int)
  /// A space was named, and no column names architectures.
  case noNames(path: String)

  /// One of two to compare is a report of a ranking, the other is not.
  case unlike(first: String, second: String)
  /// A study that is none of a ranking; the reason is the decoder's.
  case noRanking(path: String, reason: String)
  /// A folder of results has reports of several rankings.
  case severalRankings(path: String, reports: [String])
  /// What two sets of scores must share to be compared.
  package enum Matter: String, Sendable { case architecture, strategy, prediction }
  /// Two sets of scores share nothing that can be compared.
  case nothingCommon(first: String, second: String, Matter, names: [String], others: [String])
  /// Two reports of rankings of unlike spaces.
  case unlikeSpaces(first: String, space: String, second: String, other: String)

  /// A figure's file has a stem that gnuplot cannot be told.
  case figureName(path: String, name: String)
  /// A figure would replace a file that was read, or that was not drawn here.
  case figureOverwrites(path: String, file: String, input: String?)
  /// A figure that this table has no numbers for.
  case noFigure(kind: String, reason: String)
  /// A figure's file ends in no format that can be drawn.
  case figureFormat(path: String, known: [String])
  /// No experiment has a figure of that name.
  case unknownFigure(String, nearest: String?, known: [String])
  /// There are no profiles where they should be.
  case noBenchmarks(path: String)
  /// No folder of experiments has that name.
  case unknownProfile(String, folder: String, nearest: String?, known: [String])
  /// A file that would be made is there already.
  case exists(path: String)
  /// The list of references lacks an entry's part, or is not one.
  case reference(path: String, line: Int, reason: String)
  /// No experiment of the profile has that name.
  case unknownExperiment(String, folder: String, nearest: String?, known: [String])
  /// The experiment has no strategy of that label.
  case unknownStrategy(String, nearest: String?, known: [String])
  /// A run file stands in no results folder, where the files of other jobs would be found.
  case notInResults(path: String, kind: String)
  /// A run file of a kind that holds no net's weights.
  case notExportable(path: String, kind: String, kinds: [String])
  /// A supernet's scores are no numbers: nothing can be compared.
  case noScores(path: String)
  /// The command cannot begin again with OpenBLAS held to one thread.
  case restart(reason: String)
  /// The glossary has no such term.
  case unknownTerm(String, nearest: String?)

  var status: ExitStatus {
    switch self {
    case .notFound, .noBenchmarks: .dataMissing
    case .architectureLine, .emptyList, .noColumn, .whichColumns, .bothAxes, .unknownTerm, .figureFormat, .foreignArgument, .figureName,
      .figureOverwrites, .noFigure, .strategyTwice, .oneName, .noReport, .unlike, .noRanking, .severalRankings, .nothingCommon,
      .unlikeSpaces,
      .nothingJoined, .manyGroups, .manyPredictions, .noNames, .unknownFigure, .unknownStrategy, .unknownProfile,
      .unknownExperiment,
      .notInResults, .notExportable, .noScores, .exists:
      .usage
    case .reference, .restart, .unreadable, .tooLarge, .failed, .columnLengths, .crash: .failure
    }
  }

  package var description: String {
    switch self {
    case .notFound(let path): "\(path) does not exist: check the path"
    case .unreadable(let path, let reason): "\(path) cannot be read (\(reason)): check its permissions and that it is a regular file"
    case .foreignArgument(let place, let text):
      "argument \(place) ('\(text.shortened)') holds bytes that are no UTF-8: rename the file, or give it as standard input ('-'); a column is met by a pattern, as 'acc*'"
    case .tooLarge(let path, let megabytes):
      "\(path) has more than the \(megabytes) MB that are read: keep the rows and columns that are needed"
    case .architectureLine(let path, let line, let reason): "line \(line) of \(path): \(reason)"
    case .emptyList(let path): "\(path) lists no architecture: write one a line"
    case .noColumn(let path, let option, let pattern, let known):
      "\(option): \(path) has no \(["--by", "--group", "--strata"].contains(option) ? "" : "numeric ")column '\(pattern)'"
        + (nearest(to: pattern, among: known).map { "; did you mean '\($0)'?" } ?? "") + " (columns: \(listed(known)))"
    case .whichColumns(let path, let numeric, let known, let hint):
      "\(path) has \(numeric.count) numeric columns, not two: say which with --x and --y\(hint) (columns: \(listed(known)))"
    case .bothAxes(let path, let column): "column '\(column)' of \(path) is asked for in both --x and --y: choose another for one of them"
    case .columnLengths(let path, let first, let count, let second, let other):
      "'\(first)' of \(path) has \(count) values and '\(second)' \(other): give both one value an architecture, in one order"
    case .crash(let path, let signal):
      "\(path) cannot be read: libhdf5 ended by signal \(signal) on it; the file is damaged or hostile: copy it again from its source, or save the scores as CSV"
    case .strategyTwice(let name): "--x names two strategies '\(name)': give each a name of its own"
    case .noReport(let path):
      "\(path) holds no report of a ranking (no study.json in it, in its report or in a folder of that): make one with 'concord report', or name "
        + "files of scores and their column of architectures with --by"
    case .oneName(let path, let column):
      "two columns of the joined files would be called '\(column)', one of them from \(path): rename the file or the column"
    case .nothingJoined(let first, let second, let column, let some):
      "\(first) and \(second) have no '\(column)' in common (the first: \(listed(some))): names are compared letter by letter; name the column of the same names in both with --by"
    case .failed(let path, let count, let all, let name, let column):
      "\(path): \(count) of \(all) architectures have no finite score (first '\(name)' in column '\(column)'): say --failed last to rank them last, or --failed drop to leave them out"
    case .manyPredictions(let count, let most):
      "--x names \(count) predictions, each of which is compared with all others: name at most \(most), or several as one strategy "
        + "(--x 'NAME=COLUMNS')"
    case .manyGroups(let column, let count): "--group: column '\(column)' has \(count) values: name one of at most 200"
    case .noNames(let path): "--space: no column of \(path) names architectures: say which with --by"
    case .unlike(let first, let second):
      "\(first) and \(second) cannot be compared: name two files of scores, or two rankings: "
        + "folders results/report/EXPERIMENT with a study.json, or folders of run files with such a report ('concord report' makes it)"
    case .noRanking(let path, let reason):
      "\(path) is no study of a ranking of strategies (\(reason)): name the report of one that trains supernets, made by this version"
    case .severalRankings(let path, let reports):
      "\(path) has several rankings: name one of \(listed(reports, length: 400))"
    case .nothingCommon(let first, let second, let matter, let names, let others):
      "\(first) and \(second) have no \(matter.rawValue) in common (the first: \(listed(names)); the second: \(listed(others))): \(matter.remedy)"
    case .unlikeSpaces(let first, let space, let second, let other):
      "\(first) ranks architectures of '\(space)' and \(second) of '\(other)': compare two reports of one space"
    case .figureName(let path, let name):
      "--figure: '\(path)' cannot be drawn, for '\(name)' cannot name a file of gnuplot: use letters, digits, - and _ before the ending"
    case .figureOverwrites(let path, let file, let input):
      "--figure: '\(path)' would overwrite \(file), " + (input.map { "which is read as '\($0)'" } ?? "which was not drawn by concord")
        + ": give the figure another name"
    case .noFigure(let kind, let reason): "--kind \(kind): \(reason)"
    case .figureFormat(let path, let known):
      "--figure: '\(path)' ends in no format that can be drawn: write a name that ends in .\(known.joined(separator: ", ."))"
    case .unknownFigure(let word, let nearest, let known):
      "--figure: there is none of the name '\(word)'" + (nearest.map { "; did you mean '\($0)'?" } ?? "")
        + " (known: \(listed(known)))"
    case .noBenchmarks(let path):
      "\(path) holds no profiles of experiments: go to a clone of Concord's repository, or say where they are with --benchmarks"
    case .exists(let path): "\(path) is there already and is not written over: choose another name, or remove it"
    case .reference(let path, let line, let reason): "line \(line) of \(path): \(reason): mend it or get it again from the project"
    case .unknownProfile(let word, let folder, let nearest, let known):
      "\(folder) has no profile '\(word)'" + (nearest.map { "; did you mean '\($0)'?" } ?? "") + " (known: \(listed(known)))"
    case .unknownExperiment(let word, let folder, let nearest, let known):
      "\(folder) has no experiment '\(word)'" + (nearest.map { "; did you mean '\($0)'?" } ?? "") + " (known: \(listed(known)))"
    case .unknownStrategy(let word, let nearest, let known):
      "the experiment has no strategy '\(word)'" + (nearest.map { "; did you mean '\($0)'?" } ?? "")
        + " (known: \(listed(known)))"
    case .notInResults(let path, let kind):
      "\(path) does not stand in the folder '\(kind)' of a results folder: move it to RESULTS/\(kind)/, where the files of its jobs are"
    case .noScores(let path): "\(path) gives scores that are no numbers: its training diverged; take another snapshot or supernet"
    case .notExportable(let path, let kind, let kinds):
      "\(path) holds a run of kind '\(kind)', which keeps no net's weights: give one of kind \(kinds.joined(separator: " or "))"
    case .restart(let reason):
      "the command cannot be started again (\(reason)): set OPENBLAS_NUM_THREADS=1 and OPENBLAS_CORETYPE=\(HeldBLAS.coreType)"
    case .unknownTerm(let word, let nearest):
      "there is no term '\(word)'" + (nearest.map { "; did you mean '\($0)'?" } ?? "") + " ('concord explain' lists all)"
    }
  }
}

extension CommandError.Matter {
  /// At the beginning of a sentence.
  var plural: String {
    switch self {
    case .architecture: "Architectures"
    case .strategy: "Strategies"
    case .prediction: "Predictions"
    }
  }

  fileprivate var remedy: String {
    switch self {
    case .architecture: "compare two that have scores of the same architectures"
    case .strategy: "compare reports of experiments that name a strategy alike"
    case .prediction: "name the columns alike in both files, or take them under one name with --x 'NAME=COLUMNS'"
    }
  }
}
