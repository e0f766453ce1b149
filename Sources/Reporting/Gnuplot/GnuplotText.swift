internal import Texts

/// Texts for gnuplot's enhanced mode: names stay as they are written, markup is ours alone.
package enum GnuplotText {
  /// A name without markup: `MB3_K3` must not become a subscript. Control characters are shown as escapes, ends of lines as blanks.
  package static func plain(_ text: String) -> String {
    var result = ""
    for character in text.onOneLine {
      switch character {
      case "\\": result += "\\\\"
      case "{", "}", "_", "^", "@", "&", "~": result += "\\\(character)"
      default: result.append(character)
      }
    }
    return result
  }

  /// A single-quoted string of markup, on one line.
  package static func quoted(_ markup: String) -> String {
    "'" + markup.onOneLine.map { $0 == "'" ? "''" : String($0) }.joined() + "'"
  }
}
