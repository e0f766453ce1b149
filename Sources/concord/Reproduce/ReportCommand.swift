import ArgumentParser
import Experiments
import FoundationEssentials
import Reporting

/// Figures, tables and report again, from run files alone.
struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Write figures, tables and report again, from run files alone.",
    discussion: """
      Nothing is trained. An experiment that is not finished is named with what it lacks.

      EXAMPLES
        concord report
        concord report --profile smoke --plots /tmp/plots
        concord report --profile nightly nas-bench-macro --export results/reference
      """)

  @OptionGroup var choice: ExperimentChoice
  @Option(help: "The folder of figures.") var plots = "plots"
  @Option(help: "Write a small folder to commit and to compare with instead: tables, scores, figures, provenance.") var export: String?

  func run() async throws {
    try await choice.forEach { reproduction in
      let report = try reproduction.report()
      if let export {
        Console.result(try await report.export(to: export))
      } else {
        try await report.publish(plots: plots, results: choice.results)
      }
    }
  }
}

extension StudyReport {
  /// Writes everything and says on the terminal what came out and where it lies.
  func publish(plots: String, results: String, quiet: Bool = false) async throws {
    for table in quiet ? [] : try summary() { Console.result(Console.rendered(table)) }
    let outcome = try await write(plots: plots, to: "\(results)/report")
    for line in outcome.absent { Console.complain("no figure of \(line)") }
    if !quiet { Console.result("\(outcome.figures.count) figures in \(plots)/\(name), report in \(outcome.page)") }
  }
}
