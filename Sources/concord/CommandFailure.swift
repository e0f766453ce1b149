import ArgumentParser
import Spaces

/// How a command that threw ends: what is said, where, and with which exit code.
struct CommandFailure {
  let status: ExitStatus
  let text: String

  /// - Parameters:
  ///   - root: the command whose parser knows the library's errors.
  ///   - arguments: what the user typed behind the command's name.
  init<Root: ParsableCommand>(_ error: any Error, of root: Root.Type, arguments: [String]) {
    switch Root.exitCode(for: error) {
    case .success:
      status = .done
      text = Root.fullMessage(for: error)
    case .validationFailure:
      let names = Root.configuration.subcommands.map { $0._commandName }
      let subcommand = names.first { $0 == arguments.first }.map { " \($0)" } ?? ""
      status = .usage
      var message = Root.message(for: error)
      if let word = arguments.first, subcommand.isEmpty && !word.hasPrefix("-") {
        message = "There is no subcommand '\(word)'" + (nearest(to: word, among: names).map { "; did you mean '\($0)'?" } ?? ".")
      }
      text = "concord\(subcommand): \(message)\nSee 'concord\(subcommand) --help'."
    case let code where error is ExitCode:
      // Everything was said; only the code is left.
      status = ExitStatus(rawValue: code.rawValue) ?? .failure
      text = ""
    default:
      status = ExitStatus(error)
      text = "concord: \(error)"
    }
  }

  /// Help and versions are results; everything else is an error.
  func announce() -> ExitStatus {
    if text.isEmpty { return status }
    if status == .done { Console.result(text) } else { Console.complain(text) }
    return status
  }
}
