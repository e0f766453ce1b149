internal import Yams

/// `key: value` lines. What is asked for is noted, whether it is there or not: so the keys that a type knows come to light without a list
/// of them. `null`, `~` and nothing count as left out.
struct MappingContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let decoder: NodeDecoder
  let mapping: Yams.Node.Mapping
  var codingPath: [any CodingKey] { decoder.codingPath }
  var allKeys: [Key] { mapping.keys.compactMap { $0.string.flatMap { Key(stringValue: $0) } } }

  func contains(_ key: Key) -> Bool { found(key) != nil }

  func decodeNil(forKey key: Key) throws -> Bool { found(key)?.isEmpty ?? true }

  func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T { try inside(key).value(type) }

  func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) throws -> KeyedDecodingContainer<Nested> {
    try inside(key).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer { try inside(key).unkeyedContainer() }

  func superDecoder() throws -> any Decoder { decoder }

  func superDecoder(forKey key: Key) throws -> any Decoder { try inside(key) }

  private func found(_ key: Key) -> Yams.Node? {
    decoder.keys.note(key.stringValue, at: codingPath)
    let written = decoder.keys.written(key.stringValue, at: codingPath)
    return mapping.first { $0.key.string == written }?.value
  }

  private func inside(_ key: Key) throws -> NodeDecoder {
    guard let node = found(key) else {
      throw DecodingError.keyNotFound(key, .init(codingPath: codingPath, debugDescription: "needs the key '\(key.stringValue)'"))
    }
    return decoder.child(node, key)
  }
}

/// Values one after the other. Positions count from 0 in paths of fields.
struct SequenceContainer: UnkeyedDecodingContainer {
  let decoder: NodeDecoder
  let nodes: [Yams.Node]
  private(set) var currentIndex = 0
  var codingPath: [any CodingKey] { decoder.codingPath }
  var count: Int? { nodes.count }
  var isAtEnd: Bool { currentIndex == nodes.count }

  init(decoder: NodeDecoder, nodes: [Yams.Node]) { (self.decoder, self.nodes) = (decoder, nodes) }

  mutating func decodeNil() throws -> Bool {
    guard !isAtEnd && nodes[currentIndex].isEmpty else { return false }
    currentIndex += 1
    return true
  }

  mutating func decode<T: Decodable>(_ type: T.Type) throws -> T { try next().value(type) }

  mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) throws -> KeyedDecodingContainer<Nested> {
    try next().container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { try next().unkeyedContainer() }

  mutating func superDecoder() throws -> any Decoder { try next() }

  private mutating func next() throws -> NodeDecoder {
    guard !isAtEnd else { throw decoder.wrong("has \(nodes.count) values, needs more") }
    currentIndex += 1
    return decoder.child(nodes[currentIndex - 1], Position(currentIndex - 1))
  }
}

/// One value. Numbers and truth values are plain, text may be quoted. A quoted number is text, a number without a fraction is a `Double`
/// too, and infinities are refused.
struct ScalarContainer: SingleValueDecodingContainer {
  let decoder: NodeDecoder
  var codingPath: [any CodingKey] { decoder.codingPath }

  func decodeNil() -> Bool { decoder.node.isEmpty }

  func decode(_ type: Bool.Type) throws -> Bool {
    switch plain {
    case "true": true
    case "false": false
    default: throw wrong("true or false")
    }
  }

  func decode(_ type: String.Type) throws -> String {
    guard let scalar = decoder.node.scalar, !decoder.node.isEmpty else { throw wrong("text") }
    return scalar.string
  }

  func decode(_ type: Double.Type) throws -> Double {
    guard let value = plain.flatMap({ Double($0) }), value.isFinite else { throw wrong("a number") }
    return value
  }

  func decode(_ type: Float.Type) throws -> Float { Float(try decode(Double.self)) }
  func decode(_ type: Int.Type) throws -> Int { try integer() }
  func decode(_ type: Int8.Type) throws -> Int8 { try integer() }
  func decode(_ type: Int16.Type) throws -> Int16 { try integer() }
  func decode(_ type: Int32.Type) throws -> Int32 { try integer() }
  func decode(_ type: Int64.Type) throws -> Int64 { try integer() }
  func decode(_ type: UInt.Type) throws -> UInt { try integer() }
  func decode(_ type: UInt8.Type) throws -> UInt8 { try integer() }
  func decode(_ type: UInt16.Type) throws -> UInt16 { try integer() }
  func decode(_ type: UInt32.Type) throws -> UInt32 { try integer() }
  func decode(_ type: UInt64.Type) throws -> UInt64 { try integer() }
  func decode<T: Decodable>(_ type: T.Type) throws -> T { try decoder.value(type) }

  private func integer<T: FixedWidthInteger>() throws -> T {
    guard let value = plain.flatMap({ T($0) }) else { throw wrong(T.isSigned ? "a whole number" : "a whole number from 0") }
    return value
  }

  /// The text of a scalar that is not quoted.
  private var plain: String? { decoder.node.scalar.flatMap { $0.style == .plain ? $0.string : nil } }

  private func wrong(_ wanted: String) -> DecodingError { decoder.wrong("should be \(wanted), is \(decoder.node.kindName)") }
}

extension Yams.Node {
  /// A value that was left out: nothing, `null` or `~`.
  var isEmpty: Bool {
    guard case .scalar(let scalar) = self, scalar.style == .plain else { return false }
    return ["", "~", "null"].contains(scalar.string)
  }
}
