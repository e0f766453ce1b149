import Spaces
import Testing

@Suite struct PublishedArchitectureTests {
  @Test func publishedFiguresAgreeWithCountedOnes() throws {
    for net in Catalogue.published {
      let space = try Catalogue.space(named: net.space), architecture = try space.architecture(net.text)
      let cost = CostTable(space).cost(of: architecture)
      #expect(space.canonical(architecture) == architecture && space.text(of: architecture) == net.text)
      // FairNAS prints 4.6 M for 4.651 M: parameters are cut there, not rounded.
      if let parameters = net.published.parameters { #expect(abs(Double(cost.parameters) / 1e6 - parameters) < 0.1, "\(net.name)") }
      if let macs = net.published.macs { #expect(abs(Double(cost.macs) / 1e6 - macs) < 0.5, "\(net.name)") }
    }
  }
}
