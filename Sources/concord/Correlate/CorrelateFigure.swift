import Reporting
import Statistics

/// The scatter that `concord correlate --figure` draws: a panel a prediction, bars where the target has several seeds.
struct CorrelateFigure {
  private let file: FigureFile

  /// - Parameter path: its ending says the format.
  init(_ path: String) throws(CommandError) { file = try FigureFile(path) }

  /// Draws, and leaves script and data beside the figure.
  func draw(_ agreement: Agreement) async throws(ReportingError) {
    let study = agreement.study
    let references = [("replicate", agreement.replicate), ("oracle", agreement.oracle)].compactMap { name, estimate in
      estimate.map { Reference(name, Reading($0)) }
    }
    let seeds = study.seeds.count
    let deviations: [Double?] =
      seeds < 2 ? study.target.map { _ in nil } : study.target.indices.map { net in study.seeds.map { $0.values[net] }.deviation }
    let panels = zip(study.predictions, agreement.predictions).map { column, association in
      OneShotScatter.Panel(
        column.name,
        points: study.target.indices.map { OneShotScatter.Point(x: column.values[$0], y: study.target[$0], yError: deviations[$0]) },
        tau: Reading(association.tauB), interval: association.tauB.interval == nil ? nil : "tau over these architectures",
        seeds: seeds > 1 ? seeds...seeds : nil, references: references)
    }
    let x = study.predictions.count == 1 ? study.predictions[0].name : "Prediction",
      y = seeds == 1 ? study.targetName : "Mean of \(seeds) seeds"
    let drawing = OneShotScatter(
      file.name, panels: panels, x: Axis(x), y: Axis(y),
      footer: Footer(
        nets: study.count, seeds: seeds > 1 ? seeds...seeds : nil, remark: study.source.split(separator: "/").last.map(String.init)))
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
