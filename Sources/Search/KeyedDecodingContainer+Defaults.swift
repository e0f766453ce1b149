extension KeyedDecodingContainer {
  /// The value of a key, or what stands for it where it is not said.
  func decode<T: Decodable>(_ key: Key, or value: T) throws -> T { try decodeIfPresent(T.self, forKey: key) ?? value }
}
