import Analysis
import Reporting
import Statistics

/// The scatter that `concord correlate --figure` draws: a panel a prediction, bars where the target has several seeds.
struct CorrelateFigure {
  private let file: FigureFile

  /// - Parameter path: its ending says the format.
  init(_ path: String) throws(CommandError) { file = try FigureFile(path) }

  /// Draws, and leaves script and data beside the figure.
  func draw(_ study: CorrelationStudy) async throws(ReportingError) {
    let columns = study.columns
    let references = [("replicate", study.lines.replicate), ("oracle", study.lines.oracle)].compactMap { name, line in
      line.value.map { Reference(name, Reading($0)) }
    }
    let seeds = columns.seeds.count
    let deviations: [Double?] =
      seeds < 2 ? study.target.map { _ in nil } : study.target.indices.map { net in columns.seeds.map { $0.values[net] }.deviation }
    let panels = zip(columns.predictions, study.predictions).map { column, row in
      let tau = row.ranks.tau().value?.theseSupernets
      return OneShotScatter.Panel(
        column.name,
        points: study.target.indices.map { OneShotScatter.Point(x: column.values[$0], y: study.target[$0], yError: deviations[$0]) },
        tau: tau.map { Reading($0) }, interval: tau?.interval == nil ? nil : "tau over these architectures",
        seeds: seeds > 1 ? seeds...seeds : nil, references: references)
    }
    let x = study.predictions.count == 1 ? study.predictions[0].name : "Prediction",
      y = seeds == 1 ? columns.targetName : "Mean of \(seeds) seeds"
    let drawing = OneShotScatter(
      file.name, panels: panels, x: Axis(x), y: Axis(y),
      footer: Footer(
        nets: study.count, seeds: seeds > 1 ? seeds...seeds : nil, remark: columns.source.split(separator: "/").last.map(String.init)))
    try await file.draw(drawing)
  }
}

extension Reading {
  /// An estimate with its interval, where it has one.
  fileprivate init(_ estimate: Estimate) { self.init(estimate.value, low: estimate.interval?.low, high: estimate.interval?.high) }
}

extension [Double] {
  /// The standard deviation, by n − 1.
  fileprivate var deviation: Double { variance.squareRoot() }
}
