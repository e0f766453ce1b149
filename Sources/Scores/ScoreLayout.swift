/// A way in which people write scores down; one file each.
protocol ScoreLayout: Sendable {
  /// Whether the first bytes, or an option, say that a file is of this layout. Called once a file, before anything is read; looks at some
  /// thousand bytes at most.
  static func recognises(_ input: ScoreInput) -> Bool

  /// What it is called, and the options that it heeds: others are refused before it is read. Nil for one that nothing is read of.
  static var options: LayoutOptions? { get }

  /// The table. Called where `recognises` said yes and no earlier layout did; takes time and memory linear in the bytes, and believes no size
  /// that they claim.
  static func read(_ input: ScoreInput) throws(ScoresError) -> ScoreTable
}
