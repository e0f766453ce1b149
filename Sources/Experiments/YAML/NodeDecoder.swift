internal import Yams

/// Decodes values from YAML's nodes, and remembers which keys were asked for, so that the others are known to be wrong. One a node; all of
/// a file share `keys`.
struct NodeDecoder: Decoder {
  /// The keys that values asked for, for each place in the file. By place, "supernets.recipe", in the order in which they were asked for.
  final class RequestedKeys {
    private(set) var asked: [String: [String]] = [:]
    /// A supposition: at this place, what stands under one key is meant for another.
    let supposed: (place: String, written: String, meant: String)?

    init(supposing supposed: (place: String, written: String, meant: String)? = nil) { self.supposed = supposed }

    /// The key under which to look for one that is asked for.
    func written(_ key: String, at path: [any CodingKey]) -> String {
      guard let supposed, supposed.meant == key, supposed.place == path.joined else { return key }
      return supposed.written
    }

    func note(_ key: String, at path: [any CodingKey]) {
      let place = path.joined
      if asked[place]?.contains(key) != true { asked[place, default: []].append(key) }
    }
  }

  let node: Yams.Node
  let codingPath: [any CodingKey]
  let keys: RequestedKeys
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    guard case .mapping(let mapping) = node else { throw wrong("should be a list of 'key: value', is \(node.kindName)") }
    return KeyedDecodingContainer(MappingContainer(decoder: self, mapping: mapping))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard case .sequence(let sequence) = node else { throw wrong("should be a list, is \(node.kindName)") }
    return SequenceContainer(decoder: self, nodes: Array(sequence))
  }

  func singleValueContainer() throws -> any SingleValueDecodingContainer { ScalarContainer(decoder: self) }

  /// A value inside this one.
  func child(_ node: Yams.Node, _ key: any CodingKey) -> NodeDecoder {
    NodeDecoder(node: node, codingPath: codingPath + [key], keys: keys)
  }

  /// The value of this node. Where a word is none of an enumeration's, the error says which there are. Thrown as
  /// `DecodingError.dataCorrupted` at this node.
  func value<T: Decodable>(_ type: T.Type) throws -> T {
    do { return try T(from: self) } catch let error as DecodingError {
      guard let words = T.self as? any (CaseIterable & RawRepresentable).Type, let scalar = node.scalar,
        case .dataCorrupted(let context) = error, context.codingPath.count == codingPath.count
      else { throw error }
      throw wrong("is '\(scalar.string)', should be one of \(Self.allCases(words).joined(separator: ", "))")
    }
  }

  /// `reason` follows the field's path: "should be a list, is empty".
  func wrong(_ reason: String) -> DecodingError {
    .dataCorrupted(DecodingError.Context(codingPath: codingPath, debugDescription: reason))
  }

  private static func allCases<E: CaseIterable & RawRepresentable>(_ type: E.Type) -> [String] { E.allCases.map { "\($0.rawValue)" } }
}

extension [any CodingKey] {
  /// As errors write a place: `supernets.strategies.0.label`.
  var joined: String { map(\.written).joined(separator: ".") }
}

extension CodingKey {
  /// A position as a number, a key as it is.
  var written: String { intValue.map(String.init) ?? stringValue }
}

extension Yams.Node {
  /// What a person calls it.
  var kindName: String {
    switch self {
    case .mapping: "a list of 'key: value'"
    case .sequence: "a list"
    case .scalar(let scalar): scalar.string.isEmpty ? "empty" : "'\(scalar.string)'"
    case .alias: "an alias"
    }
  }
}

/// A position in a list.
struct Position: CodingKey {
  let intValue: Int?
  var stringValue: String { "\(intValue ?? 0)" }
  init(_ position: Int) { intValue = position }
  init?(intValue: Int) { self.init(intValue) }
  init?(stringValue: String) {
    guard let position = Int(stringValue) else { return nil }
    self.init(position)
  }
}
