/// How a delimited text is written.
struct Dialect: Hashable, Sendable {
  /// What parts fields.
  var delimiter = UInt8(ascii: ",")
  /// What stands before the fraction of a number.
  var decimal = UInt8(ascii: ".")
  /// Whether any number of delimiters in a row, tabs among them, part two fields, and those at a line's ends none.
  var isAligned = false
  /// Whether lines begin and end with the delimiter and lines of dashes say nothing: a table of Markdown.
  var isFramed = false
  /// Whether empty fields behind those of the heading say nothing.
  var mayEndInDelimiters = false
  /// Whether lines that begin with `#` say nothing.
  var hasComments = false

  /// Whether blanks part fields.
  var partsByBlanks: Bool { isAligned || delimiter == UInt8(ascii: "\t") }

  init(delimiter: UInt8 = UInt8(ascii: ",")) { self.delimiter = delimiter }

  init(_ delimiter: ScoreOptions.Delimiter) {
    self.delimiter =
      switch delimiter {
      case .tab: UInt8(ascii: "\t")
      case .semicolon: UInt8(ascii: ";")
      case .comma: UInt8(ascii: ",")
      case .pipe: UInt8(ascii: "|")
      case .spaces: UInt8(ascii: " ")
      }
    isAligned = delimiter == .spaces
  }

  /// The dialect whose delimiter parts the first lines alike, the earliest where several do; else that which the first line has most of.
  ///
  /// Tabs before semicolons before commas: people quote or avoid what their files are parted by, and numbers and genotypes hold commas.
  init(of bytes: UnsafeBufferPointer<UInt8>, hasComments: Bool = false, only delimiter: ScoreOptions.Delimiter? = nil) {
    var framed = Dialect(.pipe)
    (framed.isFramed, framed.hasComments) = (true, hasComments)
    if delimiter ?? .pipe == .pipe, framed.isRuled(bytes) {
      self = framed
      return
    }
    if let delimiter {
      self.init(delimiter)
      self.hasComments = hasComments
      return
    }
    var most = (count: 1, dialect: Dialect()), found: Dialect?
    most.dialect.hasComments = hasComments
    for candidate in ScoreOptions.Delimiter.allCases {
      var dialect = Dialect(candidate)
      dialect.hasComments = hasComments
      let counts = dialect.counts(bytes)
      guard let first = counts.first, first > 1 || counts.dropFirst().first == 2 else { continue }
      if first > most.count && !dialect.isAligned { most = (first, dialect) }
      // The names of R's columns are one fewer than the fields, where rows have names.
      let isShifted = dialect.partsByBlanks && counts.count > 2 && counts[1] == first + 1
      if found == nil, counts.dropFirst().allSatisfy({ $0 == counts[1] }), counts.count == 1 || counts[1] == first || isShifted {
        found = dialect
      }
    }
    self = found ?? most.dialect
  }

  /// Fields of each of the first lines; none where a quote stays open.
  private func counts(_ bytes: UnsafeBufferPointer<UInt8>) -> [Int] {
    let start = UnsafeBufferPointer(rebasing: bytes.prefix(Self.sample))
    var text = DelimitedText(start, dialect: self), counts: [Int] = []
    while counts.count < 200 {
      let row = Result { () throws(DelimitedText.Flaw) in
        try text.row { (text, _) throws(DelimitedText.Flaw) in _ = try text.span() }
      }
      guard case .success(let count?) = row else { break }
      counts.append(count)
    }
    // The last line may be cut.
    if start.count < bytes.count && counts.count > 1 && counts.count < 200 { counts.removeLast() }
    return counts
  }

  private static let sample = 1 << 20

  /// Whether the first line is framed by pipes and the second is a rule of dashes.
  private func isRuled(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let lines = bytes.prefix(Self.sample).split(separator: UInt8(ascii: "\n"), maxSplits: 64).prefix(64)
      .map { $0.filter { $0 > 0x20 } }.filter { !$0.isEmpty && (!hasComments || $0[0] != UInt8(ascii: "#")) }
    guard lines.count > 1, lines[0].first == UInt8(ascii: "|") else { return false }
    return Self.isRule(lines[1])
  }

  /// Whether a line is made of dashes, pipes and colons alone.
  static func isRule(_ line: some Sequence<UInt8>) -> Bool {
    var dashes = 0
    for byte in line {
      if byte == UInt8(ascii: "-") { dashes += 1 } else if !"|: +=\t\r".utf8.contains(byte) { return false }
    }
    return dashes > 0
  }
}
