internal import FoundationEssentials

/// A value of JSON as it is printed: nulls stand where there is no number, keys are sorted.
public enum JSONValue: Encodable, Hashable, Sendable {
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
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}

extension JSONValue {
  /// An answer's fields with the version of their meaning.
  public static func answer(schema: Int, _ fields: [String: JSONValue]) -> JSONValue {
    .object(fields.merging(["schema": .integer(schema)]) { _, version in version })
  }
}
