/// A text for LaTeX that holds no commands of its own, in ASCII alone, so that any compiler reads it without packages.
///
///     LaTeXText.escaped("τ of 50 %")     // $\tau$ of 50 \%
///
/// Letters are known by their Unicode names: Greek ones become commands, accents commands on their letter, raised and lowered ones
/// what they are. A character that LaTeX has no word for is shown by its number, `\texttt{U+4E2D}`.
enum LaTeXText {
  static func escaped(_ text: String) -> String {
    // After the end of a line a bracket would be an option of it.
    var result = text.first == "[" ? "{}" : ""
    var scalars = Array(text.unicodeScalars)[...]
    while let scalar = scalars.popFirst() {
      var own = command(scalar)
      while let next = scalars.first, let accent = accents[combining: next] {
        own = "\\\(accent){\(own)}"
        scalars.removeFirst()
      }
      result += own
    }
    return result
  }

  private static func command(_ scalar: Unicode.Scalar) -> String {
    if let known = known[scalar] { return known }
    if scalar.isASCII { return scalar.value < 32 ? " " : "\(scalar)" }
    let properties = scalar.properties, name = properties.name ?? ""
    return greek(name) ?? accented(name) ?? shifted(name) ?? byCategory(properties.generalCategory)
      ?? "\\texttt{U+\(String(scalar.value, radix: 16, uppercase: true))}"
  }

  private static let known: [Unicode.Scalar: String] = [
    "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", "&": "\\&", "%": "\\%", "$": "\\$", "#": "\\#", "_": "\\_",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}", "−": "$-$", "±": "$\\pm$", "×": "$\\times$", "÷": "$\\div$", "·": "$\\cdot$", "≥": "$\\geq$",
    "≤": "$\\leq$",
    "≈": "$\\approx$", "≠": "$\\neq$", "∞": "$\\infty$", "√": "$\\surd$", "∈": "$\\in$", "∑": "$\\Sigma$", "∏": "$\\Pi$",
    "∂": "$\\partial$",
    "→": "$\\to$", "←": "$\\gets$", "↑": "$\\uparrow$", "↓": "$\\downarrow$", "⌊": "$\\lfloor$", "⌋": "$\\rfloor$", "⌈": "$\\lceil$",
    "⌉": "$\\rceil$", "‖": "$\\|$", "°": "$^\\circ$", "µ": "$\\mu$", "…": "\\ldots{}", "½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3",
    "†": "\\dag{}", "‡": "\\ddag{}", "§": "\\S{}", "“": "``", "”": "''", "‘": "`", "’": "'", "—": "---", "ß": "\\ss{}", "ø": "\\o{}",
    "Ø": "\\O{}", "ł": "\\l{}", "Ł": "\\L{}", "æ": "\\ae{}", "Æ": "\\AE{}", "œ": "\\oe{}", "Œ": "\\OE{}", "ı": "\\i{}",
    "²": "\\textsuperscript{2}",
    "³": "\\textsuperscript{3}", "¹": "\\textsuperscript{1}",
  ]

  /// "GREEK SMALL LETTER ALPHA". Capitals that look like Latin ones have no command.
  private static func greek(_ name: String) -> String? {
    let words = name.split(separator: " ")
    guard words.count >= 4, words[0] == "GREEK", words[2] == "LETTER", words[1] == "SMALL" || words[1] == "CAPITAL" else { return nil }
    let isSmall = words[1] == "SMALL", letter = words[3] == "LAMDA" ? "lambda" : words[3].lowercased()
    if words.count > 4 { return isSmall && letter == "final" && words[4] == "SIGMA" ? "$\\varsigma$" : nil }
    if letter == "omicron" { return isSmall ? "o" : "O" }
    let latin = [
      "alpha": "A", "beta": "B", "epsilon": "E", "zeta": "Z", "eta": "H", "iota": "I", "kappa": "K", "mu": "M", "nu": "N", "rho": "P",
      "tau": "T", "chi": "X",
    ]
    if isSmall { return commands.contains(letter) ? "$\\\(letter)$" : nil }
    return latin[letter] ?? (commands.contains(letter) ? "$\\\(letter.prefix(1).uppercased())\(letter.dropFirst())$" : nil)
  }

  private static let commands: Set<String> = [
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu", "xi", "pi", "rho", "sigma",
    "tau", "upsilon", "phi", "chi", "psi", "omega",
  ]

  /// "LATIN SMALL LETTER E WITH ACUTE".
  private static func accented(_ name: String) -> String? {
    let words = name.split(separator: " ")
    guard words.count == 6, words[0] == "LATIN", words[2] == "LETTER", words[3].count == 1, words[4] == "WITH" else { return nil }
    let letter = words[1] == "SMALL" ? words[3].lowercased() : String(words[3])
    return accents.names[String(words[5])].map { "\\\($0){\(letter)}" }
  }

  /// "SUPERSCRIPT TWO", "SUBSCRIPT ZERO", "MODIFIER LETTER SMALL K", "LATIN SUBSCRIPT SMALL LETTER I".
  private static func shifted(_ name: String) -> String? {
    let words = name.split(separator: " ")
    guard words.count >= 2, let last = words.last else { return nil }
    let digits = ["ZERO", "ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE"], signs = ["PLUS": "+", "MINUS": "$-$"]
    let sign = digits.firstIndex { $0 == last }.map { "\($0)" } ?? signs[String(last)] ?? (last.count == 1 ? last.lowercased() : nil)
    guard let sign else { return nil }
    if words[0] == "SUPERSCRIPT" || name.hasPrefix("MODIFIER LETTER SMALL") { return "\\textsuperscript{\(sign)}" }
    return words.contains("SUBSCRIPT") ? "$_{\(sign.replacing("$", with: ""))}$" : nil
  }

  private static func byCategory(_ category: Unicode.GeneralCategory) -> String? {
    switch category {
    case .spaceSeparator: "\\,"
    case .lineSeparator, .paragraphSeparator, .control: " "
    case .format: ""
    case .dashPunctuation: "--"
    default: nil
    }
  }

  private static let accents = Accents()

  /// LaTeX's accents by what Unicode calls them.
  private struct Accents {
    let names = [
      "ACUTE": "'", "GRAVE": "`", "CIRCUMFLEX": "^", "TILDE": "~", "DIAERESIS": "\"", "CARON": "v", "CEDILLA": "c", "RING": "r",
      "MACRON": "=", "BREVE": "u", "OGONEK": "k",
    ]

    /// Of a mark that stands behind its letter: "COMBINING ACUTE ACCENT".
    subscript(combining scalar: Unicode.Scalar) -> String? {
      let words = (scalar.properties.name ?? "").split(separator: " ")
      return words.count >= 2 && words[0] == "COMBINING" ? names[String(words[1])] : nil
    }
  }
}
