import Datasets
import Engine
import Networks
import Spaces
import Streams
import Testing
import Training

/// Linear skips are multiplied into the layers beside them, and the net computes what it did.
@Suite struct FoldingTests {
  /// A chain like SCARLET's: separable stem, inverted residuals with and without squeeze-excite, a skip wherever widths are equal.
  private static let chain = chain(widths: [6, 6, 6, 6, 8, 8, 8, 12], halving: [4])

  /// - Parameter halving: places of stride 2.
  private static func chain(widths: [Int], halving: Set<Int>) -> Space {
    let blocks = [
      Operation.invertedResidual("MB3_K3", expansion: 3, kernel: 3, activation: .hSwish),
      .invertedResidual("MB2_K5_SE", expansion: 2, kernel: 5, activation: .hSwish, squeezeExcite: SqueezeExcite()),
    ]
    let nodes = widths.enumerated().map { Node.place(choice: $0, from: $0, channels: $1, stride: halving.contains($0) ? 2 : 1) }
    return Space(
      name: "scarlet-like", input: ImageShape(height: 9, width: 9, channels: 1), classes: 4,
      stem: [
        .convolution(Convolution(.fixed(5), kernel: 3)), .normalization(), .activation(.relu6),
        .convolution(Convolution(.current(dividedBy: 1), kernel: 3, groups: .depthwise)), .normalization(), .activation(.relu6),
        .convolution(Convolution(.fixed(4))), .normalization(),
      ],
      choices: widths.indices.map { place in
        Choice("layer\(place + 1)", blocks + (place > 0 && widths[place] == widths[place - 1] ? [.identity("skip")] : []))
      }, nodes: nodes,
      head: [.convolution(Convolution(.fixed(16))), .normalization(), .activation(.relu6), .globalAverage, .linear(outputs: 4)])
  }

  /// Weights, scales, shifts and running statistics drawn at random.
  private func weights(_ space: Space, seed: UInt64) throws -> Snapshot {
    let network = try Network(space, Classification(), batch: 1, .scoring(several: false))
    func entries(_ parameters: [Parameter], _ values: (Parameter, Int, inout RandomStream) -> Float) -> [Snapshot.Entry] {
      parameters.map { parameter in
        var random = RandomStream(seed: seed, parameter.name)
        return Snapshot.Entry(
          name: parameter.name, shape: parameter.shape, values: (0..<parameter.count).map { values(parameter, $0, &random) })
      }
    }
    return Snapshot(
      parameters: entries(network.parameters.parameters) { own, _, random in
        switch own.kind {
        case .weight: Float(random.normal()) * (2 / Float(own.shape.dropLast().reduce(1, *))).squareRoot()
        case .scale: 1 + 0.3 * Float(random.normal())
        case .shift, .bias: 0.3 * Float(random.normal())
        }
      },
      statistics: entries(network.parameters.statistics) { own, i, random in
        i < own.count / 2 ? 0.3 * Float(random.normal()) : 0.3 + Float(random.unit())
      })
  }

  /// The largest difference of scores over the largest score.
  private func difference(_ space: Space, _ path: [Int], _ weights: Snapshot, dropping: Bool = false) throws -> Double {
    let pixels = try Samples.images().validation.values(0..<8).images
    let whole = try Outputs(space, weights, images: 8).of(Subnet(path: path), pixels)
    let other: [Float]
    if dropping {
      other = try Outputs(space.alone, weights, images: 8).of(Subnet(path: path), pixels)
    } else {
      let net = try weights.folded(path, of: space)
      try net.space.validate()
      #expect(net.space.skips == nil)
      other = try Outputs(net.space, net.weights, images: 8).of(Subnet(path: path.map { _ in 0 }), pixels)
    }
    let largest = whole.map { abs($0) }.max() ?? 0
    return Double((zip(whole, other).map { abs($0 - $1) }.max() ?? 0) / largest)
  }

  /// Random paths in which no run of skips stands between two residual blocks.
  private func foldable(_ space: Space, _ count: Int, seed: UInt64) throws -> [[Int]] {
    var random = RandomStream(seed: seed, "paths"), found: [[Int]] = []
    let network = try Network(space, Classification(), batch: 1, .scoring(several: false))
    while found.count < count {
      let path = space.uniformPath(&random)
      guard let folding = try? network.folding(path), !folding.steps.isEmpty else { continue }
      found.append(path)
    }
    return found
  }

  @Test(arguments: [0, 1, 2]) func aFoldedNetGivesTheScoresOfItsPath(_ number: Int) throws {
    let space = [Self.chain, Self.chain.sharingTwins(), Samples.space][number].stabilised()
    let weights = try weights(space, seed: UInt64(number))
    for path in try foldable(space, 12, seed: UInt64(number)) {
      #expect(try difference(space, path, weights) < 1e-4)
      #expect(try difference(space, path, weights, dropping: true) > 1e-3, "the maps do something")
    }
  }

