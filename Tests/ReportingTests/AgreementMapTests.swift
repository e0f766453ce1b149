import Reporting
import Testing

@Suite struct AgreementMapTests {
  private func figure(_ values: [[Double?]], hasReliability: Bool = false) throws -> Figure {
    try AgreementMap(groups: [.init("S", rows: ["1", "2"])], values: values, hasReliability: hasReliability).figure()
  }

  @Test func theDiagonalIsDrawnOnlyWhereItIsAReliability() throws {
    #expect(try figure([[1, 0.5], [0.5, 1]]).data == "# tau\n# column\trow\ttau\n1.0\t0.0\t0.5\n0.0\t1.0\t0.5\n")
    #expect(try figure([[0.9, 0.5], [0.5, 0.8]], hasReliability: true).data.contains("0.0\t0.0\t0.9"))
  }

  @Test func aNameThatIsLongerThanItsRowsStandsInEachOfThem() throws {
    func script(_ name: String) throws -> String {
      try AgreementMap(groups: [.init(name, rows: ["seed 1", "seed 2"])], values: [[nil, 0.5], [0.5, nil]]).figure().script
    }
    #expect(try script("DARTS").contains("'seed 1'") && !script("DARTS").contains("DARTS, seed 1"))
    let long = try script("DARTS of second order")
    #expect(long.contains("DARTS of second order, seed 1") && long.contains("DARTS of second order, seed 2") && !long.contains("'seed 1'"))
  }

  @Test func badMatricesAreNamed() {
    #expect(throws: ReportingError.lengths(figure: "agreement", what: "the matrix", expected: 2, found: 1)) { try figure([[1, 1]]) }
    #expect(throws: ReportingError.lengths(figure: "agreement", what: "row '2'", expected: 2, found: 1)) { try figure([[1, 1], [1]]) }
    #expect(throws: ReportingError.notFinite(figure: "agreement", field: "row '1'", position: 1)) { try figure([[1, .nan], [1, 1]]) }
    #expect(throws: ReportingError.empty(figure: "agreement", what: "the matrix")) { try figure([[1, nil], [nil, 1]]) }
  }
}
