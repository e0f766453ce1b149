internal import Digests

/// What a type takes: a JSON Schema in parts, found by `KeyExplorer`.
indirect enum KeySchema: Hashable {
  case text, flag, number
  /// `least` is 0 where there are no numbers below it.
  case integer(least: Int?)
  case words([String])
  case list(KeySchema)
  /// Any keys, whose values are alike.
  case map(KeySchema)
  /// An entry of `KeyExplorer.definitions`.
  case named(String)
  case either([KeySchema])

  /// Which keys a mapping may have and must have.
  struct Variant: Hashable {
    var properties: [String: KeySchema] = [:], required: Set<String> = []
    /// Of these keys exactly one stands there; none where there is no such choice.
    var choice: [String] = []
  }

  /// As JSON Schema writes it.
  var json: JSONValue {
    switch self {
    case .text: Self.type("string")
    case .flag: Self.type("boolean")
    case .number: Self.type("number")
    case .integer(let least):
      .object(["type": .text("integer")].merging(least.map { ["minimum": .integer($0)] } ?? [:]) { own, _ in own })
    case .words(let words): .object(["enum": .array(words.map { .text($0) })])
    case .list(let item): .object(["type": .text("array"), "items": item.json])
    case .map(let value): .object(["type": .text("object"), "additionalProperties": value.json])
    case .named(let name): .object(["$ref": .text("#/$defs/\(name)")])
    case .either(let forms): .object(["oneOf": .array(forms.map(\.json))])
    }
  }

  private static func type(_ name: String) -> JSONValue { .object(["type": .text(name)]) }
}

extension KeySchema.Variant {
  /// No other keys are allowed.
  var json: JSONValue {
    var fields: [String: JSONValue] = [
      "type": .text("object"), "additionalProperties": .flag(false), "properties": .object(properties.mapValues(\.json)),
    ]
    if !required.isEmpty { fields["required"] = .array(required.sorted().map { .text($0) }) }
    if !choice.isEmpty { fields["oneOf"] = .array(choice.map { .object(["required": .array([.text($0)])]) }) }
    return .object(fields)
  }
}
