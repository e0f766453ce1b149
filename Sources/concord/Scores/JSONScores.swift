/// Columns of a JSON file: an array of objects, one an architecture, or an object of arrays, one a column.
///
/// Read in one pass over the bytes, since a million objects take a general decoder seconds. `NaN` and `Infinity`, which
/// some programs write, are understood, to be refused with their place.
struct JSONScores {
  let columns: [ScoreColumn]

  init(_ file: InputFile) throws(CommandError) {
    let result = file.bytes.withUnsafeBufferPointer { bytes in
      var scanner = JSONScanner(bytes, path: file.name)
      return Result { () throws(CommandError) in try Self.read(&scanner) }
    }
    columns = try result.get()
    if columns.isEmpty { throw .noRows(path: file.name) }
  }

  private static func read(_ scanner: inout JSONScanner) throws(CommandError) -> [ScoreColumn] {
    let columns = scanner.next == UInt8(ascii: "[") ? try rows(&scanner) : try namedColumns(&scanner)
    if scanner.next != nil { throw scanner.wrong("there is more behind its end") }
    return columns
  }

  private static func namedColumns(_ scanner: inout JSONScanner) throws(CommandError) -> [ScoreColumn] {
    var columns: [ScoreColumn] = []
    try scanner.members { (scanner, key) throws(CommandError) in
      let name = try scanner.text(key)
      if columns.contains(where: { $0.name == name }) { throw scanner.wrong("the key '\(name)' stands twice") }
      var column = ScoreColumn(name), element = 0
      try scanner.elements { (scanner) throws(CommandError) in
        column.add(try scanner.cell(), place: "element \(element)")
        element += 1
      }
      columns.append(column)
    }
    return columns
  }

  private static func rows(_ scanner: inout JSONScanner) throws(CommandError) -> [ScoreColumn] {
    var columns: [ScoreColumn] = [], keys: [[UInt8]] = [], filled: [Int] = [], row = 0
    let path = scanner.path
    try scanner.elements { (scanner) throws(CommandError) in
      var expected = 0, cells = 0
      try scanner.members { (scanner, key) throws(CommandError) in
        // Objects mostly have their keys in one order.
        var index = expected
        if index >= keys.count || !scanner.bytes[key].elementsEqual(keys[index]) {
          index = keys.firstIndex { scanner.bytes[key].elementsEqual($0) } ?? keys.count
        }
        if index == keys.count {
          let name = try scanner.text(key)
          if row > 0 { throw .extraKey(path: path, element: row, key: name) }
          keys.append(Array(scanner.bytes[key]))
          columns.append(ScoreColumn(name))
          filled.append(-1)
        }
        if filled[index] == row { throw scanner.wrong("element \(row) has the key '\(columns[index].name)' twice") }
        filled[index] = row
        (expected, cells) = (index + 1, cells + 1)
        columns[index].add(try scanner.cell(), place: "element \(row)")
      }
      if cells < keys.count {
        for index in keys.indices where filled[index] < row { columns[index].add(.empty, place: "element \(row)") }
      }
      row += 1
    }
    return columns
  }
}
