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

  /// Adds random numbers and true accuracies, once a supernet.
  init(_ space: Space, accuracies: [String: Double], columns: [Column], seed: Int) {
    (self.space, self.accuracies) = (space, accuracies)
    var seeds: [Int] = [], more: [Column] = []
    for column in columns where !seeds.contains(column.seed) { seeds.append(column.seed) }
    let stream = RandomStream(seed: UInt64(seed), "random scores"), nets = accuracies.keys.sorted()
    for supernet in seeds {
      var random = stream.child(supernet)
      let values = Dictionary(uniqueKeysWithValues: nets.map { ($0, random.unit()) })
      more.append(Column(score: ShrinkingExperiment.random, seed: supernet, values: values))
      more.append(Column(score: ShrinkingExperiment.exact, seed: supernet, values: accuracies))
    }
    self.columns = columns + more
  }

  /// True accuracies alone, once a supernet.
  init(_ space: Space, accuracies: [String: Double], exactOf seeds: [Int]) {
    (self.space, self.accuracies) = (space, accuracies)
    columns = seeds.map { Column(score: ShrinkingExperiment.exact, seed: $0, values: accuracies) }
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

  private func value(_ net: [Int], _ column: Column) throws(AnalysisError) -> Double {
    let text = space.text(of: Architecture(path: net))
    guard let value = column.values[text] else {
      throw .missingScore(run: "\(column.score) of supernet \(column.seed)", architecture: text)
    }
    return value
  }
}
