import Digests
import Scores
import Spaces

/// The costs of architectures that a user wrote down.
struct ArchitectureCosts {
  struct Row {
    let text: String, canonical: String, depth: Int, cost: Cost
  }

  let space: Space
  let rows: [Row]

  init(_ space: Space, _ texts: [String]) throws {
    try self.init(space, texts, place: { _, error in error })
  }

  /// One architecture a line; the end of the last line may be missing.
  init(_ space: Space, list: InputFile) throws {
    var lines = list.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
      String(decoding: line, as: UTF8.self).trimmed
    }
    while lines.last == "" { lines.removeLast() }
    if lines.isEmpty { throw CommandError.emptyList(path: list.name) }
    try self.init(space, lines) { number, error in
      CommandError.architectureLine(path: list.name, line: number + 1, reason: "\(error)")
    }
  }

  private init(_ space: Space, _ texts: [String], place: (Int, SpaceError) -> any Error) throws {
    let table = CostTable(space)
    var rows: [Row] = []
    for (number, text) in texts.enumerated() {
      do throws(SpaceError) {
        let architecture = try space.architecture(text)
        rows.append(
          Row(
            text: text, canonical: space.text(of: space.canonical(architecture)), depth: space.depth(of: architecture),
            cost: table.cost(of: architecture)))
      } catch {
        throw place(number, error)
      }
    }
    (self.space, self.rows) = (space, rows)
  }

  /// A line of names, then one an architecture, parted by tabs: for `cut`, `awk` and people.
  var lines: String {
    (["architecture\tparameters\tmacs"] + rows.map { "\($0.text)\t\($0.cost.parameters)\t\($0.cost.macs)" }).joined(separator: "\n")
  }

  /// All rows, in the order in which they were asked for.
  var json: JSONValue {
    .answer(schema: 1, ["space": .text(space.name), "architectures": .array(rows.map { .object(fields($0)) })])
  }

  /// The one row that was asked for.
  var first: JSONValue {
    .answer(schema: 1, fields(rows[0]).merging(["space": .text(space.name)]) { own, _ in own })
  }

  private func fields(_ row: Row) -> [String: JSONValue] {
    [
      "architecture": .text(row.text), "canonical": .text(row.canonical), "depth": .integer(row.depth),
      "parameters": .integer(row.cost.parameters), "macs": .integer(row.cost.macs),
    ]
  }
}
