internal import Texts

/// gnuplot's SVG made fit to stand inside a page, beside others.
enum InlineSVG {
  /// Drops the XML declaration, makes the file's ids unlike those of other figures, and gives a name and a description to readers of
  /// screens.
  ///
  /// - Parameters:
  ///   - svg: the text of a file by gnuplot.
  ///   - name: unique on the page.
  static func text(_ svg: String, name: String, title: String, description: String) -> String {
    guard let start = svg.firstRange(of: "<svg") else { return "" }
    var text = String(svg[start.upperBound...])
    for (old, new) in [
      (" id='", " id='\(name)-"), (" id=\"", " id=\"\(name)-"), ("href='#", "href='#\(name)-"), ("href=\"#", "href=\"#\(name)-"),
      ("url(#", "url(#\(name)-"),
    ] { text = text.replacing(old, with: new) }
    if let head = text.firstRange(of: "<title>"), let end = text.firstRange(of: "</desc>"), head.lowerBound < end.lowerBound {
      text.replaceSubrange(
        head.lowerBound..<end.upperBound,
        with: "<title id=\"\(name)-title\">\(escaped(title))</title><desc id=\"\(name)-description\">\(escaped(description))</desc>")
    }
    return "<svg role=\"img\" aria-labelledby=\"\(name)-title \(name)-description\"" + text
  }

  private static func escaped(_ text: String) -> String {
    text.onOneLine.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
}
