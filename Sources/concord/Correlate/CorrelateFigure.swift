import Analysis
import ArgumentParser
import Reporting
import Statistics

/// What `concord correlate --figure` draws of one table.
struct CorrelateFigure {
  enum Kind: String, CaseIterable, ExpressibleByArgument {
    /// A panel a prediction, bars where the target has several seeds.
    case scatter
    /// tau among smaller and smaller shares of the predicted best.
    case top
    /// Who ranks like whom: tau between all columns.
    case agreement
    /// Ranks by the target with their intervals.
    case ranks
  }

  private let file: FigureFile, kind: Kind

  /// - Parameters:
  ///   - path: its ending says the format.
  ///   - inputs: files that are read.
  init(_ path: String, _ kind: Kind, inputs: [String]) throws(CommandError) {
    (file, self.kind) = (try FigureFile(path, inputs: inputs), kind)
  }

  /// Draws, and leaves script and data beside the figure.
  func draw(_ answer: CorrelationAnswer) async throws {
    switch kind {
    case .scatter: try await file.draw(scatter(answer.study))
    case .top: try await file.draw(try top(answer.study))
    case .agreement: try await file.draw(agreement(answer.study))
    case .ranks: try await file.draw(try ranks(answer))
    }
  }

  private func footer(_ study: CorrelationStudy) -> Footer {
    let seeds = study.columns.seeds.counts, supernets = study.columns.predictions.filter(\.isStrategy).map(\.columns.count)
    return Footer(
      nets: study.count, supernets: supernets.allSatisfy { $0 == supernets.first } ? supernets.first : nil,
      seeds: seeds.upperBound > 1 ? seeds : nil, remark: study.columns.source.split(separator: "/").last.map(String.init))
  }

  private func scatter(_ study: CorrelationStudy) -> OneShotScatter {
    let columns = study.columns, seeds = columns.seeds.counts
    let references = [("replicate", study.lines.replicate), ("oracle", study.lines.oracle)].compactMap { name, line in
      line.value.map { Reference(name, Reading($0)) }
    }
    let deviations: [Double?] =
      columns.seeds.runs.map { runs in runs.map { $0.count > 1 ? $0.deviation : nil } } ?? study.target.map { _ in nil }
    let panels = zip(columns.predictions, study.predictions).map { prediction, row in
      let tau = row.ranks.tau().value, own = prediction.isStrategy ? tau?.theStrategy : tau?.theseSupernets, x = prediction.means
      return OneShotScatter.Panel(
        prediction.name,
        points: study.target.indices.map { net in
          let scores = prediction.columns.map { $0.values[net] }
          return OneShotScatter.Point(
            x: x[net], y: study.target[net], xError: scores.count > 1 ? scores.deviation : nil, yError: deviations[net])
        },
        tau: own.map { Reading($0) },
        interval: own?.interval == nil ? nil : prediction.isStrategy ? "tau, the strategy" : "tau over these architectures",
        supernets: prediction.isStrategy ? prediction.columns.count : nil, seeds: seeds.upperBound > 1 ? seeds : nil, references: references
      )
    }
    let x = study.predictions.count == 1 ? study.predictions[0].name : "Prediction"
    let y = columns.seeds.names.count == 1 ? columns.seeds.title : "Mean of \(columns.seeds.names.count) seeds"
    return OneShotScatter(file.name, panels: panels, x: Axis(x), y: Axis(y), footer: footer(study))
  }

  private func top(_ study: CorrelationStudy) throws -> TauBySlice {
    let shares = [1, 0.75, 0.5, 0.25, 0.1], all = study.columns.predictions
    let slices = shares.map { share in
      let taus = all.map { own in
        Measured { () throws(StatisticsError) in
          try StrategyTau.amongPredictedBest(
            share: share, scores: own.columns.map(\.values), target: study.target, isFixed: !own.isStrategy
          )
          .summary(level: study.level)
        }.value
      }
      return TauBySlice.Slice(
        share == 1 ? "all" : "best \(Int(100 * share)) %",
        // Ties at the cut all belong.
        nets: ClosedRange(spanning: taus.compactMap { $0?.theseSupernets.count }) ?? 0...0,
        taus: taus.map { $0.map { Reading($0.theStrategy.interval == nil ? $0.theseSupernets : $0.theStrategy) } },
        oracle: share == 1 ? study.lines.oracle.value?.value : nil)
    }
    guard slices.contains(where: { $0.taus.contains { $0 != nil } }) else {
      throw CommandError.noFigure(kind: Kind.top.rawValue, reason: "fewer than 20 architectures are left in every part: give more")
    }
    var figure = TauBySlice(file.name, strategies: all.map(\.name), slices: slices, footer: footer(study))
    figure.words =
      "Kendall's tau-b among the best of each prediction's own ranking: what a search that trusts it sees. Bars: intervals at \(study.level.percent). "
      + "Parts of fewer than 20 architectures have no number."
    return figure
  }

  private func agreement(_ study: CorrelationStudy) -> AgreementMap {
    let strategies = study.columns.predictions.filter(\.isStrategy), single = study.columns.predictions.filter { !$0.isStrategy }
    var groups = strategies.map { own in
      AgreementMap.Group(own.name.label, rows: own.seeds.isEmpty ? own.columns.map(\.name.label) : own.seeds.map { "seed \($0)" })
    }
    let others = single.map { $0.columns[0] } + study.columns.baselines
    groups +=
      others.map { AgreementMap.Group("", rows: [$0.name.label]) } + [AgreementMap.Group("", rows: [study.columns.seeds.title.label])]
    let columns = strategies.flatMap(\.columns).map(\.values) + others.map(\.values) + [study.target]
    return AgreementMap(
      file.name, groups: groups,
      values: columns.map { a in columns.map { b in Measured { () throws(StatisticsError) in try KendallTau(a, b).tauB }.value } },
      footer: footer(study))
  }

  private func ranks(_ answer: CorrelationAnswer) throws -> RankIntervals {
    guard let own = answer.study.resolution.value else {
      throw CommandError.noFigure(
        kind: Kind.ranks.rawValue, reason: "\(answer.study.resolution.reason ?? ""); give seeds of the target with --y")
    }
    return RankIntervals(
      file.name,
      nets: answer.nets.indices.map { net in
        RankIntervals.Net(
          answer.nets[net], rank: own.ranks[net].rank, low: own.ranks[net].low, high: own.ranks[net].high, group: own.groups[net])
      }, level: own.level, footer: footer(answer.study))
  }
}

extension Reading {
  /// An estimate with its interval, where it has one.
  fileprivate init(_ estimate: Estimate) { self.init(estimate.value, low: estimate.interval?.low, high: estimate.interval?.high) }
}

extension String {
  /// As much of a name as has room beside a map.
  fileprivate var label: String { count > 32 ? "\(prefix(31))…" : self }
}

extension [Double] {
  /// The standard deviation, by n − 1.
  fileprivate var deviation: Double { variance.squareRoot() }
}
