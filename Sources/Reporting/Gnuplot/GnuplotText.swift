/// Texts for gnuplot's enhanced mode: names stay as they are written, markup is ours alone.
package enum GnuplotText {
  /// A name without markup: `MB3_K3` must not become a subscript.
  package static func plain(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\\": result += "\\\\"
      case "{", "}", "_", "^", "@", "&", "~": result += "\\\(character)"
      case _ where character.isNewline || character == "\t": result += " "
      default: result.append(character)
      }
    }
    return result
  }

  /// A single-quoted string of markup.
  package static func quoted(_ markup: String) -> String {
    "'" + markup.map { $0 == "'" ? "''" : String($0) }.joined() + "'"
  }
}
