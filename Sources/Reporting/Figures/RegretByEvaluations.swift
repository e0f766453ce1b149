/// How far the best-scored net lies behind the best net in truth, after so many evaluations: on exact scores it falls to nothing, on a
/// supernet's it stops, and more search may make it worse.
///
/// Usual panels: exact scores with a curve a searcher; then one a strategy, with a thin curve a supernet, its minimum ringed, and the
/// searcher's mean over them. Lines of reference: a net drawn blindly, the net of the best score of all.
public struct RegretByEvaluations: Drawing {
  public var name: String, panels: [SearchPanel], quality: String, evaluations: Axis, band: String, footer: Footer

  /// - Parameters:
  ///   - panels: regrets in the unit of their axis; all with one axis, mostly `Axis.regret`, so that they can be compared.
  ///   - quality: of what they are differences.
  ///   - evaluations: the horizontal axis.
  ///   - band: what the readings' ends are.
  public init(
    _ name: String = "regret-by-evaluations", panels: [SearchPanel], quality: String = "accuracy", evaluations: Axis = .evaluations,
    band: String = "95 % intervals over search seeds", footer: Footer = Footer()
  ) {
    (self.name, self.panels, self.quality, self.evaluations, self.band, self.footer) = (name, panels, quality, evaluations, band, footer)
  }

  public func figure() throws(ReportingError) -> Figure {
    try panels.check(name)
    let drawn = EvaluationPanels(panels, evaluations: evaluations)
    return try Figure(name, drawn.grid.size, caption: caption, footer: footer, data: drawn.data, panels: drawn.lines)
  }

  private var caption: String {
    let curves = panels.flatMap(\.curves), expected = Self.names(curves, .expected), single = Self.names(curves, .single)
    let unit = panels.first?.axis.unit.map { ", in \($0)" } ?? ""
    return "True regret of the net with the best score so far: the best true \(quality) of all nets less its own\(unit)."
      + (curves.contains(where: \.hasBand) ? " Bands: \(band)." : "")
      + (expected.isEmpty ? "" : " Dashed (\(expected)): expectation in closed form.")
      + (single.isEmpty ? "" : " Thin (\(single)): one supernet each.") + minima + panels.scalingWords(evaluations)
  }

  private static func names(_ curves: [SearchCurve], _ style: SearchCurve.Style) -> String {
    curves.reduce(into: [String]()) { names, curve in if curve.style == style, !names.contains(curve.name) { names.append(curve.name) } }
      .joined(separator: ", ")
  }

  /// Where the rings are.
  private var minima: String {
    let rings = panels.compactMap { panel -> String? in
      let counts = panel.curves.filter(\.marksMinimum).compactMap { curve in
        curve.minimum.map { (curve.evaluations[$0] == curve.evaluations.last, curve.evaluations[$0].grouped) }
      }
      guard !counts.isEmpty else { return nil }
      let list = counts.map { $0.0 ? "\($0.1) (the last)" : $0.1 }.joined(separator: ", ")
      return panel.title.isEmpty ? list : "\(list) (\(panel.title))"
    }
    return rings.isEmpty ? "" : " Rings: least regret of a curve, at evaluation \(rings.joined(separator: "; "))."
  }
}
