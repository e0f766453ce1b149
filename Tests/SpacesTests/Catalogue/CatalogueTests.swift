import Spaces
import Testing

@Suite struct CatalogueTests {
  @Test func eachNameLeadsToItsSpaceAndNet() throws {
    for space in Catalogue.spaces { #expect(try Catalogue.space(named: space.name) == space) }
    for net in Catalogue.published { #expect(try Catalogue.published(named: net.name) == net) }
    #expect(Set(Catalogue.spaces.map(\.name)).count == Catalogue.spaces.count)
    #expect(Set(Catalogue.published.map(\.name)).count == Catalogue.published.count)
  }

  @Test func aWrongNameGetsTheNearest() {
    let space = #expect(throws: SpaceError.self) { try Catalogue.space(named: "nas-bench-marco") }
    #expect(space?.description.hasPrefix("there is no space 'nas-bench-marco'; did you mean 'nas-bench-macro'? (known: ") == true)
    let net = #expect(throws: SpaceError.self) { try Catalogue.published(named: "fairnas-b") }
    #expect(net?.description.contains("did you mean 'FairNAS-B'?") == true)
    let far = #expect(throws: SpaceError.self) { try Catalogue.space(named: "resnet") }
    #expect(far?.description.hasPrefix("there is no space 'resnet' (known: nas-bench-macro, ") == true)
  }
}
