internal import Analysis
internal import Search
internal import Spaces
internal import Streams

/// What nets are scored by: a number a net and supernet, under the score's name.
struct ShrinkingInputs {
  /// A score of one supernet, by canonical texts of all nets.
  struct Column {
    let score: String, seed: Int, values: [String: Double]
  }

  let space: Space
  /// True accuracies (%) of all nets, by canonical text.
  let accuracies: [String: Double]
  /// Of each score the same supernets.
  let columns: [Column]

  /// Adds what needs counting alone and true accuracies, once a supernet: of these seeds, where there are no columns.
  init(_ space: Space, accuracies: [String: Double], columns: [Column] = [], seeds: [Int] = []) throws(SpaceError) {
    (self.space, self.accuracies) = (space, accuracies)
    var seeds = seeds, counted = ShrinkingExperiment.counted.map { ($0, [String: Double]()) }
    for column in columns where !seeds.contains(column.seed) { seeds.append(column.seed) }
    let costs = CostTable(space), activations = space.activations
    for net in accuracies.keys {
      let architecture = try space.architecture(net), cost = costs.cost(of: architecture)
      let counts = [
        Double(cost.parameters), Double(cost.macs), activations.value(of: architecture), Double(space.depth(of: architecture)),
      ]
      for (place, count) in counts.enumerated() { counted[place].1[net] = count }
    }
    let fixed = counted + [(ShrinkingExperiment.exact, accuracies)]
    self.columns = columns + fixed.flatMap { name, values in seeds.map { Column(score: name, seed: $0, values: values) } }
  }

  /// How many shrinkings stand for chance.
  static let chances = 1_000

  /// Shrinks as often by chance: of exchangeable numbers any order of operations is equally likely, so that no net need be drawn.
  func chance(_ options: Shrinking.Options, seed: Int) throws -> [ShrinkingStudy.Trajectory] {
    let stream = RandomStream(seed: UInt64(seed), "random scores")
    return try (1...Self.chances).map { number in
      var shrinking = try Shrinking(space, options), random = stream.child(number), left = [shrinking.left]
      let first = space.choices.map { $0.candidates.map { _ in random.unit() } }
      while !shrinking.isDone {
        try shrinking.drop(
          shrinking.operations.map { own in (own, left.count == 1 ? first[own.choice][own.candidate] : random.unit()) })
        left.append(shrinking.left)
      }
      return ShrinkingStudy.Trajectory(ShrinkingExperiment.random, seed: number, left: left, scores: first)
    }
  }

  /// Shrinks once by each column; all scores of a supernet draw from one stream, so that they begin with the same nets.
  ///
  /// Throws `AnalysisError.missingScore` for a net without a number, and what `Shrinking` throws.
  func trajectories(_ options: Shrinking.Options, seed: Int) throws -> [ShrinkingStudy.Trajectory] {
    let stream = RandomStream(seed: UInt64(seed), "shrinking")
    return try columns.map { column in
      var shrinking = try Shrinking(space, options), random = stream.child(column.seed), left = [shrinking.left]
      var first = space.choices.map { $0.candidates.map { _ in -Double.infinity } }
      while !shrinking.isDone {
        let children = try shrinking.children(&random)
        let operations = children.operations(by: try children.nets.map { try value($0, column) })
        if left.count == 1 { for (operation, score) in operations { first[operation.choice][operation.candidate] = score } }
        try shrinking.drop(operations)
        left.append(shrinking.left)
      }
      return ShrinkingStudy.Trajectory(column.score, seed: column.seed, left: left, scores: first)
    }
  }

  /// The trajectories with what searches find in what they leave, and the whole space as one that dropped nothing, supernet by supernet.
  ///
  /// - Parameter chance: in each of these one search is made, told the supernets' scores in turn.
  /// - Throws: `AnalysisError.missingScore`, `SpaceError`.
  func searched(
    _ trajectories: [ShrinkingStudy.Trajectory], chance: [ShrinkingStudy.Trajectory], _ search: ShrinkingExperiment.Search
  ) throws -> (trajectories: [ShrinkingStudy.Trajectory], chance: [ShrinkingStudy.Trajectory]) {
    let supernets = columns.filter { $0.score == search.by }, nets = Array(try PathIndex(space).paths)
    let truth = Column(score: ShrinkingExperiment.exact, seed: 0, values: accuracies)
    let searches = try supernets.map { column in
      ShrunkSpaceSearch(
        space, search, nets: nets, scores: try nets.map { try value($0, column) }, accuracies: try nets.map { try value($0, truth) })
    }
    let numbers = Dictionary(uniqueKeysWithValues: zip(supernets.map(\.seed), searches))
    let all = space.choices.map { Array($0.candidates.indices) }
    let whole = supernets.map { ShrinkingStudy.Trajectory(ShrinkingExperiment.whole, seed: $0.seed, left: [all], scores: nil) }
    return (
      try (whole + trajectories).map { own in
        own.finding(try numbers[own.seed]?.found(in: own.left[own.left.count - 1], seeds: 0..<search.searches))
      },
      try chance.enumerated().map { number, own in
        own.finding(try searches[number % searches.count].found(in: own.left[own.left.count - 1], seeds: number..<number + 1))
      }
    )
  }

  private func value(_ net: [Int], _ column: Column) throws(AnalysisError) -> Double {
    let text = space.text(of: Architecture(path: net))
    guard let value = column.values[text] else {
      throw .missingScore(run: "\(column.score) of supernet \(column.seed)", architecture: text)
    }
    return value
  }
}
