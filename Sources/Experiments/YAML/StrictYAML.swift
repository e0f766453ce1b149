private import func Spaces.nearest
internal import Yams

/// A value that can be wrong as a whole although each field can be read. All three kinds of experiments conform; `StrictYAML` asks once all
/// fields are read.
public protocol Validated {
  /// Throws `ExperimentError.value` with the path of the first field that is wrong. Reads no file: what needs images or tables is refused
  /// later, by `reproduction`.
  func validate() throws(ExperimentError)
}

/// Reads a value from YAML; every error names the file, the line and the field, and an unknown key its nearest known one.
///
///     let experiment = try StrictYAML.decode(RankingExperiment.self, text, file: "Benchmarks/laptop/ranking.yaml")
///
/// Unknown are the keys that decoding never asked for. Anchors and aliases (`&recipe`, `*recipe`) are YAML's own and may be used; a key
/// that stands twice is refused, and so is a text that aliases make too large (`AliasExpansion`).
public enum StrictYAML {
  /// Throws `ExperimentError`: `wrong` for text that is no YAML, a field that is missing or of another type, and a value that `validate`
  /// refuses; `unknownKey` for a key that nobody asked for. `file` is for messages alone.
  ///
  /// - Parameter seedsMovedBy: is added to every seed of training and searching in the file: the whole numbers under keys `seed`, `seeds` and
  ///   `pilotSeed`, but not those by which images, nets and genotypes are drawn.
  public static func decode<Value: Decodable & Validated>(
    _ type: Value.Type, _ text: String, file: String, seedsMovedBy offset: Int = 0
  ) throws(ExperimentError) -> Value {
    let root = try compose(text, file).movingSeeds(by: offset), keys = NodeDecoder.RequestedKeys()
    let value: Value
    do {
      value = try NodeDecoder(node: root, codingPath: [], keys: keys).value(type)
    } catch let error as DecodingError {
      if case .keyNotFound(let key, let context) = error, let mistyped = mistyped(type, key, context.codingPath, root, keys, file) {
        throw mistyped
      }
      throw wrong(error, root, file)
    } catch {
      throw .wrong(place: file, field: "holds what cannot be used:", reason: "\(error)")
    }
    try refuseUnknown(root, [], keys, file)
    do throws(ExperimentError) { try value.validate() } catch {
      guard case .value(let field, let reason) = error else { throw error }
      let found = node(at: field.split(separator: ".").map(String.init), root)
      throw .wrong(place: place(found, file), field: field, reason: reason)
    }
    return value
  }

  /// The keys at the top of a file, each with its "file:line". Throws `ExperimentError` where there is no list of keys.
  static func keys(_ text: String, file: String) throws(ExperimentError) -> [(key: String, place: String)] {
    let root = try compose(text, file)
    guard case .mapping(let mapping) = root else {
      throw .wrong(place: place(root, file), field: "", reason: "should be a list of 'key: value', is \(root.kindName)")
    }
    return mapping.keys.compactMap { key in key.string.map { ($0, place(key, file)) } }
  }

  private static func compose(_ text: String, _ file: String) throws(ExperimentError) -> Yams.Node {
    do {
      try AliasExpansion.check(text, file: file)
      if let node = try Yams.compose(yaml: text), !node.isEmpty { return node }
    } catch let error as ExperimentError {
      throw error
    } catch YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
      YamlError.composer(_, let problem, let mark, _)
    {
      throw .wrong(place: "\(file):\(mark.line)", field: "", reason: "is no YAML: \(problem)")
    } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
      throw .wrong(place: "\(file):\(context.mark.line)", field: keys.sorted().joined(separator: ", "), reason: "stands twice")
    } catch {
      throw .wrong(place: file, field: "", reason: "is no YAML: \(error)")
    }
    throw .wrong(place: file, field: "", reason: "is empty")
  }

  /// The error of a key that is missing because it was mistyped: one near it was not asked for, and is not asked for either when
  /// it is taken for the missing one.
  private static func mistyped<Value: Decodable>(
    _ type: Value.Type, _ missing: any CodingKey, _ path: [any CodingKey], _ root: Yams.Node, _ keys: NodeDecoder.RequestedKeys,
    _ file: String
  ) -> ExperimentError? {
    guard case .mapping(let mapping) = node(at: path.map(\.written), root), let asked = keys.asked[path.joined] else { return nil }
    let unasked = Array(mapping.keys).compactMap(\.string).filter { !asked.contains($0) }
    guard let written = nearest(to: missing.stringValue, among: unasked) else { return nil }
    let second = NodeDecoder.RequestedKeys(supposing: (path.joined, written, missing.stringValue))
    // Whether this reading succeeds does not matter: it asks for more keys than the first.
    _ = Result { try NodeDecoder(node: root, codingPath: [], keys: second).value(type) }
    let known = second.asked[path.joined] ?? []
    guard !known.contains(written), let key = mapping.keys.first(where: { $0.string == written }) else { return nil }
    return .unknownKey(place: place(key, file), key: written, nearest: missing.stringValue, known: known)
  }

  private static func refuseUnknown(
    _ node: Yams.Node, _ path: [any CodingKey], _ keys: NodeDecoder.RequestedKeys, _ file: String
  ) throws(ExperimentError) {
    switch node {
    case .mapping(let mapping):
      guard let asked = keys.asked[path.joined] else { return }
      for (key, value) in mapping {
        let name = key.string ?? key.kindName
        guard asked.contains(name) else {
          throw .unknownKey(place: place(key, file), key: name, nearest: nearest(to: name, among: asked), known: asked)
        }
        try refuseUnknown(value, path + [Name(name)], keys, file)
      }
    case .sequence(let sequence):
      for (position, value) in sequence.enumerated() { try refuseUnknown(value, path + [Position(position)], keys, file) }
    case .scalar, .alias: return
    }
  }

  private static func wrong(_ error: DecodingError, _ root: Yams.Node, _ file: String) -> ExperimentError {
    let context =
      switch error {
      case .keyNotFound(_, let context), .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context): context
      @unknown default: DecodingError.Context(codingPath: [], debugDescription: "\(error)")
      }
    let path = context.codingPath
    return .wrong(place: place(node(at: path.map(\.written), root), file), field: path.joined, reason: context.debugDescription)
  }

  /// The node of a field, or of the innermost one around it that the file has.
  private static func node(at path: [String], _ root: Yams.Node) -> Yams.Node {
    var node = root
    for key in path {
      switch node {
      case .mapping(let mapping):
        guard let value = mapping.first(where: { $0.key.string == key })?.value else { return node }
        node = value
      case .sequence(let sequence):
        guard let position = Int(key), sequence.indices.contains(position) else { return node }
        node = sequence[position]
      case .scalar, .alias: return node
      }
    }
    return node
  }

  private static func place(_ node: Yams.Node, _ file: String) -> String { node.mark.map { "\(file):\($0.line)" } ?? file }

  private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.init(stringValue) }
    init?(intValue: Int) { nil }
  }
}
