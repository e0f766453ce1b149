public import ArgumentParser
import Experiments
public import Reporting
import Spaces

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
    var known: [String] = []
    try await choice.forEach { reproduction in
      let report = try reproduction.report()
      let figures = try report.figures().drawn
      known += figures.map(\.name)
      for own in figures where figure.isEmpty || figure.contains(own.name) {
        for path in try await Gnuplot().draw(own, in: "\(plots)/\(report.name)", formats: formats) { Console.result(path) }
      }
    }
    for name in figure where !known.contains(name) {
      throw CommandError.unknownFigure(name, nearest: nearest(to: name, among: known), known: Set(known).sorted())
    }
  }
}

extension Gnuplot.Format: ExpressibleByArgument {}
