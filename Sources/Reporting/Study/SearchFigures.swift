public import Analysis
internal import Digests
internal import Spaces
internal import Statistics

/// The figures of a study of searchers, in the order in which a report shows them.
///
/// A searcher has one colour in all of them, that of `Looks`.
public struct SearchFigures: Sendable {
  public let drawings: [any Drawing]

  public init(_ study: SearchStudy) {
    let looks = Looks(of: study.rows.map(\.label), besides: Self.closedSeries)
    let drawn: [(any Drawing)?] = [Self.regret(study, looks), Self.progress(study, looks), Self.plane(study, looks)]
    drawings = drawn.compactMap { $0 }
  }

  private static func footer(_ study: SearchStudy) -> Footer {
    Footer(
      nets: study.nets, digests: [Digest(hex: study.digest)].compactMap(\.self),
      remark: study.metric.name == "accuracy" ? "published accuracies" : study.what)
  }

  /// Black is the closed form's.
  private static let closedSeries = 6

  /// A panel by exact values, then one a group of supernets.
  private static func regret(_ study: SearchStudy, _ looks: Looks) -> RegretByEvaluations {
    var axis = Axis.regret
    axis.unit = study.metric.differenceUnit
    let blind = Reference("drawn blindly", Reading(study.blind))
    let exact = study.rows.filter { $0.scores == nil && $0.bound == nil && $0.objectives.count == 1 }
    var panels = [
      SearchPanel(
        "By \(study.exactValues)", axis: axis,
        curves: exact.map { row in
          SearchCurve(
            row.label, evaluations: row.regret.evaluations,
            readings: row.regret.means.indices.map {
              Reading(row.regret.means[$0], low: row.regret.lows[$0], high: row.regret.highs[$0])
            }, series: looks[row.label])
        } + study.random.filter { $0.scores == nil }.map { closed($0, "random over nets, closed form", .expected) }, references: [blind])
    ]
    var groups: [String] = []
    for case let scores? in study.random.map(\.scores) where !groups.contains(scores.group) { groups.append(scores.group) }
    for group in groups {
      let supernets = study.random.filter { $0.scores?.group == group }
      var curves = supernets.map { closed($0, "random over nets on one supernet", .single) }
      var labels: [String] = []
      for row in study.rows where row.scores?.group == group && row.bound == nil && row.objectives.count == 1 && !labels.contains(row.label)
      {
        labels.append(row.label)
      }
      for label in labels {
        let rows = study.rows.filter { $0.label == label && $0.scores?.group == group && $0.bound == nil }
        curves.append(
          SearchCurve(
            label, evaluations: rows[0].regret.evaluations,
            readings: rows[0].regret.means.indices.map { mark in
              Reading(rows.reduce(0) { $0 + $1.regret.means[mark] } / Double(rows.count))
            }, series: looks[label]))
      }
      panels.append(SearchPanel("By scores of \(group)'s supernets", axis: axis, curves: curves, references: [blind]))
    }
    return RegretByEvaluations(panels: panels, quality: study.metric.name, footer: footer(study))
  }

  private static func closed(_ row: SearchStudy.RandomRow, _ name: String, _ style: SearchCurve.Style) -> SearchCurve {
    SearchCurve(
      name, evaluations: row.evaluations, readings: row.regrets.map { Reading($0) }, series: style == .expected ? closedSeries : 0,
      style: style,
      marksMinimum: style == .single)
  }

  /// Nil where no searcher has several objectives.
  private static func progress(_ study: SearchStudy, _ looks: Looks) -> SearchProgress? {
    // More than six bands are not told apart: random search and the first of the others.
    let rows = Array(study.frontRows.filter { $0.objectives.count <= 2 }.prefix(6))
    guard rows.contains(where: { $0.objectives.count == 2 }) else { return nil }
    func curves(_ of: (SearchStudy.Row) -> SearchStudy.Curve?) -> [SearchCurve] {
      rows.compactMap { row in
        guard let curve = of(row) else { return nil }
        return SearchCurve(
          row.label, evaluations: curve.evaluations,
          readings: curve.means.indices.map { Reading(curve.means[$0], low: curve.tenths[$0], high: curve.ninetieths[$0]) },
          series: looks[row.label])
      }
    }
    return SearchProgress(
      panels: [
        SearchPanel(axis: Axis("Share of the exact hypervolume", unit: "%", scale: 100), curves: curves(\.hypervolume)),
        SearchPanel(axis: Axis("Inverted generational distance", scale: 1), curves: curves(\.generationalDistance)),
      ], line: "means over search seeds", band: "from the 10 % to the 90 % quantile of searches", footer: footer(study))
  }

  /// All but the worst fiftieth of the nets, whose values would leave the others little room.
  private static func shown(_ plane: SearchStudy.Plane) -> ClosedRange<Double>? {
    guard let best = plane.values.max() else { return nil }
    let low = quantile(0.02, of: plane.values)
    return low < best ? low...best + 0.1 * (best - low) : nil
  }

  /// Nil where no search is to be shown.
  private static func plane(_ study: SearchStudy, _ looks: Looks) -> ParetoPlane? {
    guard let plane = study.plane else { return nil }
    func point(_ net: Int) -> ParetoPlane.Point { ParetoPlane.Point(cost: plane.macs[net], quality: plane.values[net]) }
    let named = PublishedArchitecture.nasBenchMacro.filter { $0.space == study.space }.compactMap { net -> ParetoPlane.Named? in
      guard let place = plane.nets.firstIndex(of: net.text), net.published.top1 ?? 0 > 90 else { return nil }
      return ParetoPlane.Named(net.name.replacing("NAS-Bench-Macro-", with: ""), point(place))
    }
    return ParetoPlane(
      nets: plane.macs.indices.map(point), front: plane.exact.map(point),
      fronts: [ParetoPlane.Front("its front", points: plane.front.map(point), series: looks[plane.label])],
      evaluated: plane.evaluated.map(point), by: plane.label, named: named, cost: Axis("Multiply-adds", unit: "M"),
      quality: Axis(study.metric.name.capitalisedOnce, unit: study.metric.unit), shown: shown(plane),
      footer: footer(study))
  }
}
