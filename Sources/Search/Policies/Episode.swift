/// A net that was scored: what a policy learns from.
public struct Episode: Hashable, Sendable {
  /// A candidate's number for each choice.
  public var path: [Int]
  /// True of the choices whose candidates the policy drew; the others came from parents or other mutations.
  public var drawn: [Bool]
  /// Finite, and the larger the better: normalised accuracy, or −MSE of super-resolution.
  public var reward: Double

  public init(path: [Int], drawn: [Bool], reward: Double) {
    precondition(path.count == drawn.count, "\(path.count) choices and \(drawn.count) marks of them: give one a choice")
    precondition(reward.isFinite, "a reward of \(reward): leave out nets whose score is no number")
    self.path = path
    self.drawn = drawn
    self.reward = reward
  }
}

/// An episode as updates see it: rewards have become advantages.
struct CreditedNet {
  let path: [Int]
  /// Choices on which the net acts.
  let counts: [Bool]
  let advantage: Double
}
