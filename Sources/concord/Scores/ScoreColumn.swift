/// One column of anyone's scores: its numbers, up to the first cell that is none.
struct ScoreColumn {
  /// A cell that cannot be ranked, where it stands and why.
  struct Flaw {
    /// As an editor finds it: "line 7", "element 6".
    let place: String
    let reason: String
    /// Nothing in the column reads as a number, so that it is a column of words.
    let isText: Bool
  }

  let name: String
  var values: [Double] = []
  var flaw: Flaw?

  init(_ name: String, values: [Double] = []) { (self.name, self.values) = (name, values) }

  /// Words are no mistake unless they are asked for.
  var isNumeric: Bool { !(flaw?.isText ?? false) }

  /// What a user wrote in a cell, or why nothing can be read there; `place` is asked for only where something is wrong.
  mutating func add(_ cell: Cell, place: @autoclosure () -> String) {
    if flaw != nil { return }
    let reason: String
    switch cell {
    case .number(let value) where value.isFinite: return values.append(value)
    case .number(let value): reason = "is \(value), and only finite numbers can be ranked: give diverged nets a score below all others"
    case .empty: reason = "is empty: give every architecture a value, or leave its row out"
    case .text(let text): reason = "is '\(text.prefix(40))', not a number"
    }
    var isText = false
    if case .text = cell { isText = values.isEmpty }
    flaw = Flaw(place: place(), reason: reason, isText: isText)
  }

  enum Cell {
    case number(Double)
    case text(String)
    case empty

    /// A cell that the fast reader did not take: NaN and infinities in any spelling are numbers.
    init(text: String) {
      let text = text.trimmed
      if text.isEmpty {
        self = .empty
      } else if let value = Double(text), !text.contains(where: { "xXpP".contains($0) }) {
        self = .number(value)
      } else {
        self = .text(text)
      }
    }
  }
}
