extension SupernetRun {
  /// How a supernet's space shrank between stages of its training.
  public struct Shrinking: Hashable, Sendable {
    /// Names of choices, and of each choice's candidates.
    public let choices: [String], candidates: [[String]]
    /// In their order.
    public let steps: [Step]

    /// Operations taken away at one moment.
    public struct Step: Hashable, Sendable {
      /// Forward-backward passes until then, and those after which the weights stood that an angle is held against: 0 for the untrained ones.
      public let passes: Int, start: Int
      /// Of each candidate of each choice, larger is better: −∞ where no net had it, NaN of those that were gone or alone in their choice.
      public let scores: [[Double]]
      /// Of each choice the candidates left behind it, rising.
      public let left: [[Int]]

      /// One score a candidate.
      public init(passes: Int, start: Int, scores: [[Double]], left: [[Int]]) {
        (self.passes, self.start, self.scores, self.left) = (passes, start, scores, left)
      }

      /// How many codes are left: a product of candidates.
      public var codes: Double { left.reduce(1) { $0 * Double($1.count) } }
    }

    /// Each step takes from what the one before it left.
    public init(choices: [String], candidates: [[String]], steps: [Step]) {
      precondition(
        choices.count == candidates.count && steps.allSatisfy { $0.left.count == choices.count }, "a list of candidates a choice")
      precondition(steps.allSatisfy { $0.scores.map(\.count) == candidates.map(\.count) }, "a score a candidate")
      (self.choices, self.candidates, self.steps) = (choices, candidates, steps)
    }

    /// Of each choice the candidates left at the end, rising.
    public var left: [[Int]] { steps.last?.left ?? candidates.map { Array($0.indices) } }

    /// Of each candidate, choice by choice, the number of the step that took it, from 0; −1 of those that are left.
    private var dropped: [Int] {
      candidates.enumerated().flatMap { choice, names in
        names.indices.map { candidate in steps.firstIndex { !$0.left[choice].contains(candidate) } ?? -1 }
      }
    }

    var arrays: [NamedArray] {
      CandidateNames(choices: choices, candidates: candidates).arrays + [
        NamedArray(
          "shrinking/dropped", .integers(dropped), "of each candidate the step that took it away, from 0; -1 of those that are left"),
        NamedArray("shrinking/passes", .integers(steps.map(\.passes)), unit: "pass", "forward-backward passes until each step"),
        NamedArray(
          "shrinking/start_passes", .integers(steps.map(\.start)), unit: "pass",
          "passes after which the weights stood that an angle is held against"),
        NamedArray(
          "shrinking/scores", shape: [steps.count, dropped.count], .doubles(steps.flatMap { $0.scores.flatMap(\.self) }),
          "of each candidate at each step, larger is better; -inf where no net had it, nan where it was gone or alone"),
        NamedArray("shrinking/codes", .doubles(steps.map(\.codes)), "codes of nets left behind each step"),
      ]
    }

    /// Nil where the file has none of it.
    init?(_ arrays: ArrayReader) throws(StoreError) {
      guard arrays.has("shrinking/dropped") else { return nil }
      let names = try CandidateNames(arrays), dropped = try arrays.integers("shrinking/dropped", shape: [names.count])
      let passes = try arrays.integers("shrinking/passes"), start = try arrays.integers("shrinking/start_passes", shape: [passes.count])
      let scores = try arrays.doubles("shrinking/scores", shape: [passes.count, names.count])
      guard dropped.allSatisfy({ (-1..<passes.count).contains($0) }) else {
        throw .damaged(path: arrays.path, what: "shrinking/dropped, which names no step")
      }
      let rows = names.rows(dropped)
      self.init(
        choices: names.choices, candidates: names.candidates,
        steps: passes.indices.map { step in
          Step(
            passes: passes[step], start: start[step], scores: names.rows(scores[step * names.count..<(step + 1) * names.count]),
            left: rows.map { row in row.indices.filter { row[$0] < 0 || row[$0] > step } })
        })
    }
  }
}
