internal import Analysis
internal import Search
internal import Spaces
internal import Statistics

/// Searches in what is left of a space, told the scores of one supernet, judged by what is true of what they find.
struct ShrunkSpaceSearch {
  private let space: Space, options: ShrinkingExperiment.Search
  /// Of all nets in the order of canonical codes: what they are, what searches are told, and what is true (%).
  private let nets: [[Int]], scores: [Double], accuracies: [Double]
  private let rows: [[Int]: Int]

  /// - Parameter scores: of each net, larger is better; NaN of one that diverged.
  init(_ space: Space, _ options: ShrinkingExperiment.Search, nets: [[Int]], scores: [Double], accuracies: [Double]) {
    (self.space, self.options, self.nets, self.scores, self.accuracies) = (space, options, nets, scores, accuracies)
    rows = Dictionary(uniqueKeysWithValues: nets.enumerated().map { ($1, $0) })
  }

  /// Mean true accuracy (%) of the best-scored net of each search; where no more nets are left than a search may evaluate, of the best-scored of all.
  ///
  /// Throws `SpaceError` where no net is left.
  func found(in left: [[Int]], seeds: Range<Int>) throws -> Double {
    let kept = nets.indices.filter { left.hold(nets[$0]) }
    if kept.count <= options.evaluations { return accuracies[best(kept)] }
    let problem = try SearchProblem(space, objectives: [Objective("accuracy", unit: "%", .maximize)], left: left)
    return seeds.map { seed in
      var search = SearchLoop(
        options.algorithm ?? .evolution(Evolution.Options()), evaluations: options.evaluations, seed: seed, problem)
      while let proposed = search.propose(problem) { search.learn(proposed.map { [scores[row(of: $0)]] }, problem) }
      return accuracies[best(search.history.nets.map(row))]
    }.mean
  }

  private func row(of net: [Int]) -> Int {
    guard let row = rows[net] else { preconditionFailure("\(net) is no net of \(space.name)") }
    return row
  }

  /// The first of the largest score.
  private func best(_ rows: [Int]) -> Int {
    func score(_ row: Int) -> Double { scores[row].isNaN ? -.infinity : scores[row] }
    return rows.dropFirst().reduce(rows[0]) { score($1) > score($0) ? $1 : $0 }
  }
}

extension ShrinkingStudy.Trajectory {
  func finding(_ found: Double?) -> Self { Self(score, seed: seed, left: left, scores: scores, found: found) }
}
