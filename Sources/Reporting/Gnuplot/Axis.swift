/// What an axis shows: its title and unit, and the factor from a value to that unit.
public struct Axis: Hashable, Sendable {
  public var title: String
  /// Nil for a number without unit, such as a rank.
  public var unit: String?
  public var scale: Double
  /// What the numbers are, for captions, where the title alone does not say it.
  public var what: String?

  public init(_ title: String, unit: String? = nil, scale: Double = 1, what: String? = nil) {
    (self.title, self.unit, self.scale, self.what) = (title, unit, scale, what)
  }

  /// Accuracies are shares from 0 to 1 in files and per cent on axes.
  public static let oneShot = Axis("One-shot accuracy", unit: "%", scale: 100)
  public static let standAlone = Axis("Stand-alone accuracy", unit: "%", scale: 100)

  var markup: String { GnuplotText.plain(title + (unit.map { " (\($0))" } ?? "")) }
}
