/// What a decoding asked for.
final class AskedKeys {
  var asked: [String: KeySchema] = [:], optional: Set<String> = []
  /// How many words there are under a key, 1 under the empty key of a value without one. Whatever is among them may be of another type.
  var alternatives: [String: Int] = [:]
  /// Of a value that is no mapping.
  var form: KeySchema?
}
