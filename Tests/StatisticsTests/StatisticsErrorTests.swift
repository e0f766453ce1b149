import Testing

import Statistics

@Suite struct StatisticsErrorTests {
  @Test func badColumnsAreNamed() {
    #expect(throws: StatisticsError.lengths(2, 3)) { try KendallTau([1, 2], [1, 2, 3]) }
    #expect(throws: StatisticsError.tooFew("nets", count: 1, least: 2)) { try KendallTau([1], [1]) }
    #expect(throws: StatisticsError.notFinite(column: "y", index: 1)) { try KendallTau([1, 2], [1, .nan]) }
    #expect(throws: StatisticsError.notFinite(column: "macs", index: 0)) { try KendallTau([.infinity, 2], [1, 2], names: ("macs", "y")) }
    #expect(throws: StatisticsError.constant(column: "x")) { try KendallTau([2, 2], [1, 3]) }
    #expect(throws: StatisticsError.constant(column: "y")) { try KendallTau([2, 3], [1, 1]) }
  }

  @Test func eachSentenceNamesTheFieldAndTheRemedy() {
    let errors: [StatisticsError] = [
      .lengths(2, 3), .notFinite(column: "acc", index: 4), .constant(column: "acc"), .tooFew("nets", count: 1, least: 2), .cut(k: 3, n: 9),
      .noPairs("by this tau"), .range("step", value: 0, expected: "a number above 0"), .singular(code: 2),
    ]
    #expect(Set(errors.map(\.description)).count == errors.count)
    #expect(errors[1].description.contains("value 4 of acc") && errors[3].description.contains("1 nets are too few"))
  }
}
