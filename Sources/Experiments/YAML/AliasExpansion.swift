internal import Yams

/// How large a text of YAML becomes once its aliases stand for what they name: nine lines can say a thousand million lists (the "billion
/// laughs"), over which every reader would walk.
///
/// The text is composed with its aliases made words and its anchors made tags (whose names nodes keep), so that this takes as long as the text;
/// the sizes of what they name are then added up.
struct AliasExpansion {
  /// More values than any experiment has.
  static let limit = 100_000
  /// Stands in the place of an alias's asterisk, and in no file.
  private static let mark: Character = "\u{E000}"

  /// Values below each anchor, as they are known so far.
  private var sizes: [String: Int] = [:]
  private let file: String

  /// Throws `ExperimentError.wrong` where aliases make too much of the text, or stand in a key, and `YamlError` where it is no YAML.
  static func check(_ text: String, file: String) throws {
    guard text.contains("*"), let root = try Yams.compose(yaml: withoutAliases(text)) else { return }
    var expansion = AliasExpansion(file: file)
    _ = try expansion.size(root)
  }

  private init(file: String) { self.file = file }

  /// The text with a mark for each asterisk that may begin an alias, a tag's for each ampersand that may begin an anchor, and without tags. Those
  /// within texts are changed too, which changes no size.
  private static func withoutAliases(_ text: String) -> String {
    var last: Character = "\n", isTag = false
    return String(
      text.compactMap { character in
        defer { last = character }
        if isTag, !character.isWhitespace, !",[]{}".contains(character) { return nil }
        isTag = false
        guard last.isWhitespace || "[{,:-?".contains(last) else { return character }
        // Nodes have one tag: those that are there make room for those of anchors.
        isTag = character == "!"
        return character == "*" ? mark : character == "&" ? "!" : isTag ? nil : character
      })
  }

  /// Values in a node, all aliases written out.
  private mutating func size(_ node: Yams.Node) throws -> Int {
    var size = 1
    switch node {
    case .scalar(let scalar):
      if let name = Self.alias(scalar) { size = sizes[name] ?? 1 }
    case .sequence(let sequence): for value in sequence { size += try self.size(value) }
    case .mapping(let mapping):
      for (key, value) in mapping {
        guard let word = key.scalar, Self.alias(word) == nil else { throw wrong(key, "should be a word where a key stands") }
        size += try 1 + self.size(value)
      }
    case .alias: break
    }
    guard size <= Self.limit else {
      throw wrong(node, "says more than \(Self.limit) values with all its aliases: write fewer of them, or aliases of smaller parts")
    }
    let tag = "\(node.tag)"
    if tag.first == "!" { sizes[String(tag.dropFirst())] = size }
    return size
  }

  /// The name that an alias has; nil where the scalar is none.
  private static func alias(_ scalar: Yams.Node.Scalar) -> String? {
    scalar.string.first == mark ? String(scalar.string.dropFirst().prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }) : nil
  }

  private func wrong(_ node: Yams.Node, _ reason: String) -> ExperimentError {
    .wrong(place: node.mark.map { "\(file):\($0.line)" } ?? file, field: "", reason: reason)
  }
}
