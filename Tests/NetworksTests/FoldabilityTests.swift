import Networks
import Spaces
import Streams
import Testing

/// Two statements of where linear skips fold: `Space.unfoldableSkips`, from layers, and `Network.folding`, from tables that are trained.
@Suite struct FoldabilityTests {
  /// Of the skips of a path: runs of neighbours, as names of choices.
  private func runs(_ nodes: [Int], in space: Space) -> [[String]] {
    nodes.reduce(into: [[Int]]()) { runs, node in
      if let last = runs.last?.last, last == node - 1 { runs[runs.count - 1].append(node) } else { runs.append([node]) }
    }.map { $0.map { space.choices[$0].name } }
  }

  /// Whether both say the same of a path: the runs that are taken in, or the first that cannot be.
  private func compare(_ path: [Int], _ network: Network, of space: Space) throws -> Bool {
    let architecture = Architecture(path: path), all = runs(space.skips(of: architecture), in: space)
    let unfoldable = runs(space.unfoldableSkips(of: architecture), in: space)
    #expect(unfoldable.allSatisfy(all.contains), "a run folds as a whole: \(path)")
    do throws(NetworkError) {
      let folding = try network.folding(path)
      #expect(unfoldable.isEmpty && folding.steps.map(\.choices) == all, "\(path)")
      return true
    } catch {
      guard case .unfoldable(let skips, _, _) = error else { throw error }
      #expect(skips == unfoldable.first, "\(path)")
      return false
    }
  }

  private func network(_ space: Space) throws -> Network {
    try Network(space.stabilised(), Classification(), batch: 1, .scoring(several: false))
  }

  /// Every place of a small chain with a skip and with two blocks: 3⁷ paths. In a stage of four the third skip may stand between residuals.
  @Test func theyAgreeOnEveryPathOfASmallSpace() throws {
    let space = Space.nasBenchMacro(
      input: ImageShape(height: 8, width: 8, channels: 1), classes: 3, stem: 4, widths: [4, 6], depths: [4, 3], head: 8)
    let network = try network(space)
    var folded = 0, refused = 0
    for path in try PathIndex(space, distinct: false).paths {
      if try compare(path, network, of: space) { folded += 1 } else { refused += 1 }
    }
    #expect(folded + refused == 2187 && folded > 300 && refused > 50, "\(folded) fold, \(refused) do not")
  }

  /// Of the catalogue's tiny forms with stages of four.
  private static let chains: [Space] = {
    let tiny = ImageShape(height: 14, width: 14, channels: 1), widths = [8, 12, 24, 48], depths = [4, 4, 4, 1], strides = [1, 2, 2, 1]
    return [
      .scarlet(input: tiny, classes: 10, stem: (8, 1, 4), widths: widths, depths: depths, strides: strides, head: 128),
      .proxylessGPU(input: tiny, classes: 10, stem: (8, 1, 4), widths: widths, depths: depths, strides: strides, head: 128),
    ]
  }()

  @Test(arguments: chains) func theyAgreeOnRandomPathsOfPublishedChains(space: Space) throws {
    let network = try network(space)
    // Skips are rare among thirteen candidates: each place that may has one as often as not.
    let skips = space.choices.map { choice in choice.candidates.firstIndex { $0.isSkip && !$0.residual } }
    var random = RandomStream(seed: 8, space.name), folded = 0, refused = 0
    for _ in 0..<400 {
      let blocks = space.uniformPath(&random), path = zip(blocks, skips).map { block, skip in random.below(2) == 0 ? block : skip ?? block }
      if try compare(path, network, of: space) { folded += 1 } else { refused += 1 }
    }
    #expect(folded > 20 && refused > 20, "\(folded) fold, \(refused) do not")
  }
}
