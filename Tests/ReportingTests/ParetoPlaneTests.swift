import Reporting
import Testing

@Suite struct ParetoPlaneTests {
  private let cost = Axis("Multiply-adds", unit: "millions", scale: 1e-6), error = Axis("Test error", unit: "%")
  private func point(_ cost: Double, _ quality: Double) -> ParetoPlane.Point { .init(cost: cost, quality: quality) }
  private var nets: [ParetoPlane.Point] { [point(1e6, 30), point(2e6, 20), point(3e6, 25), point(4e6, 10)] }
  private func plane(_ change: (inout ParetoPlane) -> Void = { _ in }) throws -> Figure {
    var plane = ParetoPlane(nets: nets, front: [nets[0], nets[1], nets[3]], cost: cost, quality: error)
    change(&plane)
    return try plane.figure()
  }

  @Test func frontsAreStepsByRisingCostToTheEndOfTheAxisWhateverTheirOrder() throws {
    let own = try plane {
      $0.fronts = [.init("NSGA-II", points: [point(4e6, 10), point(1e6, 30)], series: 2)]
    }
    #expect(own.data.contains("# nets\n# cost\tquality\n1.0\t30.0\n2.0\t20.0\n3.0\t25.0\n4.0\t10.0\n"))
    #expect(own.data.contains("# exact front\n# cost\tquality\n1.0\t30.0\n2.0\t20.0\n4.0\t10.0\n4.09\t10.0\n"))
    #expect(own.data.contains("# NSGA-II\n# cost\tquality\n1.0\t30.0\n4.0\t10.0\n4.09\t10.0\n"))
    #expect(own.script.contains("with steps lw 1.1 lc rgb '#009E73'") && own.script.contains("with points lt 3"))
    #expect(own.caption.contains("Exact front: the 3 nets that no other beats in both. NSGA-II: front of 2 nets."))
  }

  @Test func dotsThatWouldCoverEachOtherAreDrawnOnce() throws {
    let own = try plane { $0.nets += [point(1e6, 30), point(2e6 + 1, 20)] }
    #expect(own.data.hasPrefix("# nets\n# cost\tquality\n1.0\t30.0\n2.0\t20.0\n3.0\t25.0\n4.0\t10.0\n\n\n"))
    #expect(own.caption.hasPrefix("Test error against multiply-adds of 6 nets; dots"))
  }

  @Test func netsBeyondWhatIsShownAreCountedAndNamedOnesStayInside() throws {
    let own = try plane { $0.shown = 5...22 }
    #expect(own.caption.contains("4 nets, of which 2 lie beyond the vertical axis") && !own.data.contains("# nets\n# cost\tquality\n1.0"))
    let named = try plane {
      $0.shown = 5...22
      $0.named = [.init("MB3_K3", point(3e6, 25))]
    }
    #expect(named.caption.contains("of which 1 lie beyond") && named.script.contains("'MB3\\_K3'"))
    #expect(named.caption.contains("Diamonds: MB3_K3.") && named.data.hasSuffix("3.0\t25.0\tMB3_K3\n"))
  }

  @Test func whatIsAbsentIsNotInTheLegend() throws {
    #expect(try !plane().script.contains("evaluated by") && !plane().caption.contains("Dark grey"))
    let own = try plane { ($0.evaluated, $0.evaluatedBy) = ([nets[0]], "NSGA-II") }
    #expect(own.script.contains("'evaluated by NSGA-II'") && own.caption.contains("Dark grey: 1 evaluated by NSGA-II."))
  }

  @Test func badNetsAreNamed() {
    let name = "pareto-plane"
    #expect(throws: ReportingError.empty(figure: name, what: "the list of nets")) { try plane { $0.nets = [] } }
    #expect(throws: ReportingError.empty(figure: name, what: "the exact front")) { try plane { $0.front = [] } }
    #expect(throws: ReportingError.empty(figure: name, what: "front 'A'")) { try plane { $0.fronts = [.init("A", points: [], series: 0)] } }
    #expect(throws: ReportingError.empty(figure: name, what: "the range of qualities that is shown")) { try plane { $0.shown = 90...95 } }
    #expect(throws: ReportingError.notFinite(figure: name, field: "nets", position: 3)) { try plane { $0.nets[1].quality = .nan } }
    #expect(throws: ReportingError.notFinite(figure: name, field: "named nets", position: 0)) {
      try plane { $0.named = [.init("A", point(.infinity, 1))] }
    }
  }

  @Test(.enabled(if: gnuplotIsHere, "gnuplot is not installed: figures cannot be drawn here"))
  func fourThousandNetsAreAnSVGOfLessThanFortyBytesADot() async throws {
    try await inFolder { folder in
      let drawn = try await Gnuplot().draw(Samples.plane.figure(), in: folder, formats: [.svg])
      // All nets and those that one search asked about; a mark of gnuplot's own takes 100 bytes.
      let dots = Samples.plane.nets.count + Samples.plane.evaluated.count
      #expect(try text(drawn[0]).utf8.count < 40 * dots)
    }
  }

  @Test(.enabled(if: gnuplotIsHere, "gnuplot is not installed: figures cannot be drawn here")) func oneNetIsDrawn() async throws {
    try await inFolder { folder in
      var logarithmic = cost
      logarithmic.scaling = .logarithmic
      let one = ParetoPlane(nets: [nets[0]], front: [nets[0]], named: [.init("a{b}", nets[0])], cost: logarithmic, quality: error)
      let drawn = try await Gnuplot().draw(one.figure(), in: folder, formats: [.svg])
      #expect(try text(drawn[0]).contains("a{b}"))
    }
  }
}
