/// What stands in a text where a value may be written in several ways: a number, a word, or fields.
enum Form {
  case number(Int), word(String)
  case fields(Fields)

  /// `known` are the fields allowed where there are some.
  init(_ decoder: any Decoder, fields known: [String]) throws {
    let single = try decoder.singleValueContainer()
    do {
      self = .number(try single.decode(Int.self))
      return
    } catch DecodingError.typeMismatch {}
    do {
      self = .word(try single.decode(String.self))
      return
    } catch DecodingError.typeMismatch {}
    self = .fields(try Fields(decoder, known))
  }

  /// What to throw at a word that is not known, with the nearest that is.
  static func unexpected(_ decoder: any Decoder, _ found: String, allowed: [String]) -> DecodingError {
    let guess = nearest(to: found, among: allowed).map { "; did you mean '\($0)'?" } ?? ""
    return .dataCorrupted(
      .init(
        codingPath: decoder.codingPath,
        debugDescription: "'\(found)' is not known here\(guess) (allowed: \(allowed.joined(separator: ", ")))"))
  }
}

/// Named fields of which none may be unknown.
struct Fields {
  private let decoder: any Decoder
  private let container: KeyedDecodingContainer<Field>

  /// Throws where a field is not among those `known`, and names the nearest.
  init(_ decoder: any Decoder, _ known: [String]) throws {
    self.decoder = decoder
    container = try decoder.container(keyedBy: Field.self)
    for key in container.allKeys.map(\.stringValue).sorted() where !known.contains(key) {
      throw Form.unexpected(decoder, key, allowed: known)
    }
  }

  /// The one field that says which case of an enumeration this is.
  func only(of known: [String]) throws -> String {
    guard container.allKeys.count == 1 else {
      let found = container.allKeys.map(\.stringValue).sorted().joined(separator: ", ")
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath,
          debugDescription: "exactly one of \(known.joined(separator: ", ")) belongs here, not \(found.isEmpty ? "nothing" : found)"))
    }
    return container.allKeys[0].stringValue
  }

  /// Throws where the field is missing or of another type.
  func read<Value: Decodable>(_ name: String) throws -> Value { try container.decode(Value.self, forKey: Field(name)) }

  /// With what holds where the field is left out.
  func read<Value: Decodable>(_ name: String, or standard: Value) throws -> Value {
    container.contains(Field(name)) ? try read(name) : standard
  }

  /// The fields of a field.
  func fields(_ name: String, _ known: [String]) throws -> Fields { try Fields(container.superDecoder(forKey: Field(name)), known) }
}

/// Any key.
struct Field: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }

  init(_ name: String) { stringValue = name }
  init(stringValue: String) { self.init(stringValue) }
  init?(intValue: Int) { nil }
}

extension Encoder {
  /// One field that holds a value: how a case of an enumeration is written.
  func write(_ name: String, _ value: some Encodable) throws {
    var container = container(keyedBy: Field.self)
    try container.encode(value, forKey: Field(name))
  }

  /// A number or a word alone.
  func write(_ value: some Encodable) throws {
    var container = singleValueContainer()
    try container.encode(value)
  }
}
