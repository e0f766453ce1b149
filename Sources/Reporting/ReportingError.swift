/// What can go wrong between values and a figure, a table or a report, with its remedy.
public enum ReportingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A figure or table without anything to show.
  case empty(figure: String, what: String)
  /// A value that is NaN or infinite.
  case notFinite(figure: String, field: String, position: Int)
  /// Columns or rows that should be of equal length.
  case lengths(figure: String, what: String, expected: Int, found: Int)
  /// Numbers of evaluations that do not begin at one or later, or do not rise.
  case notRising(figure: String, field: String, position: Int)
  /// A figure's or table's name that cannot be the stem of a file.
  case name(String)
  case gnuplotMissing
  /// gnuplot failed, or printed a warning: a figure drawn with warnings lacks something.
  case gnuplot(script: String, message: String)
  case file(path: String, message: String)
  /// The report's own template does not parse.
  case template(String)

  public var description: String {
    switch self {
    case .empty(let figure, let what): "\(figure): \(what) is empty; give at least one value or leave it out"
    case .notFinite(let figure, let field, let position):
      "\(figure): \(field) is NaN or infinite at position \(position); a diverged net is ranked last and not drawn, so leave it out"
    case .lengths(let figure, let what, let expected, let found): "\(figure): \(what): expected \(expected) values, found \(found)"
    case .notRising(let figure, let field, let position):
      "\(figure): \(field) must be 1 or more and rise, but not at position \(position); give each number of evaluations once, in order"
    case .name(let name): "'\(name)' cannot name a file; use letters, digits, '-' and '_'"
    case .gnuplotMissing:
      "gnuplot is not installed or not in PATH, so no figure can be drawn (scripts and data are kept); install it, on Debian: apt install gnuplot-nox fonts-liberation"
    case .gnuplot(let script, let message): "gnuplot on \(script): \(message); run `gnuplot -d` on it by hand to see more"
    case .template(let message): "the report's template is broken: \(message); please report this"
    case .file(let path, let message): "\(path): \(message); check that the folder exists, is writable and has space"
    }
  }
}
