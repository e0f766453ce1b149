import ArgumentParser
import Datasets
import Digests
import FoundationEssentials
import Reporting

/// `concord doctor`: whether everything is here that experiments, files and figures need.
struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Check BLAS, HDF5, gnuplot, fonts, data, disk and CPU.",
    discussion: """
      Each line says what was found; what is missing comes with its remedy. Exit code 4 if a data set is missing, 1 if something \
      else is.

      EXAMPLES
        concord doctor
        concord doctor --data fashion-mnist --data cifar10 --json
        concord doctor --results /scratch/results
      """)

  enum DataName: String, ExpressibleByArgument, CaseIterable {
    case fashionMNIST = "fashion-mnist", cifar10, cifar100

    var source: DataSource {
      switch self {
      case .fashionMNIST: .fashionMNIST()
      case .cifar10: .cifar10()
      case .cifar100: .cifar100()
      }
    }
  }

  @Option(parsing: .singleValue, help: ArgumentHelp("Data sets to look for; their checksums are verified.", valueName: "name"))
  var data: [DataName] = [.fashionMNIST]

  @Option(help: ArgumentHelp("Where run files are to go.", valueName: "folder"))
  var results = "results"

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let checks = System.checks(results: results) + data.map { Check(data: $0.source, environment: ProcessInfo.processInfo.environment) }
    if json {
      let fields = checks.map { check in
        JSONValue.object([
          "name": .text(check.name), "state": .text(check.state.rawValue), "found": .text(check.found), "remedy": JSONValue(check.remedy),
        ])
      }
      Console.result(try JSONValue.answer(schema: 1, ["checks": .array(fields)]).rendered())
    } else {
      let tones: [Check.State: Table.Tone] = [.fine: .good, .warning: .neutral, .missing: .bad]
      let table = try Table(
        "doctor", title: "This machine", columns: [.text("check"), .text("state"), .text("found")],
        rows: checks.map { Table.Row([.text($0.name), .verdict($0.state.rawValue, tones[$0.state] ?? .neutral), .text($0.found)]) },
        notes: checks.compactMap { check in check.remedy.map { "\(check.name): \($0)" } })
      Console.result(table.terminal(hasColour: Console.isColoured))
    }
    if checks.contains(where: { $0.state == .missing && $0.isData }) { throw ExitCode(ExitStatus.dataMissing.rawValue) }
    if checks.contains(where: { $0.state == .missing }) { throw ExitCode(ExitStatus.failure.rawValue) }
  }
}
