import FoundationEssentials
import Spaces
import Testing

@Suite struct SharedWeightsTests {
  private func space(_ candidates: [Operation]) -> Space {
    var space = Space.fairNAS()
    for index in space.choices.indices { space.choices[index].candidates = candidates }
    return space
  }

  private let block = Operation.invertedResidual("MB3_K3", expansion: 3, kernel: 3, activation: .hSwish)
  private let gated = Operation.invertedResidual("MB3_K3_SE", expansion: 3, kernel: 3, activation: .hSwish, squeezeExcite: SqueezeExcite())
  private let wider = Operation.invertedResidual("MB6_K3_SE", expansion: 6, kernel: 3, activation: .hSwish, squeezeExcite: SqueezeExcite())

  @Test func onlyTwinsShareAndTheirTextReadsBack() throws {
    let shared = space([block, gated, wider]).sharingTwins()
    try shared.validate()
    #expect(shared.choices[3].candidates.map(\.weightsOf) == [nil, "MB3_K3", nil])
    #expect(try Space(json: JSONEncoder().encode(shared)) == shared)
    #expect(CostTable(shared) == CostTable(space([block, gated, wider])))
  }

  @Test func aTwinAloneHasItsOwnWeights() throws {
    let shared = space([block, gated]).sharingTwins(), alone = shared.restricted(to: Architecture(path: shared.choices.map { _ in 1 }))
    try alone.validate()
    #expect(alone.choices.allSatisfy { $0.candidates[0].weightsOf == nil })
  }

  @Test func weightsOfOtherLayersOrOfNobodyAreRefused() throws {
    func refuses(_ candidates: [Operation], _ part: String) {
      let error = #expect(throws: SpaceError.self) { try space(candidates).validate() }
      #expect("\(error.map { "\($0)" } ?? "")".contains(part))
    }
    var own = gated, chained = gated, other = wider
    own.weightsOf = "MB9"
    refuses([block, own], "no earlier candidate")
    other.weightsOf = "MB3_K3"
    refuses([block, other], "differ in more than squeeze-excite")
    own.weightsOf = "MB3_K3"
    (chained.name, chained.weightsOf) = ("again", "MB3_K3_SE")
    refuses([block, own, chained], "name that one")
  }
}
