import Digests
import Reporting
import Testing

@Suite struct FooterTests {
  @Test func countsStandInOneLineAndDigestsInTheData() {
    let digest = Digest(of: [1])
    let footer = Footer(nets: 96, supernets: 1, seeds: 2...2, digests: [digest], remark: "smoke")
    #expect(footer.text == "n = 96 nets, S = 1 supernet, R = 2 seeds · smoke")
    #expect(footer.metadata.split(separator: "\n").map(String.init) == ["# Made from the files with these digests:", "# \(digest.hex)"])
    #expect(Footer(seeds: 1...2).text == "R = 1–2 seeds" && Footer().text == "" && Footer().metadata == "")
  }
}
