import Reporting
import Testing

@Suite struct TerminalTests {
  @Test func columnsAreAlignedAndReasonsStandBelow() throws {
    let text = try Samples.strategies().terminal(hasColour: false)
    print(text); print(try Samples.strategies().terminal(width: 60, hasColour: false))
    let heading = "Strategy         tau-b [these supernets] [the strategy]  regret@5 (points)  MACs (10⁶)  Verdict"
    #expect(text.split(separator: "\n").prefix(2).map(String.init) == ["How truly supernets rank 96 nets", heading])
    #expect(text.contains("strict_fairness                 −0.05 [−0.10, 0.00] [–]                 –ᵇ        12.0  contradicted\n"))
    #expect(text.hasSuffix("ᵃ the reference\nᵇ fewer than 20 nets\nS = 4 supernets, n = 96 nets.\n") && !text.contains("\u{1B}"))
  }

  @Test func colourIsThereOnlyWhereAskedFor() throws {
    let table = try Samples.strategies(), coloured = table.terminal(hasColour: true)
    #expect(coloured.contains("\u{1B}[31mcontradicted\u{1B}[0m"))
    let plain = coloured.replacing(/\u{1B}\[[0-9]+m/, with: "")
    #expect(plain == table.terminal(hasColour: false))
  }

  @Test(arguments: [40, 60, 80]) func aWideTableIsFoldedWithItsFirstColumn(_ width: Int) throws {
    let text = try Samples.strategies().terminal(width: width, hasColour: false), lines = text.split(separator: "\n")
    // The first column and the widest other one must stand side by side.
    #expect(lines.allSatisfy { $0.count <= max(width, 60) })
    #expect(lines.count { $0.hasPrefix("SPOS") } == (width == 40 ? 4 : 2))
    #expect(text.contains("contradicted") && text.contains("regret@5"))
  }
}
