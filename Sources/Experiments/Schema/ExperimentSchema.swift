public import Digests

extension ExperimentKinds {
  /// The JSON Schema (2020-12) of a file of any of these kinds: keys, words, types, and which keys must stand there.
  ///
  /// Made of what decoding asks for, so that it has the keys that reading has. Ranges and what must agree with what are not in it:
  /// `Validated.validate` refuses those. Throws where a kind cannot be explored, which is a fault of its decoding.
  public func schema() throws -> JSONValue {
    let explorer = KeyExplorer()
    var rest: JSONValue = .object(["anyOf": .array(all.map { Self.requirement($0.key) })])
    for kind in all.reversed() {
      rest = .object(["if": Self.requirement(kind.key), "then": try Self.schema(kind, explorer), "else": rest])
    }
    let definitions = explorer.definitions.mapValues { variants in
      variants.count == 1 ? variants[0].json : .object(["oneOf": .array(variants.map(\.json))])
    }
    guard case .object(let body) = rest else { return rest }
    let head: [String: JSONValue] = [
      "$schema": .text("https://json-schema.org/draft/2020-12/schema"), "title": .text("An experiment of Concord"), "type": .text("object"),
      "$defs": .object(definitions),
    ]
    return .object(body.merging(head) { _, own in own })
  }

  private static func requirement(_ key: String) -> JSONValue { .object(["required": .array([.text(key)])]) }

  private static func schema<Kind: Experiment>(_ kind: Kind.Type, _ explorer: KeyExplorer) throws -> JSONValue {
    try explorer.explore(kind).schema.json
  }
}
