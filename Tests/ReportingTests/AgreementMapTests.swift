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

  @Test func badMatricesAreNamed() {
    #expect(throws: ReportingError.lengths(figure: "agreement", what: "the matrix", expected: 2, found: 1)) { try figure([[1, 1]]) }
    #expect(throws: ReportingError.lengths(figure: "agreement", what: "row '2'", expected: 2, found: 1)) { try figure([[1, 1], [1]]) }
    #expect(throws: ReportingError.notFinite(figure: "agreement", field: "row '1'", position: 1)) { try figure([[1, .nan], [1, 1]]) }
    #expect(throws: ReportingError.empty(figure: "agreement", what: "the matrix")) { try figure([[1, nil], [nil, 1]]) }
  }
}
