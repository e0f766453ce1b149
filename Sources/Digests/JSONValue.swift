internal import FoundationEssentials

/// A value of JSON. It is printed with nulls where there is no number, and sorted keys.
public enum JSONValue: Codable, Hashable, Sendable {
  case object([String: JSONValue])
  case array([JSONValue])
  case text(String)
  case number(Double)
  case integer(Int)
  case flag(Bool)
  case null

  /// A number, or null where there is none or where JSON cannot say it.
  public init(_ number: Double?) { self = number.flatMap { $0.isFinite ? .number($0) : nil } ?? .null }
  public init(_ integer: Int?) { self = integer.map { .integer($0) } ?? .null }
  public init(_ text: String?) { self = text.map { .text($0) } ?? .null }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .flag(value)
    } else if let value = try? container.decode(Int.self) {
      self = .integer(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .text(value)
    } else if let value = try? container.decode([JSONValue].self) {
      self = .array(value)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .object(let value): try container.encode(value)
    case .array(let value): try container.encode(value)
    case .text(let value): try container.encode(value)
    case .number(let value): try container.encode(value)
    case .integer(let value): try container.encode(value)
    case .flag(let value): try container.encode(value)
    case .null: try container.encodeNil()
    }
  }

  /// Text for a person and a parser: indented, slashes as they are.
  public func rendered() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return Self.safe(String(decoding: try encoder.encode(self), as: UTF8.self))
  }

  /// The same JSON with what a terminal would obey, or what turns the direction of writing, as escapes: the encoder escapes marks below U+0020 alone.
  private static func safe(_ text: String) -> String {
    func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
      switch scalar.value {
      case 0x7F..<0xA0, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
      default: false
      }
    }
    guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
    return text.unicodeScalars.map { scalar in
      guard isUnsafe(scalar) else { return String(scalar) }
      let digits = String(scalar.value, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }.joined()
  }
}

extension JSONValue {
  /// Every value that holds no other, as a text, by its path of keys and positions: `primary.k`; "–" for a null.
  public var leaves: [String: String] {
    func below(_ values: some Sequence<(key: String, value: JSONValue)>) -> [String: String] {
      values.reduce(into: [:]) { all, own in
        for (path, text) in own.value.leaves { all[path.isEmpty ? own.key : "\(own.key).\(path)"] = text }
      }
    }
    switch self {
    case .object([:]): return ["": "{}"]
    case .array([]): return ["": "[]"]
    case .object(let fields): return below(fields.map { ($0.key, $0.value) })
    case .array(let elements): return below(elements.enumerated().map { ("\($0.offset)", $0.element) })
    case .text(let text): return ["": text]
    case .number(let value): return ["": "\(value)"]
    case .integer(let value): return ["": "\(value)"]
    case .flag(let value): return ["": "\(value)"]
    case .null: return ["": "–"]
    }
  }

  /// An answer's fields with the version of their meaning.
  public static func answer(schema: Int, _ fields: [String: JSONValue]) -> JSONValue {
    .object(fields.merging(["schema": .integer(schema)]) { _, version in version })
  }
}
