import Spaces
import Strategies
import Streams

/// Steps of a sampling strategy, without training.
struct Steps<S: Strategy> where S.State == Stateless {
  let strategy: S, space: Space
  var random: RandomStream

  init(_ strategy: S, _ space: Space, seed: UInt64) {
    self.strategy = strategy
    self.space = space
    random = RandomStream(seed: seed, "paths")
  }

  mutating func next() -> [Action] {
    var state = strategy.start(space, &random)
    return strategy.step(Moment(epoch: 0, progress: 0, learningRate: 0.1), space, &state, &random)
  }

  /// How often each candidate of each choice is trained in so many steps.
  mutating func counts(_ steps: Int) -> [[Int]] {
    var counts = space.choices.map { $0.candidates.map { _ in 0 } }
    for _ in 0..<steps {
      for path in next().paths { for (choice, candidate) in path.enumerated() { counts[choice][candidate] += 1 } }
    }
    return counts
  }
}

extension [Action] {
  var passes: [Pass] { compactMap { if case .pass(let pass) = $0 { pass } else { nil } } }
  var paths: [[Int]] { passes.compactMap { if case .path(let path) = $0.route { path } else { nil } } }
  var updates: Int { count { $0 == .updateWeights } }
}
