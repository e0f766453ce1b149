public import FoundationEssentials

/// One text for one value: JSON with sorted keys, no white space, slashes as they are, numbers in their shortest form that
/// reads back to the same value. NaN and infinities are refused.
public enum CanonicalJSON {
  /// Throws `EncodingError` where the value holds a number that JSON cannot say.
  public static func encode(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(value)
  }

  /// The same as text.
  public static func text(_ value: some Encodable) throws -> String {
    String(decoding: try encode(value), as: UTF8.self)
  }

  /// The SHA-256 of the value's canonical JSON.
  public static func digest(_ value: some Encodable) throws -> Digest { Digest(of: try encode(value)) }
}
