import Reporting
import Testing

@Suite struct MarkdownTests {
  @Test func theTableIsGitHubsWithEscapedText() throws {
    let table = try Samples.strategies()
    #expect(
      table.markdown == #"""
        **How truly supernets rank 96 nets**

        | Strategy | tau-b \[these supernets\] \[the strategy\] | regret@5 (points) | MACs (10⁶) | Verdict |
        | --- | ---: | ---: | ---: | --- |
        | *strategies* |  |  |  |  |
        | SPOS | 0.42 \[0.35, 0.49\] \[0.29, 0.53\] | 0.61 | 12.2 | –<sup>a</sup> |
        | strict\_fairness | −0.05 \[−0.10, 0.00\] \[–\] | –<sup>b</sup> | 12.0 | contradicted |
        | *baselines* |  |  |  |  |
        | depth, "layers" | 0.50 \[–\] \[–\] | –<sup>b</sup> | – | a\|b &amp; c &lt;d> |

        <sup>a</sup> the reference. <sup>b</sup> fewer than 20 nets. S = 4 supernets, n = 96 nets.

        """#)
  }
}
