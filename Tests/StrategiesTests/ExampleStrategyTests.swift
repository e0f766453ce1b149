import Fixtures
import FoundationEssentials
import Spaces
import Strategies
import Streams
import Testing

// The example in the documentation of `Strategy`, as it stands there.
struct MirroredSampling: Strategy, Hashable {
  func step(_ now: Moment, _ space: Space, _ state: inout Stateless, _ random: inout RandomStream) -> [Action] {
    let path = space.uniformPath(&random)
    let mirrored = zip(space.choices, path).map { $0.candidates.count - 1 - $1 }
    return [.pass(Pass(.path(path), .training())), .pass(Pass(.path(mirrored), .training())), .updateWeights]
  }
}

@Suite struct ExampleStrategyTests {
  @Test func theExampleOfTheDocumentationIsThisOne() throws {
    func text(_ path: String) throws -> String { try String(contentsOfFile: "\(Fixtures.root)/\(path)", encoding: .utf8) }
    let lines = try text("Sources/Strategies/Strategy.swift").split(separator: "\n").filter { $0.hasPrefix("///     ") }
    let example = lines.map { $0.dropFirst("///     ".count) }.joined(separator: "\n")
    let compiled = try text("Tests/StrategiesTests/ExampleStrategyTests.swift")
    #expect(lines.count == 7 && compiled.contains(example))
  }

  @Test func theExampleTrainsAPathAndItsMirrorImageOnOneBatch() throws {
    let space = Space.nasBenchMacro(), now = Moment(epoch: 0, progress: 0, learningRate: 0.1)
    var random = RandomStream(seed: 1, "strategy"), state = Stateless()
    let actions = MirroredSampling().step(now, space, &state, &random)
    guard actions.count == 3, case .pass(let first) = actions[0], case .pass(let second) = actions[1],
      case .path(let path) = first.route, case .path(let mirrored) = second.route
    else { Issue.record("\(actions)"); return }
    #expect(actions[2] == .updateWeights && first.batch == second.batch && !MirroredSampling.relaxes)
    #expect(zip(path, mirrored).allSatisfy { $0 + $1 == 2 } && path.count == 8)
  }
}
