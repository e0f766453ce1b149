import Spaces

/// Letters that stand in a table for sentences below it: the same sentence has one letter.
struct Remarks {
  private var texts: [String] = []

  /// The letter of an explanation; none for what needs none, the usual count rounded.
  mutating func letter(_ explanation: Explanation?) -> String {
    switch explanation {
    case nil, .counted(.operations(.macs), .rounded), .counted(.allParameters, .rounded), .counted(.parameters(auxiliary: false), .rounded):
      return ""
    case .some(let explanation):
      let text = explanation.description
      if !texts.contains(text) { texts.append(text) }
      return Self.letter(texts.firstIndex(of: text) ?? 0)
    }
  }

  /// One line a letter.
  var notes: [String] { texts.enumerated().map { "\(Self.letter($0)): \($1)." } }

  /// a to z, then aa, ab, …
  private static func letter(_ number: Int) -> String {
    (number < 26 ? "" : letter(number / 26 - 1)) + String(UnicodeScalar(UInt8(97 + number % 26)))
  }
}
