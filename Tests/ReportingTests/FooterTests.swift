import Digests
import Reporting
import Testing

@Suite struct FooterTests {
  @Test func countsAndDigestsStandInOneLine() {
    let digest = Digest(of: [1])
    #expect(
      Footer(nets: 96, supernets: 1, seeds: 2...2, digests: [digest]).text(width: 17)
        == "n = 96 nets, S = 1 supernet, R = 2 seeds · \(digest.short)")
    #expect(Footer(seeds: 1...2).text(width: 17) == "R = 1–2 seeds" && Footer().text(width: 17) == "")
  }

  @Test func digestsThatDoNotFitAreCounted() {
    let text = Footer(nets: 96, digests: (0..<20).map { Digest(of: [$0]) }, remark: "smoke").text(width: 8.3)
    #expect(text.hasPrefix("n = 96 nets · smoke · ") && text.hasSuffix("more") && FigureStyle.width(text, 5) <= 8.3)
  }
}
