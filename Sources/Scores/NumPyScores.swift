/// NumPy's own files (`.npy`): a vector, a matrix of columns 1, 2, …, or the fields of a structured array.
///
/// The format is that of NEP 1: a magic number, a version, the header, which is a printed Python dictionary, then the elements.
enum NumPyScores: ScoreLayout {
  private static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  static func recognises(_ input: ScoreInput) -> Bool { input.bytes.starts(with: magic) }

  static var options: LayoutOptions? { .numPy }

  static func read(_ input: ScoreInput) throws(ScoresError) -> ScoreTable {
    let bytes = input.bytes
    func wrong(_ reason: String) -> ScoresError {
      .format(
        file: input.name, format: "a NumPy array whose \(reason)", remedy: "write it with numpy.savetxt('scores.csv', array, delimiter=',')"
      )
    }
    guard bytes.count > 12 else { throw wrong("header is cut short") }
    let wide = bytes[6] > 1, begin = wide ? 12 : 10
    let length = bytes[8..<begin].reversed().reduce(0) { $0 << 8 | Int($1) }
    guard length <= bytes.count - begin else { throw wrong("header is cut short") }
    let header = try JSONTree(Array(bytes[begin..<begin + length]), name: input.name)
    guard let root = header.roots.first, let description = header.member(root, "descr"), let axes = header.member(root, "shape") else {
      throw wrong("header lacks its type or its shape")
    }
    let shape = header.children(axes).map { Int(header.text($0)) ?? -1 }
    guard let elements = Element.fields(header, description) else { throw wrong("elements are neither numbers nor texts") }
    let isTable = elements.count > 1 || elements.first?.name.isEmpty == false
    guard (1...2).contains(shape.count), shape.allSatisfy({ $0 >= 0 }), shape.count == 1 || !isTable,
      shape.last ?? 0 <= 10_000 || shape.count == 1
    else { throw wrong("shape is \(shape)") }
    let rows = shape[0], columns = shape.count == 2 ? shape[1] : 1, width = elements.reduce(0) { $0 + $1.width }
    let (cells, overflow) = rows.multipliedReportingOverflow(by: columns), content = bytes.count - begin - length
    guard width > 0, !overflow, cells <= content / width else { throw wrong("elements are cut short") }
    let isTransposed = header.member(root, "fortran_order").map(header.text) == "True"
    var table: [ScoreColumn] = []
    for column in 0..<columns {
      var offset = begin + length
      for element in elements {
        let places = (0..<rows).lazy.map { row in
          offset + width * (isTransposed ? column * rows + row : row * columns + column)
        }
        let name = isTable ? element.name : "\(column + 1)"
        if element.isText {
          table.append(ScoreColumn(name, file: input.name, words: places.map { element.text(bytes, $0) }, decimal: input.options.decimal))
        } else {
          let cells = places.map { Double?(element.number(bytes, $0)) }
          // Integers of which a Double has not all digits keep them as texts.
          let isWide = element.isInteger && cells.contains { abs($0 ?? 0) >= 0x1p53 }
          table.append(
            isWide
              ? ScoreColumn(name, file: input.name, words: places.map { element.integer(bytes, $0) })
              : ScoreColumn(name, file: input.name, numbers: Array(cells)))
        }
        offset += element.width
      }
    }
    return ScoreTable(name: input.name, columns: table)
  }

  /// A type of an array's elements, or of one of their fields, as NumPy writes it: byte order, kind, size.
  struct Element {
    let name: String, kind: Character, size: Int, isBig: Bool

    var isText: Bool { kind == "U" || kind == "S" }
    var isInteger: Bool { kind == "i" || kind == "u" }
    /// Bytes; a character of `U` takes four.
    var width: Int { kind == "U" ? 4 * size : size }

    /// Nil for a type that is no number and no text.
    init?(_ name: String, _ type: String) {
      guard let order = type.first, let kind = type.dropFirst().first, let size = Int(type.dropFirst(2)) else { return nil }
      let sizes: [Character: ClosedRange<Int>] = ["f": 2...8, "i": 1...8, "u": 1...8, "b": 1...1, "U": 1...65_536, "S": 1...65_536]
      guard let allowed = sizes[kind], allowed.contains(size), "US".contains(kind) || size.nonzeroBitCount == 1 else { return nil }
      (self.name, self.kind, self.size, isBig) = (name, kind, size, order == ">")
    }

    /// The type of a header's `descr`: one, or a list of fields.
    static func fields(_ header: JSONTree, _ description: Int) -> [Element]? {
      guard header.isList(description) else { return Element("", header.text(description)).map { [$0] } }
      var fields: [Element] = [], names: Set<String> = []
      for field in header.children(description) {
        let parts = Array(header.children(field))
        guard parts.count == 2, let element = Element(header.text(parts[0]), header.text(parts[1])), names.insert(element.name).inserted,
          !element.name.isEmpty
        else { return nil }
        fields.append(element)
      }
      return fields.isEmpty ? nil : fields
    }

    private func bits(_ bytes: [UInt8], _ place: Int) -> UInt64 {
      (0..<size).reduce(0) { $0 << 8 | UInt64(bytes[isBig ? place + $1 : place + size - 1 - $1]) }
    }

    /// The digits of an integer.
    func integer(_ bytes: [UInt8], _ place: Int) -> String {
      let bits = bits(bytes, place)
      return kind == "i" ? "\(Int64(bitPattern: bits << UInt64(64 - 8 * size)) >> Int64(64 - 8 * size))" : "\(bits)"
    }

    func number(_ bytes: [UInt8], _ place: Int) -> Double {
      let bits = bits(bytes, place)
      switch (kind, size) {
      case ("f", 8): return Double(bitPattern: bits)
      case ("f", 4): return Double(Float(bitPattern: UInt32(bits)))
      case ("f", _): return Self.half(UInt16(bits))
      case ("i", _): return Double(Int64(bitPattern: bits << UInt64(64 - 8 * size)) >> Int64(64 - 8 * size))
      default: return Double(bits)
      }
    }

    /// A number of IEEE 754's binary16.
    private static func half(_ bits: UInt16) -> Double {
      let fraction = Double(bits & 0x3FF), exponent = Int(bits >> 10 & 0x1F), sign: Double = bits >> 15 == 1 ? -1 : 1
      switch exponent {
      case 0: return sign * fraction * 0x1p-24
      case 31: return fraction == 0 ? sign * .infinity : .nan
      default: return sign * (1 + fraction / 1_024) * Double(sign: .plus, exponent: exponent - 15, significand: 1)
      }
    }

    func text(_ bytes: [UInt8], _ place: Int) -> String {
      if kind == "S" { return String(decoding: bytes[place..<place + size].prefix { $0 != 0 }, as: UTF8.self) }
      var text = ""
      for index in 0..<size {
        var scalar: UInt32 = 0
        for byte in 0..<4 { scalar = scalar << 8 | UInt32(bytes[place + 4 * index + (isBig ? byte : 3 - byte)]) }
        if scalar == 0 { break }
        text.unicodeScalars.append(Unicode.Scalar(scalar) ?? "\u{FFFD}")
      }
      return text
    }
  }
}
