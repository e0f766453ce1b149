internal import Store

/// A TensorFlow graph with its weights as constants (`GraphDef`, tensorflow/core/framework/graph.proto), as far as nets need it: nodes with
/// their operations, inputs and attributes.
///
///     let graph = try GraphDef(reading: "FALSR-A.pb")
///     graph.nodes[0].operation   // "Placeholder"
///
/// Nothing of the file is believed: what it announces is checked against its bytes, and memory beyond them is taken for at most `limit` numbers.
public struct GraphDef: Sendable {
  /// One operation.
  public struct Node: Sendable {
    /// Unique in its graph; `operation` as TensorFlow registers it.
    public let name: String, operation: String
    /// In order; control inputs, which say nothing but when, are left out.
    public let inputs: [Input]
    let attributes: [String: Attribute]
  }

  /// The value that a node reads: which output of which node.
  public struct Input: Hashable, Sendable {
    public let node: String, output: Int
  }

  /// As far as operations of nets have them.
  enum Attribute: Sendable {
    case text(String), number(Int), type(Int), flag(Bool), shape([Int]), numbers([Int]), tensor(ConstantTensor), other
  }

  /// As errors name the file.
  public let path: String
  public let nodes: [Node]

  /// More nodes, or numbers of a constant, are refused.
  static let nodeLimit = 20_000, limit = 1 << 27

  /// Reads and checks a file. Throws `StoreError` where it cannot be read, and `WeightsError.notGraph` where it is none.
  public init(reading path: String) throws {
    let file = try MappedFile(path)
    try self.init(file.bytes, path: path)
  }

  init(_ bytes: UnsafeRawBufferPointer, path: String) throws(WeightsError) {
    self.path = path
    do throws(WireReader.Damage) { nodes = try Self.nodes(bytes) } catch { throw .notGraph(path: path, reason: error.reason) }
    var names: Set<String> = []
    for node in nodes {
      guard names.insert(node.name).inserted else { throw .notGraph(path: path, reason: "two nodes are called '\(node.name.prefix(200))'") }
    }
    for node in nodes {
      for input in node.inputs where !names.contains(input.node) {
        throw .node(path: path, name: node.name, reason: "reads '\(input.node.prefix(200))', which is not there")
      }
    }
    guard !nodes.isEmpty else { throw .notGraph(path: path, reason: "it has no nodes") }
  }

  private static func nodes(_ bytes: UnsafeRawBufferPointer) throws(WireReader.Damage) -> [Node] {
    var reader = WireReader(bytes), nodes: [Node] = []
    while let field = try reader.next() {
      guard field.number == 1 else { continue }
      guard let message = field.value.bytes else { throw WireReader.Damage(reason: "a node is no message") }
      nodes.append(try node(message))
      guard nodes.count <= nodeLimit else { throw WireReader.Damage(reason: "it has more than \(nodeLimit) nodes") }
    }
    return nodes
  }

  private static func node(_ bytes: UnsafeRawBufferPointer) throws(WireReader.Damage) -> Node {
    var reader = WireReader(bytes), name = "", operation = "", inputs: [Input] = [], attributes: [String: Attribute] = [:]
    while let field = try reader.next() {
      switch field.number {
      case 1: name = try text(field.value)
      case 2: operation = try text(field.value)
      case 3: if let input = input(try text(field.value)) { inputs.append(input) }
      case 5:
        let (key, value) = try entry(field.value)
        attributes[key] = value
      default: break
      }
    }
    guard !name.isEmpty, !operation.isEmpty else { throw WireReader.Damage(reason: "a node has no name or no operation") }
    return Node(name: name, operation: operation, inputs: inputs, attributes: attributes)
  }

  /// `name`, `name:1`; nil for `^name`.
  private static func input(_ text: String) -> Input? {
    if text.hasPrefix("^") { return nil }
    guard let colon = text.lastIndex(of: ":"), let output = Int(text[text.index(after: colon)...]) else {
      return Input(node: text, output: 0)
    }
    return Input(node: String(text[..<colon]), output: output)
  }

  private static func text(_ value: WireReader.Field.Value) throws(WireReader.Damage) -> String {
    guard let bytes = value.bytes else { throw WireReader.Damage(reason: "a name is no text") }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A member of a map.
  private static func entry(_ value: WireReader.Field.Value) throws(WireReader.Damage) -> (String, Attribute) {
    guard let bytes = value.bytes else { throw WireReader.Damage(reason: "an attribute is no message") }
    var reader = WireReader(bytes), key = "", attribute = Attribute.other
    while let field = try reader.next() {
      if field.number == 1 { key = try text(field.value) }
      if field.number == 2, let message = field.value.bytes { attribute = try self.attribute(message) }
    }
    return (key, attribute)
  }

  private static func attribute(_ bytes: UnsafeRawBufferPointer) throws(WireReader.Damage) -> Attribute {
    var reader = WireReader(bytes), attribute = Attribute.other
    while let field = try reader.next() {
      switch (field.number, field.value) {
      case (1, .bytes(let list)):
        var members = WireReader(list), numbers: [Int] = []
        while let member = try members.next() {
          if member.number == 3 { numbers += try WireReader.varints(member.value).map { Int(truncatingIfNeeded: $0) } }
        }
        attribute = .numbers(numbers)
      case (2, .bytes): attribute = .text(try text(field.value))
      case (3, .varint(let number)): attribute = .number(Int(truncatingIfNeeded: number))
      case (5, .varint(let number)): attribute = .flag(number != 0)
      case (6, .varint(let number)): attribute = .type(Int(truncatingIfNeeded: number))
      case (7, .bytes(let shape)): attribute = .shape(try ConstantTensor.shape(shape))
      case (8, .bytes(let tensor)): attribute = .tensor(try ConstantTensor(tensor))
      default: break
      }
    }
    return attribute
  }
}
