import Analysis
import SimulatedStudies
import Statistics
import Testing

@Suite struct SearchedNetsTests {
  /// differentiable-and-super-resolution.md, section 3.5.
  @Test func publishedNetsHaveTheirPublishedCorrelations() throws {
    let rows = try TablesStudy(SimulatedTables.files(), draws: 100).searched, fair = rows[0], noisy = rows[1]
    #expect(fair.nets.nets.map(\.name) == "abcdefg".map { "FairDARTS_\($0)" } && noisy.nets.nets.count == 10)
    #expect(abs(fair.mean - 97.4629) < 1e-4 && abs(fair.populationDeviation - 0.0495) < 1e-4 && abs(fair.deviation - 0.0535) < 1e-4)
    #expect(try abs(#require(fair.macs.value).value - 0.0976) < 1e-4 && abs(#require(fair.parameters.value).value) < 1e-12)
    #expect(try abs(#require(fair.spearmanMACs.value) - 0.2342) < 1e-4 && abs(#require(fair.spearmanParameters.value) - 0.2342) < 1e-4)
    #expect(try abs(#require(fair.counted.value).value - 0.0976) < 1e-4)
    #expect(abs(noisy.mean - 97.402) < 1e-3 && abs(noisy.deviation - 0.147) < 1e-3)
    #expect(try abs(#require(noisy.macs.value).value - 0.6138) < 1e-4 && abs(#require(noisy.counted.value).value - 0.5111) < 1e-4)
    #expect(try abs(#require(noisy.spearmanMACs.value) - 0.7378) < 1e-4 && abs(#require(noisy.spearmanParameters.value) - 0.6364) < 1e-4)
  }

  @Test func sevenNetsCloserThanNoiseCannotBeRanked() throws {
    let rows = try TablesStudy(SimulatedTables.files(), draws: 100).searched
    #expect(abs(SearchedNets.noise - 0.0853) < 1e-4)
    #expect(rows[0].oracle.reason?.contains("beyond the noise") == true && rows[0].resolvableShare == 0)
    #expect(rows[0].macs.value?.absence == .fewNets)
    // Pairs of the ten further apart than 2 √2 · .0853 = .241: counted by hand, 12 of 45.
    #expect(rows[1].resolvableShare == 12.0 / 45)
    #expect(try #require(rows[1].oracle.value).value > 0.5)
  }
}
