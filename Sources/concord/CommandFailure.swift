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
      // A command's own check runs before the parser counts what is left over, and blames something else.
      if !message.hasPrefix("Unknown option"), let option = Self.unknownOption(arguments, of: root) {
        message = "Unknown option '\(option)'"
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

  /// The first option among arguments of which the subcommand's help says nothing.
  private static func unknownOption<Root: ParsableCommand>(_ arguments: [String], of root: Root.Type) -> String? {
    guard let command = Root.configuration.subcommands.first(where: { $0._commandName == arguments.first }) else { return nil }
    let help = Root.helpMessage(for: command, includeHidden: true)
    let known = Set(help.split { !($0.isLetter || $0.isNumber || $0 == "-") })
    let given = arguments.dropFirst().prefix { $0 != "--" }.filter { $0.hasPrefix("--") }.map { String($0.prefix { $0 != "=" }) }
    return given.first { !known.contains($0[...]) }
  }

  /// Help and versions are results; everything else is an error.
  func announce() -> ExitStatus {
    if text.isEmpty { return status }
    if status == .done { Console.result(text) } else { Console.complain(text) }
    return status
  }
}
