/// What can go wrong in the command itself, each case with its remedy and its exit code.
enum CommandError: Error, CustomStringConvertible {
  /// A file named on the command line is not there.
  case notFound(path: String)
  /// The system does not let a file be read; the reason is its own.
  case unreadable(path: String, reason: String)
  /// One line of a list of architectures is wrong.
  case architectureLine(path: String, line: Int, reason: String)
  /// A list of architectures holds none.
  case emptyList(path: String)

  var status: ExitStatus {
    switch self {
    case .notFound: .dataMissing
    case .unreadable: .failure
    case .architectureLine, .emptyList: .usage
    }
  }

  var description: String {
    switch self {
    case .notFound(let path): "\(path) does not exist: check the path"
    case .unreadable(let path, let reason): "\(path) cannot be read (\(reason)): check its permissions and that it is a regular file"
    case .architectureLine(let path, let line, let reason): "line \(line) of \(path): \(reason)"
    case .emptyList(let path): "\(path) lists no architecture: write one a line"
    }
  }
}
