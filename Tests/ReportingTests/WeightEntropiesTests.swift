import Reporting
import Testing

@Suite struct WeightEntropiesTests {
  private func method(_ label: String) -> WeightEntropies.Method {
    .init(label, entropy: [[1, 0.5], [1, 0.75]], zeroOne: [[0, -0.125], [0, -0.25]])
  }

  @Test func bothNumbersHaveAPanel() throws {
    let own = try WeightEntropies(methods: [method("DARTS"), method("FairDARTS")]).figure()
    #expect(own.data.contains("# DARTS, entropy\n# epoch\tmean\tseed 1\tseed 2\n0.0\t1.0\t1.0\t1.0\n1.0\t0.625\t0.5\t0.75\n"))
    #expect(own.data.contains("# FairDARTS, L01\n# epoch\tmean\tseed 1\tseed 2\n0.0\t0.0\t0.0\t0.0\n1.0\t-0.1875\t-0.125\t-0.25\n"))
  }

  @Test func manyMethodsGetRoomForTheirLegend() throws {
    let few = try WeightEntropies(methods: [method("DARTS")]).figure()
    let many = try WeightEntropies(methods: (1...7).map { method("DARTS with second order and noise \($0)") }).figure()
    #expect(many.size.height > few.size.height && many.size.width == few.size.width)
    // Seven methods have seven colours, none of them the yellow that paper swallows.
    #expect(Set(many.script.matches(of: #/lw 2 lc rgb '(#[0-9A-F]{6})'/#).map(\.output.1)).count == 7)
    #expect(!many.script.contains("lw 2 lc rgb '#F0E442'"))
  }

  @Test func badMethodsAreNamed() {
    let name = "weight-entropies"
    #expect(throws: ReportingError.empty(figure: name, what: "the list of methods")) { try WeightEntropies(methods: []).figure() }
    #expect(throws: ReportingError.empty(figure: name, what: "entropy of 'A'")) {
      try WeightEntropies(methods: [.init("A", entropy: [], zeroOne: [[0, 0]])]).figure()
    }
    #expect(throws: ReportingError.lengths(figure: name, what: "L01 of a seed of 'A'", expected: 2, found: 1)) {
      try WeightEntropies(methods: [.init("A", entropy: [[1, 1]], zeroOne: [[0, 0], [0]])]).figure()
    }
    #expect(throws: ReportingError.notFinite(figure: name, field: "entropy of 'A'", position: 0)) {
      try WeightEntropies(methods: [.init("A", entropy: [[.nan, 1]], zeroOne: [[0, 0]])]).figure()
    }
  }
}
