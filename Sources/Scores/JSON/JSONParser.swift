internal import Texts

/// One pass over the bytes of a JSON text, or of a printed Python value, that finds where its values are.
struct JSONParser {
  private let bytes: UnsafeBufferPointer<UInt8>, name: String
  private var position: Int
  private var nodes: [JSONTree.Node] = []

  init(_ bytes: UnsafeBufferPointer<UInt8>, name: String) {
    (self.bytes, self.name) = (bytes, name)
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// All values, and which of them stand at the top.
  mutating func all() throws(ScoresError) -> ([JSONTree.Node], roots: [Int]) {
    var roots: [Int] = []
    while next != nil {
      if let last = roots.last, JSONTree.Kind.text.rawValue <= nodes[last].kind.rawValue { throw wrong("there is more behind its end") }
      roots.append(nodes.count)
      try value(key: .max, depth: 0)
    }
    return (nodes, roots)
  }

  /// The byte that comes next, white space aside; nil at the end.
  private var next: UInt8? {
    mutating get {
      while position < bytes.count, bytes[position] <= 0x20 { position += 1 }
      return position < bytes.count ? bytes[position] : nil
    }
  }

  private mutating func value(key: UInt32, depth: Int) throws(ScoresError) {
    guard depth < 512 else { throw wrong("lists are nested more than 512 deep") }
    let byte = next, node = nodes.count, start = UInt32(truncatingIfNeeded: position)
    func new(_ kind: JSONTree.Kind) -> JSONTree.Node { JSONTree.Node(kind: kind, start: start, key: key, end: UInt32(node + 1)) }
    switch byte {
    case nil: throw wrong("it ends too early")
    case UInt8(ascii: "["), UInt8(ascii: "("):
      nodes.append(new(.array))
      try list(byte == UInt8(ascii: "[") ? "]" : ")") { (parser) throws(ScoresError) in try parser.value(key: .max, depth: depth + 1) }
    case UInt8(ascii: "{"):
      nodes.append(new(.object))
      try list("}") { (parser) throws(ScoresError) in
        let key = try parser.key(depth: depth)
        try parser.value(key: key, depth: depth + 1)
      }
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      nodes.append(new(.text))
      try skipText()
    default: try scalar(new(.scalar), key: key, depth: depth)
    }
    nodes[node].end = UInt32(nodes.count)
  }

  /// A number or a word; what a call as in `np.float64(0.5)` or `array([1, 2])` is given first stands for it.
  private mutating func scalar(_ node: JSONTree.Node, key: UInt32, depth: Int) throws(ScoresError) {
    let start = position
    while position < bytes.count, bytes[position] > 0x20, !",:[](){}\"'".utf8.contains(bytes[position]) { position += 1 }
    let word = bytes[start..<position]
    guard let first = word.first else { throw wrong("a value is missing") }
    if position < bytes.count, bytes[position] == UInt8(ascii: "("), Self.isLetter(first) {
      position += 1
      try value(key: key, depth: depth + 1)
      while next != UInt8(ascii: ")") {
        guard position < bytes.count, !"]}".utf8.contains(bytes[position]) else { throw wrong("')' is missing") }
        position += 1
      }
      position += 1
      return
    }
    let isNumber = (48...57).contains(first) || "+-.".utf8.contains(first)
    guard isNumber || Self.words.contains(String(decoding: word.prefix(12), as: UTF8.self)) else {
      position = start
      throw wrong("'\(String(decoding: word.prefix(20), as: UTF8.self).printable)' is no value")
    }
    nodes.append(node)
  }

  private static let words: Set<String> = ["null", "true", "false", "NaN", "Infinity", "None", "True", "False", "nan", "inf", "NA", "<NA>"]

  private static func isLetter(_ byte: UInt8) -> Bool { byte | 32 > 96 && byte | 32 < 123 || byte == UInt8(ascii: "_") }

  private mutating func list(
    _ close: Unicode.Scalar, _ body: (inout JSONParser) throws(ScoresError) -> Void
  ) throws(ScoresError) {
    position += 1
    if next == UInt8(ascii: close) { return position += 1 }
    while true {
      try body(&self)
      switch next {
      case UInt8(ascii: ",")?:
        position += 1
        // Python's lists may end in a comma.
        if next == UInt8(ascii: close) { return position += 1 }
      case UInt8(ascii: close)?: return position += 1
      default: throw wrong("a comma or '\(close)' is missing")
      }
    }
  }

  /// The place of a key: a text in quotes, or what Python allows: a number or a tuple.
  private mutating func key(depth: Int) throws(ScoresError) -> UInt32 {
    guard let first = next else { throw wrong("it ends too early") }
    let start = UInt32(truncatingIfNeeded: position)
    if JSONSource.isQuote(first) {
      try skipText()
    } else if first == UInt8(ascii: "(") || (48...57).contains(first) || first == UInt8(ascii: "-") {
      let count = nodes.count
      try value(key: .max, depth: depth + 1)
      nodes.removeLast(nodes.count - count)
    } else {
      throw wrong("a text in quotes is expected")
    }
    guard next == UInt8(ascii: ":") else { throw wrong("a colon is expected") }
    position += 1
    return start
  }

  /// Steps over the text in quotes that begins here.
  private mutating func skipText() throws(ScoresError) {
    let quote = bytes[position]
    position += 1
    while position < bytes.count, bytes[position] != quote { position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1 }
    guard position < bytes.count else { throw wrong("a quote is not closed") }
    position += 1
  }

  /// The error of this place.
  private func wrong(_ reason: String) -> ScoresError {
    let line = bytes[..<min(position, bytes.count)].count { $0 == UInt8(ascii: "\n") } + 1
    return .json(file: name, reason: "line \(line): \(reason)")
  }
}
