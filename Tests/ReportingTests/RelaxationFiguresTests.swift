import Reporting
import Spaces
import Testing

@Suite struct DominantOperationsTests {
  private func panel(_ skip: [Double], _ convolution: [Double]) -> DominantOperations.Panel {
    .init("DARTS, normal cell", layers: [.init(.skip, edges: skip), .init(.separable3, edges: convolution)])
  }

  @Test func layersStandOnOneAnother() throws {
    let figure = try DominantOperations(panels: [panel([1, 3], [13, 11])], seeds: 5).figure()
    #expect(figure.data.contains("# DARTS, normal cell, skip_connect\n# epoch\tfrom\tto\n0.0\t0.0\t1.0\n1.0\t0.0\t3.0\n"))
    #expect(figure.data.contains("# DARTS, normal cell, sep_conv_3x3\n# epoch\tfrom\tto\n0.0\t1.0\t14.0\n1.0\t3.0\t14.0\n"))
    #expect(figure.caption.contains("mean over 5 seeds") && figure.script.contains("filledcurves"))
  }

  @Test func badPanelsAreNamed() {
    let name = "dominant-operations"
    #expect(throws: ReportingError.empty(figure: name, what: "the list of panels")) {
      try DominantOperations(panels: [], seeds: 1).figure()
    }
    #expect(throws: ReportingError.lengths(figure: name, what: "layer 'sep_conv_3x3'", expected: 2, found: 1)) {
      try DominantOperations(panels: [panel([1, 2], [3])], seeds: 1).figure()
    }
    #expect(throws: ReportingError.notFinite(figure: name, field: "layer 'skip_connect'", position: 1)) {
      try DominantOperations(panels: [panel([1, .nan], [3, 3])], seeds: 1).figure()
    }
  }
}

@Suite struct GapSlopesTests {
  private func figure(_ panels: [GapSlopes.Panel]) throws -> Figure {
    try GapSlopes(steps: ["mix", "one", "alone"], panels: panels, chance: 10).figure()
  }

  @Test func stepsThatWereNotTakenAreLeftOut() throws {
    let own = try figure([.init("FairDARTS", seeds: [[80, 20, nil]], random: [[80, 30, 70]])])
    #expect(own.data.contains("# FairDARTS, seed 1\n# step\taccuracy\n0.0\t80.0\n1.0\t20.0\n"))
    #expect(own.data.contains("# FairDARTS, random 1\n# step\taccuracy\n0.0\t80.0\n1.0\t30.0\n2.0\t70.0\n"))
    #expect(own.script.contains("graph 0,first 10.0 to graph 1,first 10.0"))
  }

  @Test func badPanelsAreNamed() {
    #expect(throws: ReportingError.empty(figure: "discretisation-gap", what: "a panel")) { try figure([]) }
    #expect(throws: ReportingError.lengths(figure: "discretisation-gap", what: "a line", expected: 3, found: 1)) {
      try figure([.init("A", seeds: [[80]], random: [])])
    }
  }
}

@Suite struct WeightMapsTests {
  private func figure(_ weights: [[Double?]]) throws -> Figure {
    try WeightMaps(
      "weights-darts", operations: [.skip, .separable3], edges: ["2<-0", "2<-1"], panels: [.init("epoch 0", weights: weights)],
      what: "DARTS, seed 1, normal cell"
    ).figure()
  }

  @Test func operationsThatAreNoCandidatesStayEmpty() throws {
    let own = try figure([[0.25, 0.75], [1, nil]])
    #expect(
      own.data
        == "# epoch 0\n# operation\tedge\tweight\n0.0\t0.0\t0.25\n1.0\t0.0\t0.75\n0.0\t1.0\t1.0\n")
    #expect(own.script.contains("set cbrange [0.25:1.0]") && own.caption.contains("DARTS, seed 1"))
  }

  @Test func badPanelsAreNamed() {
    #expect(throws: ReportingError.lengths(figure: "weights-darts", what: "edges of 'epoch 0'", expected: 2, found: 1)) {
      try figure([[0.5, 0.5]])
    }
  }
}
