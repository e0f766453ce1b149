import Reporting
import Testing

@Suite struct LaTeXTests {
  @Test func theTableIsBooktabsWithEscapedText() throws {
    let table = try Samples.strategies()
    #expect(
      table.latex == #"""
        \begin{table}
        \centering\footnotesize
        \caption{How truly supernets rank 96 nets}
        \label{tab:strategies}
        \begin{tabular}{@{}lrrrl@{}}
        \toprule
        Strategy & tau-b [these supernets] [the strategy] & regret@5 (points) & MACs (10\textsuperscript{6}) & Verdict \\
        \midrule
        \multicolumn{5}{@{}l}{\emph{strategies}} \\
        SPOS & 0.42 [0.35, 0.49] [0.29, 0.53] & 0.61 & 12.2 & --\textsuperscript{a} \\
        strict\_fairness & $-$0.05 [$-$0.10, 0.00] [--] & --\textsuperscript{b} & 12.0 & contradicted \\
        \midrule
        \multicolumn{5}{@{}l}{\emph{baselines}} \\
        depth, "layers" & 0.50 [--] [--] & --\textsuperscript{b} & -- & a|b \& c <d> \\
        \bottomrule
        \end{tabular}
        \par\smallskip\raggedright \textsuperscript{a}the reference. \textsuperscript{b}fewer than 20 nets. S = 4 supernets, n = 96 nets.
        \end{table}

        """#)
  }

  @Test func aCellThatBeginsWithABracketIsNoOptionOfTheLineBefore() throws {
    let table = try Table("t", title: "50 % ~ ^ \\ {x}", columns: [.text("a")], rows: [.init([.text("[b]")])])
    #expect(table.latex.contains("{}[b] \\\\\n"))
    #expect(table.latex.contains("\\caption{50 \\% \\textasciitilde{} \\textasciicircum{} \\textbackslash{} \\{x\\}}"))
  }

  @Test(arguments: [
    ("α and Ω, Σ, ς, λ", "$\\alpha$ and $\\Omega$, $\\Sigma$, $\\varsigma$, $\\lambda$"),
    ("Müller, Łukasz, café", "M\\\"{u}ller, \\L{}ukasz, caf\\'{e}"),
    ("cafe\u{301}", "caf\\'{e}"), ("W₀, 10⁻⁴, xᵏ", "W$_{0}$, 10\\textsuperscript{$-$}\\textsuperscript{4}, x\\textsuperscript{k}"),
    ("4\u{202F}096", "4\\,096"), ("Α", "A"), ("中", "\\texttt{U+4E2D}"), ("line\nline", "line\\textbackslash{}nline"),
  ]) func lettersAreKnownByTheirNames(text: String, latex: String) throws {
    let table = try Table("t", title: "t", columns: [.text("a")], rows: [.init([.text(text)])])
    #expect(table.latex.contains("\n\(latex) \\\\\n"), "\(table.latex)")
  }

  /// Every character that there is, half a plane of which nobody has named.
  @Test func whateverStandsInATableItsLaTeXIsASCII() throws {
    let all = (0x20...0x2FFFF).compactMap(Unicode.Scalar.init).map { Character($0) }
    for start in stride(from: 0, to: all.count, by: 4_096) {
      let text = String(all[start..<min(start + 4_096, all.count)])
      let table = try Table("t", title: text, columns: [.text(text)], rows: [.init([.text(text)], section: text)], notes: [text])
      if let other = table.latex.unicodeScalars.first(where: { !$0.isASCII }) {
        Issue.record("U+\(String(other.value, radix: 16)) is left")
      }
    }
  }
}
