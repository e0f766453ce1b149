import Glibc

extension Int {
  /// Thousands parted by commas: 4,651,352.
  var grouped: String {
    var text = ""
    for (place, digit) in String(magnitude).reversed().enumerated() {
      if place > 0 && place % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return (self < 0 ? "-" : "") + String(text.reversed())
  }
}

extension Double {
  /// So many digits behind the point, as C's `%.*f` writes them; the sign always where asked.
  func fixed(_ digits: Int, signed: Bool = false) -> String {
    withVaList([Int32(digits), self]) { arguments in
      var buffer = [CChar](repeating: 0, count: 400)
      vsnprintf(&buffer, buffer.count, signed ? "%+.*f" : "%.*f", arguments)
      return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
  }
}
