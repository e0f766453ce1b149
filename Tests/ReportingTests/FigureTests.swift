import Reporting
import Testing

@Suite struct FigureTests {
  @Test(arguments: Samples.all.indices) func scriptAndDataAreTheSameEachTimeAndNameNoFolder(_ place: Int) throws {
    let one = try Samples.all[place].figure(), other = try Samples.all[place].figure()
    #expect(one == other)
    #expect(!one.script.contains("/home") && !one.script.contains("/root") && !one.script.contains("nan") && !one.script.contains("inf"))
    #expect(one.script.hasPrefix("# Draws \(one.name).svg from \(one.name).dat"))
    #expect(one.caption.hasSuffix(".") && one.caption.count > 40)
    #expect(one.size.width == 8.6 || one.size.width == 17.8)
  }

  @Test func eachFigureHasANameOfItsOwn() throws {
    let names = try Samples.all.map { try $0.figure().name }
    #expect(Set(names).count == names.count)
  }

  @Test(arguments: ["", "a b", "../x", "τ", "a'b"]) func aNameThatIsNoFileIsRefused(_ name: String) {
    var scatter = Samples.scatter
    scatter.name = name
    #expect(throws: ReportingError.name(name)) { try scatter.figure() }
  }
}
