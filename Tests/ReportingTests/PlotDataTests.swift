import Reporting
import Testing

@Suite struct PlotDataTests {
  @Test func blocksAreNumberedAndApart() {
    var data = PlotData()
    #expect(data.add("a", columns: ["x", "y"], rows: [[1, nil], [.nan, .infinity]]) == "data index 0")
    #expect(data.add("b", columns: ["x"], rows: [[0.1]], names: ["n\"e#t\t"]) == "data index 1")
    #expect(data.text == "# a\n# x\ty\n1.0\tNaN\nNaN\tNaN\n\n\n# b\n# x\tname\n0.1\tn e t \n")
  }
}
