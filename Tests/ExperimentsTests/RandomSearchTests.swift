import Experiments
import Spaces
import Testing

@Suite struct RandomSearchTests {
  private let space = Space.darts(
    operations: Primitive.withoutNone, channels: 2, cells: 3, input: ImageShape(height: 8, width: 8, channels: 1), classes: 4)

  private func search(skips: Int? = nil, floor: Double? = nil, count: Int, seed: Int = 1) -> RelaxationExperiment.RandomSearch {
    RelaxationExperiment.RandomSearch(label: "random", skips: skips, floor: floor, count: count, seed: seed)
  }

  private func skips(_ genotype: Genotype) -> Int { genotype.normal.count { $0.operation == .skip } }

  /// Each of eight kept operations is a skip in one case of seven: P(2) = C(8,2)(1/7)²(6/7)⁶. 4,000 draws have a standard error of .0066.
  @Test func chanceKeepsTwoSkipsAsOftenAsItShould() throws {
    let drawn = try search(count: 4_000).genotypes(of: space) { _ in 0 }, share = Double(drawn.count { skips($0) == 2 }) / 4_000
    #expect(abs(share - 0.22661) < 3.5 * 0.0066, "\(share)")
    #expect(drawn.allSatisfy { $0.normal.count == 8 && $0.reduce.count == 8 && $0.style == .pairs })
  }

  @Test func whatIsAcceptedHasTheSkipsAndTheMultiplyAdds() throws {
    // As many as operations: half of the draws have too few.
    func macs(_ genotype: Genotype) -> Int { 1_000_000 * (genotype.normal + genotype.reduce).count { $0.operation == .separable3 } }
    let search = search(skips: 2, floor: 3, count: 6), found = try search.genotypes(of: space, macs: macs)
    #expect(found.count == 6 && found.allSatisfy { skips($0) == 2 && macs($0) >= 3_000_000 })
    #expect(try search.genotypes(of: space, macs: macs) == found)
    #expect(try self.search(skips: 2, floor: 3, count: 6, seed: 2).genotypes(of: space, macs: macs) != found)
    // More of the same are the same and more.
    #expect(try self.search(skips: 2, floor: 3, count: 3).genotypes(of: space, macs: macs) == Array(found.prefix(3)))
  }

  @Test func whatIsNeverFoundIsRefused() throws {
    let small = Space.darts(name: "one operation", channels: 2, cells: 3, classes: 4) { _ in [.separable3] }
    #expect(throws: ExperimentError.self) { try search(skips: 1, count: 1).genotypes(of: small) { _ in 0 } }
    let error = #expect(throws: ExperimentError.self) { try search(skips: 0, floor: 9, count: 1).genotypes(of: small) { _ in 2_000_000 } }
    let words = "\(try #require(error))"
    #expect(words.contains("'random' finds no genotype with 0 skips in the normal cell and 9.0 million multiply-adds"), "\(words)")
    #expect(words.contains("the largest has 2 million"), "\(words)")
  }
}
