import Reporting
import Testing

@Suite struct AccuracyCostsTests {
  private func point(_ macs: Double, _ accuracy: Double) -> AccuracyCosts.Point { .init(macs: macs, accuracy: accuracy, error: 0.5) }

  @Test func frontRunsAsStepsToTheEndOfTheAxis() throws {
    let own = try AccuracyCosts(
      methods: [.init("DARTS", points: [point(1, 70), point(3, 80)])], random: [point(2, 60)], nets: 3,
      front: [point(1, 70), point(3, 80)],
      tau: Reading(0.5, low: 0.1, high: 0.8)
    ).figure()
    #expect(own.data.hasPrefix("# front\n# macs\taccuracy\n1.0\t70.0\n3.0\t80.0\n3.1\t80.0\n"))
    #expect(own.data.contains("# random genotypes\n# macs\taccuracy\terror\n2.0\t60.0\t0.5\n"))
    #expect(own.script.contains("with steps") && own.script.contains("n = 3 nets") && own.script.contains("0.50 [0.10, 0.80]"))
    #expect(own.size.width == 8.6 && own.script.contains("Multiply-adds (millions)"))
  }

  @Test func methodsWithoutNetsAreInNoLegend() throws {
    let own = try AccuracyCosts(methods: [.init("DARTS", points: []), .init("FairDARTS", points: [point(1, 70)])], nets: 1).figure()
    #expect(!own.script.contains("'DARTS'") && own.script.contains("'FairDARTS'") && own.script.contains("with points lt 2"))
    #expect(!own.caption.contains("tau-b") && !own.script.contains("no net is better"))
  }

  @Test func badNetsAreNamed() {
    #expect(throws: ReportingError.empty(figure: "accuracy-macs", what: "the list of nets")) {
      try AccuracyCosts(methods: [], nets: 0).figure()
    }
    #expect(throws: ReportingError.notFinite(figure: "accuracy-macs", field: "nets of 'A'", position: 1)) {
      try AccuracyCosts(methods: [.init("A", points: [point(1, .nan)])], nets: 1).figure()
    }
  }
}
