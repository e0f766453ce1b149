public import Store

/// How the space of one supernet shrank while it was trained, step by step.
public struct ShrunkSpace: Codable, Hashable, Sendable {
  /// Operations that went at one moment.
  public struct Step: Codable, Hashable, Sendable {
    /// Passes until then, and those of the weights that angles were held against: 0 for the untrained ones.
    public let passes: Int, start: Int
    /// Names of what went, each behind that of its choice; operations and codes that are left.
    public let gone: [String], operations: Int, codes: Double
  }

  /// Of the supernet.
  public let seed: Int, steps: [Step]

  /// Nil where its space did not shrink.
  public init?(_ run: SupernetRun) {
    guard let own = run.shrinking else { return nil }
    seed = run.seed
    let before = [own.candidates.map { Array($0.indices) }] + own.steps.map(\.left)
    steps = zip(own.steps, before).map { step, before in
      let gone = zip(before, step.left).enumerated().flatMap { choice, lists in
        lists.0.filter { !lists.1.contains($0) }.map { "\(own.choices[choice]) \(own.candidates[choice][$0])" }
      }
      return Step(
        passes: step.passes, start: step.start, gone: gone, operations: step.left.reduce(0) { $0 + $1.count }, codes: step.codes)
    }
  }
}

extension ShrinkingStudy.Trajectory {
  /// What a supernet's own shrinking left; nil where its space did not shrink.
  public init?(_ score: String, _ run: SupernetRun) {
    guard let own = run.shrinking, let first = own.steps.first else { return nil }
    self.init(
      score, seed: run.seed, left: [own.candidates.map { Array($0.indices) }] + own.steps.map(\.left),
      scores: first.scores.map { row in row.map { $0.isNaN ? -.infinity : $0 } })
  }
}
