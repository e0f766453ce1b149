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
        Strategy & tau-b [these supernets] [the strategy] & regret@5 (points) & MACs (10⁶) & Verdict \\
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
}
