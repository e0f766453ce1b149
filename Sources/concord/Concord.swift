import ArgumentParser
import Glibc

/// The command `concord`: its subcommands, and how it ends.
@main
struct Concord: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "concord",
    abstract: "How far can the ranking that a weight-sharing supernet gives be trusted?",
    discussion: """
      Results go to standard output, errors and progress to standard error. Every --json output bears a version, "schema".

      EXIT CODES
        0 done, 1 failure, 2 usage, 3 result outside its reference, 4 data missing, 130 or 143 stopped by Ctrl-C or SIGTERM

      EXAMPLES
        concord reproduce --profile smoke
        concord models nas-bench-macro --architecture 22212220 --json
        concord correlate scores.csv --x one_shot --y stand_alone
        concord compare yesterday.csv today.csv --by arch --x one_shot --y accuracy
        concord doctor
        concord explain replicate
        concord --generate-completion-script bash
      """,
    version: "0.2.0",
    subcommands: [
      Reproduce.self, NightlyCommand.self, Status.self, Train.self, Evaluate.self, StandAlone.self, Export.self, Fold.self, Similarity.self,
      SearchCommand.self,
      ReportCommand.self, Plot.self, Correlate.self, Compare.self, Models.self, LatencyCommand.self,
      Verify.self, Collect.self, New.self, SchemaCommand.self, Cite.self,
      Doctor.self, Explain.self, RunJob.self, ReadColumns.self,
    ])

  /// Runs the command line and ends the process with one of the documented exit codes.
  static func main() async {
    Installation.find()
    // A file larger than the limit (ulimit -f) is an error with a name then, as a full disk is.
    signal(SIGXFSZ, SIG_IGN)
    do {
      try checkArguments()
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand { try await command.run() } else { try command.run() }
    } catch {
      Glibc.exit(CommandFailure(error, of: Self.self, arguments: Array(CommandLine.arguments.dropFirst())).announce().rawValue)
    }
  }

  /// Texts are UTF-8 here: a name of other bytes would be looked for under another name, and not be found.
  private static func checkArguments() throws(CommandError) {
    for place in 1..<max(1, Int(CommandLine.argc)) {
      guard let bytes = CommandLine.unsafeArgv[place], String(validatingCString: bytes) == nil else { continue }
      throw .foreignArgument(place: place, text: String(cString: bytes))
    }
  }
}
