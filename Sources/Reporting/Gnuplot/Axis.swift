/// What an axis shows: its title and unit, the factor from a value to that unit, and how values are spread along it.
public struct Axis: Hashable, Sendable {
  public var title: String
  /// Nil for a number without unit, such as a rank.
  public var unit: String?
  public var scale: Double
  /// What the numbers are, for captions, where the title alone does not say it.
  public var what: String?
  /// Heeded by the figures of searches; all others are linear.
  public var scaling: Scaling

  public init(_ title: String, unit: String? = nil, scale: Double = 1, what: String? = nil, scaling: Scaling = .linear) {
    (self.title, self.unit, self.scale, self.what, self.scaling) = (title, unit, scale, what, scaling)
  }

  /// Accuracies are shares from 0 to 1 in files and per cent on axes.
  public static let oneShot = Axis("One-shot accuracy", unit: "%", scale: 100)
  public static let standAlone = Axis("Stand-alone accuracy", unit: "%", scale: 100)
  /// Regrets are points of accuracy already.
  public static let regret = Axis("True regret", unit: "points", scaling: .squareRoot)
  /// Numbers of nets that a search asked about.
  public static let evaluations = Axis("Evaluations", scaling: .logarithmic)

  /// The title inside a sentence: `true regret`, but `MACs`.
  var inSentence: String {
    guard let second = title.dropFirst().first, second.isLowercase, let first = title.first else { return title }
    return first.lowercased() + title.dropFirst()
  }

  var markup: String { GnuplotText.plain(title + (unit.map { " (\($0))" } ?? "")) }
}
