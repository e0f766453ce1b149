import FoundationEssentials

/// Columns of a JSON file: an array of objects, one an architecture, or an object of arrays, one a column.
struct JSONScores {
  let columns: [ScoreColumn]

  init(_ file: InputFile) throws(CommandError) {
    let layout: Layout
    do { layout = try JSONDecoder().decode(Layout.self, from: Data(file.bytes)) } catch let error as DecodingError {
      throw .json(path: file.name, reason: Self.reason(error))
    } catch {
      throw .json(path: file.name, reason: "\(error)")
    }
    switch layout {
    case .rows(let rows): columns = try Self.columns(rows, file.name)
    case .columns(let named):
      columns = named.sorted { $0.key < $1.key }.map { name, cells in
        var column = ScoreColumn(name)
        for (index, cell) in cells.enumerated() { column.add(cell.value, place: "element \(index)") }
        return column
      }
    }
    if columns.isEmpty { throw .noRows(path: file.name) }
  }

  /// Columns by rising name, since the keys of an object have no order.
  private static func columns(_ rows: [[String: Cell]], _ path: String) throws(CommandError) -> [ScoreColumn] {
    guard let first = rows.first else { throw .noRows(path: path) }
    var columns = first.keys.sorted().map { ScoreColumn($0) }
    for (index, row) in rows.enumerated() {
      for column in columns.indices { columns[column].add(row[columns[column].name]?.value ?? .empty, place: "element \(index)") }
      if let new = row.keys.filter({ first[$0] == nil }).min() { throw .extraKey(path: path, element: index, key: new) }
    }
    return columns
  }

  private static func reason(_ error: DecodingError) -> String {
    switch error {
    case .dataCorrupted(let context):
      (context.underlyingError as? any CustomDebugStringConvertible)?.debugDescription ?? context.debugDescription
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context): context.debugDescription
    @unknown default: "\(error)"
    }
  }
}

private enum Layout: Decodable {
  case rows([[String: Cell]])
  case columns([String: [Cell]])

  init(from decoder: any Decoder) throws {
    do { self = .rows(try [[String: Cell]](from: decoder)) } catch DecodingError.typeMismatch(_, let context)
      where context.codingPath.isEmpty
    {
      self = .columns(try [String: [Cell]](from: decoder))
    }
  }
}

/// A number, or why there is none.
private struct Cell: Decodable {
  let value: ScoreColumn.Cell

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      value = .empty
      return
    }
    do { value = .number(try container.decode(Double.self)) } catch DecodingError.typeMismatch {
      do { value = ScoreColumn.Cell(text: try container.decode(String.self)) } catch DecodingError.typeMismatch {
        value = .text("a list, an object, true or false")
      }
    }
  }
}
