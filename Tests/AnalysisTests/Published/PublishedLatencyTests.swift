import Spaces
import Statistics
import Testing

@Suite struct PublishedLatencyTests {
  typealias Column = KeyPath<PublishedLatency, Double>

  /// Check value 17 of the remaining systems, with the further pairs of its section A2.2; scipy's tau-b.
  @Test func macsRankTheProcessorsLatencyAndNotTheGPUs() throws {
    let known: [(x: Column, y: Column, tau: Double)] = [
      (\.macs, \.cpu, 0.8571), (\.macs, \.snpe, -0.1818), (\.macs, \.mace, 0.1429), (\.snpe, \.mace, 0.6910), (\.snpe, \.cpu, -0.0364),
      (\.mace, \.cpu, 0.2857), (\.parameters, \.snpe, 0.2963), (\.snpe, \.top1, 0.6667), (\.mace, \.top1, 0.7638),
    ]
    let rows = PublishedLatency.moga
    for (x, y, value) in known {
      let tau = try KendallTau(rows.map { $0[keyPath: x] }, rows.map { $0[keyPath: y] }).tauB
      #expect(abs(tau - value) < 1e-4, "\(x), \(y): \(tau)")
    }
  }

  /// Both tables print FairNAS-A.
  @Test func fairNASAHasTheCostsOfItsOwnPaper() throws {
    let here = try #require(PublishedLatency.moga.first { $0.name == "FairNAS-A" })
    let there = try #require(PublishedArchitecture.fairNAS.first { $0.name == "FairNAS-A" })
    #expect(here.macs == there.published.macs?.millions && here.parameters == there.published.parameters?.millions)
    #expect(here.top1 == there.published.top1)
    #expect(Set(PublishedLatency.moga.map(\.name)).count == 8)
  }
}
