public import ArgumentParser
import Experiments
public import Reporting

/// Single figures again, from run files alone.
struct Plot: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plot", abstract: "Draw figures of finished experiments again, from run files alone.",
    discussion: """
      Each figure is drawn with its script (.gp) and its numbers (.dat) beside it.

      EXAMPLES
        concord plot
        concord plot --figure one-shot-scatter --format pdf
        concord plot --profile smoke --plots /tmp/plots
      """)

  @OptionGroup var choice: ExperimentChoice
  @Option(help: "A figure by name, once for each; all by default.") var figure: [String] = []
  @Option(help: "svg, pdf or png, once for each; all by default.") var format: [Gnuplot.Format] = []
  @Option(help: "The folder of figures.") var plots = "plots"

  func run() async throws {
    let formats = format.isEmpty ? Gnuplot.Format.allCases : format
    for tables in try choice.tableStudies() {
      let report = TablesReport(tables.experiment, study: try tables.study())
      for path in try await report.draw(figure, plots: plots, formats: formats) { Console.result(path) }
    }
    for searches in try choice.searches() {
      let report = SearchReport(searches.experiment, study: try searches.study())
      for path in try await report.draw(figure, plots: plots, formats: formats) { Console.result(path) }
    }
    for reproduction in try choice.reproductions() {
      let pilots = try reproduction.pilots(), report = try reproduction.report(rates: Reproduction.chosen(pilots), pilots: pilots)
      for path in try await report.draw(figure, plots: plots, formats: formats) { Console.result(path) }
    }
  }
}

extension Gnuplot.Format: ExpressibleByArgument {}
