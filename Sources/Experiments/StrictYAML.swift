internal import FoundationEssentials
private import func Spaces.nearest
internal import Yams

/// Reads a value from YAML and refuses keys that it does not have, with the line and the nearest key that there is.
///
/// The value is decoded, then encoded again: what the file says and the encoding does not is unknown.
public enum StrictYAML {
  /// Throws `ExperimentError` with file and line.
  public static func decode<Value: Codable>(_ type: Value.Type, _ text: String, file: String) throws -> Value {
    let node: Yams.Node
    do {
      guard let composed = try Yams.compose(yaml: text) else { throw ExperimentError.wrong(place: file, field: "", reason: "is empty") }
      node = composed
    } catch let error as YamlError { throw ExperimentError.wrong(place: file, field: "", reason: "is no YAML: \(error)") }
    let value: Value
    do { value = try YAMLDecoder().decode(type, from: text) } catch let error as DecodingError { throw wrong(error, node, file) }
    let canonical = try Yams.compose(yaml: try YAMLEncoder().encode(value))
    try compare(node, canonical, file)
    return value
  }

  private static func compare(_ given: Yams.Node, _ known: Yams.Node?, _ file: String) throws {
    switch (given, known) {
    case (.mapping(let mapping), .mapping(let knownMapping)?):
      for (key, value) in mapping {
        guard let other = knownMapping[key] else {
          let names = Array(knownMapping.keys.compactMap(\.string)), name = key.string ?? "?"
          throw ExperimentError.unknownKey(place: place(key, file), key: name, nearest: nearest(to: name, among: names))
        }
        try compare(value, other, file)
      }
    case (.sequence(let sequence), .sequence(let knownSequence)?):
      for (value, other) in zip(sequence, knownSequence) { try compare(value, other, file) }
    default: return
    }
  }

  private static func wrong(_ error: DecodingError, _ root: Yams.Node, _ file: String) -> ExperimentError {
    let (path, reason): ([any CodingKey], String) =
      switch error {
      case .keyNotFound(let key, let context): (context.codingPath, "needs the key '\(key.stringValue)'")
      case .typeMismatch(let type, let context): (context.codingPath, "should be of type \(type)")
      case .valueNotFound(let type, let context): (context.codingPath, "should be of type \(type), not empty")
      case .dataCorrupted(let context): (context.codingPath, "is wrong: \(context.debugDescription)")
      @unknown default: ([], "\(error)")
      }
    var node = root
    for key in path { if let next = key.intValue.flatMap({ node[$0] }) ?? node[key.stringValue] { node = next } }
    return .wrong(place: place(node, file), field: path.map(\.stringValue).joined(separator: "."), reason: reason)
  }

  private static func place(_ node: Yams.Node, _ file: String) -> String { node.mark.map { "\(file):\($0.line)" } ?? file }
}
