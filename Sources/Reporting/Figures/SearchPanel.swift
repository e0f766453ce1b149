/// A panel of curves against evaluations.
public struct SearchPanel: Hashable, Sendable {
  /// Such as the supernets' strategy; may be empty where the axis says all.
  public var title: String
  /// The quantity. Panels with the same axis have the same range.
  public var axis: Axis
  public var curves: [SearchCurve]
  /// Horizontal lines, such as what a net drawn blindly has.
  public var references: [Reference]

  public init(_ title: String = "", axis: Axis, curves: [SearchCurve], references: [Reference] = []) {
    (self.title, self.axis, self.curves, self.references) = (title, axis, curves, references)
  }

  /// What errors and data call it.
  var name: String { title.isEmpty ? axis.title : title }

  /// The values that the axis must hold, in its unit.
  var values: [Double] { (curves.flatMap { $0.readings.flatMap(\.ends) } + references.map(\.reading.value)).map { $0 * axis.scale } }
}

extension [SearchPanel] {
  /// - Throws: `.empty`, `.lengths`, `.notFinite` or `.notRising` with the name of the curve.
  func check(_ figure: String) throws(ReportingError) {
    guard !isEmpty else { throw .empty(figure: figure, what: "the list of panels") }
    for panel in self {
      let place = panel.name
      guard !panel.curves.isEmpty else { throw .empty(figure: figure, what: "panel '\(place)'") }
      for curve in panel.curves {
        let name = "curve '\(curve.name)' of '\(place)'"
        guard !curve.evaluations.isEmpty else { throw .empty(figure: figure, what: name) }
        guard curve.evaluations.count == curve.readings.count else {
          throw .lengths(figure: figure, what: name, expected: curve.evaluations.count, found: curve.readings.count)
        }
        for (position, pair) in zip([0] + curve.evaluations, curve.evaluations).enumerated() where pair.0 >= pair.1 {
          throw .notRising(figure: figure, field: "evaluations of \(name)", position: position)
        }
        try checkFinite(figure, name, curve.readings.flatMap(\.ends))
      }
      try checkFinite(figure, "references of '\(place)'", panel.references.flatMap(\.reading.ends))
    }
  }

  /// Words for captions on axes that are not linear, each said once.
  func scalingWords(_ evaluations: Axis) -> String {
    let axes = reduce(into: [Axis]()) { axes, panel in if !axes.contains(panel.axis) { axes.append(panel.axis) } }
    let vertical = axes.compactMap { $0.scaling.words(axes.count > 1 ? "The axis of \($0.inSentence)" : "The vertical axis") }
    let horizontal = evaluations.scaling.words(vertical.isEmpty ? "The horizontal axis" : "The horizontal one")
    let clipped = contains { $0.axis.scaling == .logarithmic && $0.values.contains { $0 <= 0 } }
    return (vertical + [horizontal].compactMap(\.self)).map { " \($0)" }.joined()
      + (clipped ? " What is zero or less stands on the lower edge of a logarithmic axis." : "")
  }
}
