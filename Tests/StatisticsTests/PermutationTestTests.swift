import Statistics
import Streams
import Testing

@Suite struct PermutationTestTests {
  /// protocol, section 9: 3 against 3 cannot go below .1, 5 against 5 reaches .008.
  @Test func groupsThatDoNotOverlapHaveTheLeastP() throws {
    let three = try PermutationTest([7, 7, 8], [2, 2, 1]), five = try PermutationTest([7, 7, 8, 8, 7], [1, 0, 2, 1, 1])
    #expect(three.divisions == 20 && three.twoSided == 0.1 && three.leastP == 0.1 && three.oneSided == 0.05)
    #expect(five.divisions == 252 && five.twoSided == 2.0 / 252 && five.leastP == 2.0 / 252 && abs(five.difference - 6.4) < 1e-12)
    let uneven = try PermutationTest([9, 9], [1, 2, 3])
    #expect(uneven.divisions == 10 && uneven.leastP == 0.1 && uneven.twoSided == 0.1 && uneven.oneSided == 0.1)
  }

  /// Against every subset of positions by its bits.
  @Test func sharesAreThoseOfAllSubsets() throws {
    var random = RandomStream(seed: 3, "groups")
    for (m, n) in [(1, 4), (2, 2), (3, 5), (5, 4), (4, 6)] {
      let first = (0..<m).map { _ in Double(random.below(5)) + 0.1 }, second = (0..<n).map { _ in Double(random.below(4)) + 0.3 }
      let values = first + second, test = try PermutationTest(first, second)
      let subsets = (0..<1 << (m + n)).filter { $0.nonzeroBitCount == m }
      let differences = subsets.map { subset in
        let inside = values.indices.filter { subset >> $0 & 1 == 1 }.reduce(0.0) { $0 + values[$1] }
        return inside / Double(m) - (values.reduce(0, +) - inside) / Double(n)
      }
      #expect(test.divisions == subsets.count)
      #expect(test.twoSided == Double(differences.count { abs($0) >= abs(test.difference) - 1e-9 }) / Double(subsets.count), "\(m), \(n)")
      #expect(test.oneSided == Double(differences.count { $0 >= test.difference - 1e-9 }) / Double(subsets.count), "\(m), \(n)")
    }
  }

  @Test func equalGroupsAreNoEvidence() throws {
    let test = try PermutationTest([3, 3, 3], [3, 3, 3])
    #expect(test.twoSided == 1 && test.oneSided == 1 && test.difference == 0)
  }

  @Test func whatCannotBeTestedIsNamed() {
    #expect(throws: StatisticsError.tooFew("values of the second group", count: 0, least: 1)) { try PermutationTest([1], []) }
    #expect(throws: StatisticsError.notFinite(column: "the first group", index: 1)) { try PermutationTest([1, .nan], [2]) }
    let many = [Double](repeating: 0, count: 12)
    let error = #expect(throws: StatisticsError.self) { try PermutationTest(many, many) }
    #expect(error.map { "\($0)".contains("the number of divisions is 2704156") } == true, "\(String(describing: error))")
  }
}