  @Test func mapsGoForwardsWhereTheNextLayerHasNoResidualAndElseBackwards() throws {
    let network = try Network(Self.chain.stabilised(), Classification(), batch: 1, .scoring(several: false))
    // Skips at 2 and 3 stand behind the widening layer 1; those at 7 in front of the widening layer 8.
    let folding = try network.folding([0, 2, 2, 1, 0, 1, 2, 0])
    #expect(folding.steps.map(\.choices) == [["layer2", "layer3"], ["layer7"]])
    #expect(folding.steps.map(\.neighbour) == ["layer1", "layer8"])
    guard case .preceding(let last, _, _, _) = folding.steps[0].target, case .following(let first) = folding.steps[1].target else {
      Issue.record("one backwards, one forwards")
      return
    }
    #expect(last.name == "layer1/MB3_K3/convolution3/weight" && first.name == "layer8/MB3_K3/convolution1/weight")
  }

  /// C.13, on SCARLET's row of stages with few channels: C skips layers 4, 5 and 16, all behind a stage's first; B skips 9 and 17, between
  /// residual blocks.
  @Test func scarletCFoldsAndScarletBDoesNot() throws {
    let depths = [2, 4, 4, 4, 4, 1], firsts = depths.indices.map { depths[..<$0].reduce(0, +) }
    let widths = depths.indices.flatMap { [Int](repeating: $0 + 4, count: depths[$0]) }
    let space = Self.chain(widths: widths, halving: Set([0, 1, 2, 4].map { firsts[$0] })).stabilised()
    func path(_ skips: [Int]) -> [Int] { (1...19).map { skips.contains($0) ? 2 : $0 % 2 } }
    let weights = try weights(space, seed: 4)
    #expect(try difference(space, path([4, 5, 16]), weights) < 1e-4)
    let net = try weights.folded(path([4, 5, 16]), of: space)
    #expect(net.steps.map(\.choices) == [["layer4", "layer5"], ["layer16"]] && net.steps.map(\.neighbour) == ["layer3", "layer15"])
    for skip in [9, 17] {
      let error = #expect(throws: NetworkError.self) { _ = try weights.folded(path([skip]), of: space) }
      guard case .unfoldable(let skips, let before, let after) = error else { continue }
      #expect(skips == ["layer\(skip)"] && before.hasPrefix("layer\(skip - 1) adds") && after.hasPrefix("layer\(skip + 1) adds"))
    }
  }

  @Test func aSkipBetweenResidualsIsRefusedWithItsNeighbours() throws {
    let space = Self.chain.stabilised(), weights = try weights(space, seed: 1)
    let error = #expect(throws: NetworkError.self) { _ = try weights.folded([0, 0, 2, 1, 0, 0, 0, 0], of: space) }
    let text = "\(try #require(error))"
    #expect(text.contains("layer3 cannot be folded") && text.contains("layer2 adds what enters it") && text.contains("layer4 adds"))
  }

  @Test func aPathWithoutSkipsIsItself() throws {
    let space = Self.chain.stabilised(), weights = try weights(space, seed: 2), path = [0, 1, 0, 1, 0, 1, 0, 1]
    let net = try weights.folded(path, of: space)
    #expect(net.steps.isEmpty)
    let known = Dictionary(uniqueKeysWithValues: weights.parameters.map { ($0.name, $0.values) })
    #expect(net.weights.parameters.allSatisfy { known[$0.name] == $0.values })
  }

  /// C.11: W₂(W₁x) = (W₂W₁)x with the numbers of the proof.
  @Test func aFollowingConvolutionBecomesTheProduct() throws {
    let widening = Operation("widening", [.convolution(Convolution(.output))])
    let space = Space(
      name: "two channels", input: Samples.space.input, classes: 4, stem: [.convolution(Convolution(.fixed(2))), .activation(.relu)],
      choices: [Choice("layer1", [.identity("skip")]), Choice("layer2", [widening])],
      nodes: [.place(choice: 0, from: 0, channels: 2, stride: 1), .place(choice: 1, from: 1, channels: 3, stride: 1)],
      head: [.globalAverage, .linear(outputs: 4)]
    ).stabilised()
    var weights = try weights(space, seed: 3)
    // [inputs][outputs] of W₁ = [[1, 2], [−1, .5]] and W₂ = [[2, 0], [1, 1], [0, −3]].
    for index in weights.parameters.indices {
      switch weights.parameters[index].name {
      case "layer1/skip/convolution1/weight": weights.parameters[index].values = [1, -1, 2, 0.5]
      case "layer2/widening/convolution1/weight": weights.parameters[index].values = [2, 1, 0, 0, 1, -3]
      default: break
      }
    }
    let net = try weights.folded([0, 0], of: space)
    // W₂W₁ = [[2, 4], [0, 2.5], [3, −1.5]].
    #expect(net.weights.parameters.first { $0.name == "layer2/widening/convolution1/weight" }?.values == [2, 0, 3, 4, 2.5, -1.5])
  }
}
