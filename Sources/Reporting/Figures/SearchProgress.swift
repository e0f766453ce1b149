/// How far searches have come after so many evaluations: a quantity such as the hypervolume of the front found, a curve a searcher, a band
/// over its seeds.
public struct SearchProgress: Drawing {
  public var name: String, panels: [SearchPanel], evaluations: Axis, line: String = "means over search seeds", band: String, footer: Footer

  /// - Parameters:
  ///   - panels: one a quantity, or one a problem; up to six searchers stay readable.
  ///   - evaluations: the horizontal axis.
  ///   - line: what the readings' values are.
  ///   - band: what their ends are, such as `10–90 % quantiles over 31 seeds`.
  public init(
    _ name: String = "search-progress", panels: [SearchPanel], evaluations: Axis = .evaluations, line: String = "means over search seeds",
    band: String, footer: Footer = Footer()
  ) {
    (self.name, self.panels, self.evaluations) = (name, panels, evaluations)
    (self.line, self.band, self.footer) = (line, band, footer)
  }

  public func figure() throws(ReportingError) -> Figure {
    try panels.check(name)
    let drawn = EvaluationPanels(panels, evaluations: evaluations)
    return try Figure(name, drawn.grid.size, caption: caption, footer: footer, data: drawn.data, panels: drawn.lines)
  }

  private var caption: String {
    let axes = panels.reduce(into: [Axis]()) { axes, panel in if !axes.contains(panel.axis) { axes.append(panel.axis) } }
    return axes.map(\.title).joined(separator: "; ") + " against evaluations. Lines: \(line)."
      + (panels.contains { $0.curves.contains(where: \.hasBand) } ? " Bands: \(band)." : "")
      + axes.compactMap { axis in axis.what.map { " \(axis.title): \($0)." } }.joined()
      + panels.scalingWords(evaluations)
  }
}
