/// Gives made-up values to whoever decodes, and writes down what was asked for.
struct SupposingDecoder: Decoder {
  let suppositions: Suppositions, record: AskedKeys, explorer: KeyExplorer
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(SupposedMapping(decoder: self))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer { SupposedList(decoder: self) }

  func singleValueContainer() throws -> any SingleValueDecodingContainer { SupposedValue(decoder: self) }

  /// What is thrown where something else is supposed.
  static let mismatch = DecodingError.dataCorrupted(DecodingError.Context(codingPath: [], debugDescription: "is supposed to be another"))
}

/// Optional keys are there where that is supposed.
private struct SupposedMapping<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let decoder: SupposingDecoder
  var codingPath: [any CodingKey] { [] }
  var allKeys: [Key] { [] }

  func contains(_ key: Key) -> Bool {
    decoder.record.optional.insert(key.stringValue)
    return decoder.suppositions.present.contains(key.stringValue)
  }

  func decodeNil(forKey key: Key) throws -> Bool { false }

  func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
    let name = key.stringValue, record = decoder.record, (schema, sample) = try decoder.explorer.explore(type)
    guard let words = KeyExplorer.words(type) else {
      record.asked[name] = schema
      return sample
    }
    record.alternatives[name] = words.count
    let chosen = decoder.suppositions.chosen[name] ?? 0
    guard chosen < words.count, let value = KeyExplorer.value(type, chosen) else { throw SupposingDecoder.mismatch }
    record.asked[name] = schema
    return value
  }

  func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) throws -> KeyedDecodingContainer<Nested> {
    throw SupposingDecoder.mismatch
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer { throw SupposingDecoder.mismatch }
  func superDecoder() throws -> any Decoder { decoder }
  func superDecoder(forKey key: Key) throws -> any Decoder { throw SupposingDecoder.mismatch }
}

/// One item.
private struct SupposedList: UnkeyedDecodingContainer {
  let decoder: SupposingDecoder
  var codingPath: [any CodingKey] { [] }
  var count: Int? { 1 }
  var isAtEnd: Bool { currentIndex > 0 }
  private(set) var currentIndex = 0

  init(decoder: SupposingDecoder) { self.decoder = decoder }

  mutating func decodeNil() throws -> Bool { false }

  mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
    let (schema, sample) = try decoder.explorer.explore(type)
    decoder.record.form = .list(schema)
    currentIndex += 1
    return sample
  }

  mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) throws -> KeyedDecodingContainer<Nested> {
    throw SupposingDecoder.mismatch
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { throw SupposingDecoder.mismatch }
  mutating func superDecoder() throws -> any Decoder { throw SupposingDecoder.mismatch }
}

/// One value; whoever asks for text may be told that it is none.
private struct SupposedValue: SingleValueDecodingContainer {
  let decoder: SupposingDecoder
  var codingPath: [any CodingKey] { [] }

  func decodeNil() -> Bool { false }
  func decode(_ type: Bool.Type) throws -> Bool { try take(.flag, true) }
  func decode(_ type: String.Type) throws -> String { try take(.text, "a") }
  func decode(_ type: Double.Type) throws -> Double { try take(.number, 0.5) }
  func decode(_ type: Float.Type) throws -> Float { try take(.number, 0.5) }
  func decode(_ type: Int.Type) throws -> Int { try take(.integer(least: nil), 1) }
  func decode(_ type: Int8.Type) throws -> Int8 { try take(.integer(least: nil), 1) }
  func decode(_ type: Int16.Type) throws -> Int16 { try take(.integer(least: nil), 1) }
  func decode(_ type: Int32.Type) throws -> Int32 { try take(.integer(least: nil), 1) }
  func decode(_ type: Int64.Type) throws -> Int64 { try take(.integer(least: nil), 1) }
  func decode(_ type: UInt.Type) throws -> UInt { try take(.integer(least: 0), 1) }
  func decode(_ type: UInt8.Type) throws -> UInt8 { try take(.integer(least: 0), 1) }
  func decode(_ type: UInt16.Type) throws -> UInt16 { try take(.integer(least: 0), 1) }
  func decode(_ type: UInt32.Type) throws -> UInt32 { try take(.integer(least: 0), 1) }
  func decode(_ type: UInt64.Type) throws -> UInt64 { try take(.integer(least: 0), 1) }

  func decode<T: Decodable>(_ type: T.Type) throws -> T {
    let (schema, sample) = try decoder.explorer.explore(type)
    return try take(schema, sample)
  }

  private func take<T>(_ schema: KeySchema, _ value: T) throws -> T {
    let record = decoder.record
    record.alternatives[""] = 1
    guard decoder.suppositions.chosen[""] ?? 0 < 1 else { throw SupposingDecoder.mismatch }
    record.form = schema
    return value
  }
}
