import Texts

/// What can be wrong with a space, the text of an architecture, a sample's design or a table of costs, each case with what to do next.
public enum SpaceError: Error, Hashable, CustomStringConvertible {
  /// A field of a space has a value that cannot be built.
  case invalid(space: String, field: String, reason: String)
  /// The JSON of a space lacks a field, has one too many, or one of the wrong kind.
  case undecodable(field: String, reason: String)
  /// The text says no architecture of this space; `place` is the character or choice that is wrong.
  case architecture(text: String, space: String, place: String, reason: String)
  /// The text says no genotype; `place` is the cell and entry that is wrong.
  case genotype(place: String, reason: String)
  /// The catalogue has no space or published architecture of this name.
  case unknown(name: String, kind: String, nearest: String?, known: [String])
  /// A sample asks for more distinct architectures than there are.
  case tooFew(space: String, asked: Int, available: String)
  /// A sample's design has a value that cannot be used.
  case design(field: String, reason: String)
  /// A look-up table has a wrong, missing or superfluous number; `line` is that of its file.
  case table(name: String, line: Int?, reason: String)
  /// No architecture of the space satisfies constraints.
  case constraint(space: String, reason: String)

  /// One sentence for a person, without the type's name.
  public var description: String {
    switch self {
    case .invalid(let space, let field, let reason): "space \(space): \(field): \(reason)"
    case .undecodable(let field, let reason): "space: \(field): \(reason)"
    case .architecture(let text, let space, let place, let reason): "architecture '\(text)' of \(space): \(place): \(reason)"
    case .genotype(let place, let reason): "genotype: \(place): \(reason)"
    case .unknown(let name, let kind, let nearest, let known):
      "there is no \(kind) '\(name)'" + (nearest.map { "; did you mean '\($0)'?" } ?? "") + " (known: \(listed(known)))"
    case .tooFew(let space, let asked, let available):
      "space \(space) has \(available) distinct architectures that the sample may take, and \(asked) are asked for: ask for fewer"
    case .design(let field, let reason): "sample: \(field): \(reason)"
    case .table(let name, let line, let reason): "table \(name): \(line.map { "line \($0): " } ?? "")\(reason)"
    case .constraint(let space, let reason): "space \(space): \(reason): widen the limits"
    }
  }
}
