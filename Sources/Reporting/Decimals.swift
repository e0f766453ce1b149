internal import Glibc

extension Double {
  /// The number with so many decimals, rounded to nearest by the C library, with ASCII's hyphen as minus: for files.
  package func decimals(_ count: Int) -> String {
    guard isFinite else { return isNaN ? "NaN" : self < 0 ? "-inf" : "inf" }
    let text = withVaList([Int32(count), self]) { arguments in
      String(unsafeUninitializedCapacity: 400) { buffer in
        buffer.withMemoryRebound(to: CChar.self) { Int(vsnprintf($0.baseAddress, $0.count, "%.*f", arguments)) }
      }
    }
    // A minus before nothing but zeros says more than was measured.
    return text.hasPrefix("-") && !text.contains { ("1"..."9").contains($0) } ? String(text.dropFirst()) : text
  }

  /// The same with a typographic minus: for readers.
  package func readable(_ count: Int) -> String { decimals(count).replacingHyphen }

  /// A share in per cent with no more of four decimals than it has: `95 %`, `99.9 %`.
  package var percent: String {
    var text = (100 * self).readable(4)
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return "\(text) %"
  }
}

extension String {
  fileprivate var replacingHyphen: String { hasPrefix("-") ? "−" + dropFirst() : self }
}

extension Int {
  /// The number with thin spaces between groups of three digits: 12 345.
  package var grouped: String {
    let digits = Array(String(magnitude))
    let text = digits.indices.map { ($0 > 0 && (digits.count - $0) % 3 == 0 && digits.count > 4 ? "\u{2009}" : "") + String(digits[$0]) }
      .joined()
    return self < 0 ? "−" + text : text
  }
}

extension ClosedRange<Int> {
  /// From the least to the greatest; nil of none.
  package init?(spanning counts: [Int]) {
    guard let least = counts.min(), let most = counts.max() else { return nil }
    self = least...most
  }

  /// `2`, or `1–2`.
  package var grouped: String { lowerBound == upperBound ? lowerBound.grouped : "\(lowerBound.grouped)–\(upperBound.grouped)" }
}
