internal import Texts

/// A table as a value, rendered alike for papers (LaTeX), pages (Markdown, HTML), programs (CSV) and terminals.
///
///     let table = Table(
///       "strategies", title: "How truly supernets rank", columns: [.text("Strategy"), .number("tau-b", decimals: 2, intervals: ["the
/// strategy"])],
///       rows: [.init([.text("SPOS"), .estimate(0.52, [Table.Span(0.33, 0.67)])])])
///     print(table.markdown)
public struct Table: Hashable, Sendable {
  public struct Column: Hashable, Sendable {
    public var title: String, unit: String?, isNumeric: Bool
    /// Decimals for readers; CSV has all digits.
    public var decimals: Int
    /// What each interval in brackets is, in their order.
    public var intervals: [String]

    public static func text(_ title: String) -> Column { Column(title: title, unit: nil, isNumeric: false, decimals: 0, intervals: []) }

    public static func number(_ title: String, unit: String? = nil, decimals: Int, intervals: [String] = []) -> Column {
      Column(title: title, unit: unit, isNumeric: true, decimals: decimals, intervals: intervals)
    }

    /// `tau-b [these supernets] [the strategy]`, `regret@5 (points)`.
    package var heading: String { ([title + (unit.map { " (\($0))" } ?? "")] + intervals.map { "[\($0)]" }).joined(separator: " ") }
  }

  /// An interval's ends.
  public struct Span: Hashable, Sendable {
    public var low: Double, high: Double
    public init(_ low: Double, _ high: Double) { (self.low, self.high) = (low, high) }
  }

  /// How a verdict reads: never by colour alone.
  public enum Tone: String, Hashable, Sendable { case good, bad, neutral }

  public enum Cell: Hashable, Sendable {
    case text(String)
    case number(Double)
    /// A value with its column's intervals; nil where one cannot be estimated.
    case estimate(Double, [Span?])
    case verdict(String, Tone)
    /// A text that leads to a file beside the page; only HTML shows where to.
    case link(String, to: String)
    /// No value, and why: the reason becomes a note under the table.
    case missing(String)

    /// A probability that four decimals can show.
    package static func probability(_ share: Double) -> Cell { share < 1e-4 ? .text("< 0.0001") : .number(share) }
  }

  public struct Row: Hashable, Sendable {
    /// Rows of one section stand together under its name, such as `baselines`.
    public var section: String, cells: [Cell]
    public init(_ cells: [Cell], section: String = "") { (self.cells, self.section) = (cells, section) }
  }

  /// The stem of its files.
  public let name: String
  public let title: String, columns: [Column], rows: [Row]
  /// Sentences under the table.
  public let notes: [String]

  /// Names of columns and groups come from anybody's files: control characters in texts become escapes, ends of lines too, so that no cell breaks a
  /// row of any format.
  ///
  /// - Throws: `.lengths` for a row without one cell for each column or an estimate without one interval for each of its column's;
  ///   `.empty` without columns; `.name`.
  public init(_ name: String, title: String, columns: [Column], rows: [Row], notes: [String] = []) throws(ReportingError) {
    try Figure.check(name)
    guard !columns.isEmpty else { throw .empty(figure: name, what: "the list of columns") }
    for (place, row) in rows.enumerated() {
      guard row.cells.count == columns.count else {
        throw .lengths(figure: name, what: "row \(place)", expected: columns.count, found: row.cells.count)
      }
      for (cell, column) in zip(row.cells, columns) {
        if case .estimate(_, let spans) = cell, spans.count != column.intervals.count {
          throw .lengths(
            figure: name, what: "intervals of '\(column.title)' in row \(place)", expected: column.intervals.count, found: spans.count)
        }
      }
    }
    (self.name, self.title, self.notes) = (name, title.printable, notes.map(\.printable))
    self.columns = columns.map { own in
      Column(
        title: own.title.printable, unit: own.unit?.printable, isNumeric: own.isNumeric, decimals: own.decimals,
        intervals: own.intervals.map(\.printable))
    }
    self.rows = rows.map { own in Row(own.cells.map(Self.safe), section: own.section.printable) }
  }

  private static func safe(_ cell: Cell) -> Cell {
    switch cell {
    case .text(let text): .text(text.printable)
    case .verdict(let text, let tone): .verdict(text.printable, tone)
    case .link(let text, let target): .link(text.printable, to: target.printable)
    case .missing(let reason): .missing(reason.printable)
    case .number, .estimate: cell
    }
  }

  /// The reasons of missing cells, each once, in reading order: notes a, b, c, ….
  package var reasons: [String] {
    var reasons: [String] = []
    for case .missing(let reason) in rows.flatMap(\.cells) where !reasons.contains(reason) { reasons.append(reason) }
    return reasons
  }

  /// A cell for readers, and the letter of its note where it has none to show.
  package func text(_ cell: Cell, _ column: Column) -> (text: String, note: String?) {
    switch cell {
    case .text(let text), .verdict(let text, _), .link(let text, _): return (text, nil)
    case .number(let value): return (value.isFinite ? value.readable(column.decimals) : "–", nil)
    case .estimate(let value, let spans):
      let brackets = spans.map { span in
        span.map { " [\($0.low.readable(column.decimals)), \($0.high.readable(column.decimals))]" } ?? " [–]"
      }
      return (value.readable(column.decimals) + brackets.joined(), nil)
    case .missing(let reason): return ("–", reasons.firstIndex(of: reason).map(Self.letter))
    }
  }

  /// The rows by section, in the order in which sections first appear.
  package var sections: [(name: String, rows: [Row])] {
    var sections: [(name: String, rows: [Row])] = []
    for row in rows {
      if let place = sections.firstIndex(where: { $0.name == row.section }) {
        sections[place].rows.append(row)
      } else {
        sections.append((row.section, [row]))
      }
    }
    return sections
  }

  /// a … z, then aa, ab, ….
  static func letter(_ place: Int) -> String {
    (place >= 26 ? letter(place / 26 - 1) : "") + String(Character(Unicode.Scalar(UInt8(97 + place % 26))))
  }
}
