/// A way in which people write scores down; one file each.
protocol ScoreLayout: Sendable {
  /// Whether the first bytes, or an option, say that a file is of this layout. Called once a file, before anything is read; must take constant time.
  static func recognises(_ input: ScoreInput) -> Bool

  /// The table. Called where `recognises` said yes and no earlier layout did; must be linear in the bytes, and believe no size that they claim.
  static func read(_ input: ScoreInput) throws(ScoresError) -> ScoreTable
}

/// A file to be read: its bytes, decompressed and as UTF-8, its name, the options.
struct ScoreInput {
  let bytes: [UInt8], name: String, options: ScoreOptions
  /// What was noticed so far.
  var notes: [String] = []

  init(_ bytes: [UInt8], name: String, options: ScoreOptions) throws(ScoresError) {
    (self.bytes, self.name, self.options) = (bytes, name, options)
  }

  /// The first byte that is neither white space nor a byte order mark.
  var first: UInt8? { bytes.first { !" \t\r\n\u{FEFF}".utf8.contains($0) } }
}
