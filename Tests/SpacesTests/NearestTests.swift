import Spaces
import Testing

@Suite struct NearestTests {
  @Test func theFewestEditsWinAndFarWordsDoNot() {
    #expect(nearest(to: "MB3_K4", among: ["identity", "MB6_K5", "MB3_K3"]) == "MB3_K3")
    #expect(nearest(to: "kernal", among: ["stride", "kernel"]) == "kernel")
    #expect(nearest(to: "ratoi", among: ["seed", "ratio"]) == "ratio", "two letters exchanged are one slip")
    #expect(nearest(to: "convolution", among: ["pool", "linear"]) == nil)
    #expect(nearest(to: "x", among: []) == nil)
  }
}
