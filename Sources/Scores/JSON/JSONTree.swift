/// A JSON text as a flat list of its values, in the order in which they begin: what one pass over the bytes gives, in 16 bytes a value.
///
/// JSON lines are several values behind one another; printed Python values are read too: single quotes, tuples, None, True, nan and
/// calls as in `np.float64(0.5)`. Texts and numbers are left in the bytes until somebody asks.
struct JSONTree {
  enum Kind: UInt8 {
    case array, object, text, scalar
  }

  struct Node {
    let kind: Kind
    /// The value's first byte, and its key's, `.max` where it has none.
    let start: UInt32, key: UInt32
    /// Behind the last of the values inside.
    var end: UInt32
  }

  let source: JSONSource
  /// What stands before the fraction of a number in a text.
  let decimal: UInt8
  private(set) var nodes: [Node] = []

  /// Values at the top: one of a JSON text, one a line of JSON lines.
  private(set) var roots: [Int] = []

  /// - Parameter name: what errors call the file.
  init(_ bytes: [UInt8], name: String, decimal: ScoreOptions.Decimal? = nil) throws(ScoresError) {
    self.decimal = decimal.byte
    source = JSONSource(bytes: bytes)
    let result = bytes.withUnsafeBufferPointer { bytes in
      Result { () throws(ScoresError) -> ([Node], [Int]) in
        var parser = JSONParser(bytes, name: name)
        return try parser.all()
      }
    }
    (nodes, roots) = try result.get()
  }

  func kind(_ node: Int) -> Kind { nodes[node].kind }

  func isList(_ node: Int) -> Bool { nodes[node].kind == .array }

  func isObject(_ node: Int) -> Bool { nodes[node].kind == .object }

  /// Whether a value is no list and no object.
  func isPlain(_ node: Int) -> Bool { nodes[node].kind == .text || nodes[node].kind == .scalar }

  /// The values directly inside.
  func children(_ node: Int) -> Children { Children(tree: self, position: node + 1, end: Int(nodes[node].end)) }

  /// The text of a value's key.
  func key(_ node: Int) -> String { nodes[node].key == .max ? "" : source.text(at: Int(nodes[node].key)) }

  func text(_ node: Int) -> String { source.text(at: Int(nodes[node].start)) }

  /// The member of an object by its key.
  func member(_ node: Int, _ key: String) -> Int? { isObject(node) ? children(node).first { self.key($0) == key } : nil }

  /// All members of an object by their keys; of a key that stands twice, the first.
  func members(_ node: Int) -> [String: Int] {
    isObject(node) ? Dictionary(children(node).map { (key($0), $0) }, uniquingKeysWith: { first, _ in first }) : [:]
  }

  /// The values inside another, each by its position.
  struct Children: Sequence, IteratorProtocol {
    let tree: JSONTree
    fileprivate var position: Int
    fileprivate let end: Int

    mutating func next() -> Int? {
      guard position < end else { return nil }
      let node = position
      position = Int(tree.nodes[node].end)
      return node
    }
  }
}
