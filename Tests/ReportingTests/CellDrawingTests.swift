import Reporting
import Spaces
import Testing

@Suite struct CellDrawingTests {
  private func genotype(_ name: String) throws -> Genotype {
    try #require(Catalogue.genotypes.first { $0.name == name }).genotype()
  }

  @Test func eachOperationIsAnArcOfItsColour() throws {
    let genotype = try genotype("PDARTS"), figure = try CellDrawing(model: "PDARTS", genotype: genotype).figure()
    #expect(figure.data.contains("# normal: skip_connect, 0 to 2\n# x\ty\n0.0\t0.0\n"))
    let arcs = figure.script.split(separator: "\n").filter { $0.contains("with lines lw 1.4 dt 1") }
    #expect(arcs.count == 16)
    #expect(arcs.count { $0.contains(Primitive.skip.colour) } == 2)
  }

  @Test func whatIsIgnoredIsDashed() throws {
    let figure = try CellDrawing(model: "FairDARTS_c", genotype: genotype("FairDARTS_c")).figure()
    #expect(figure.script.split(separator: "\n").count { $0.contains("with lines lw 1.4 dt 2") } == 1)
    #expect(figure.caption.contains("normal cell: 5 operations, 0 of them skips; without sum 3; 1 ignored, dashed"))
    #expect(figure.caption.contains("reduction cell: 8 operations, 1 of them skips;") || figure.caption.contains("1 of them skips."))
  }

  @Test func operationsOfOneEdgeStandAboveEachOther() throws {
    let twice = try Genotype(
      normal: [.init(.skip, to: 2, from: 0), .init(.separable3, to: 2, from: 0)], reduce: [.init(.skip, to: 2, from: 1)], style: .triples)
    let script = try CellDrawing(model: "two", genotype: twice).figure().script
    let places = script.split(separator: "\n").filter { $0.hasPrefix("set object rectangle center first 1.0,") }
    #expect(places.count == 2 && Set(places.map { $0.prefix(48) }).count == 2)
  }

  @Test func coloursTellOperationsApart() {
    let drawn = Primitive.withoutNone
    #expect(Set(drawn.map(\.colour)).count == drawn.count && Set(drawn.map(\.short)).count == drawn.count)
  }

  @Test(.enabled(if: gnuplotIsHere, "gnuplot is not installed: figures cannot be drawn here"))
  func cellsAreDrawn() async throws {
    try await inFolder { folder in
      for name in ["DARTS_V2", "FairDARTS_a"] {
        try await Gnuplot().draw(CellDrawing(name, model: name, genotype: genotype(name)).figure(), in: folder, formats: [.svg])
      }
    }
  }
}
