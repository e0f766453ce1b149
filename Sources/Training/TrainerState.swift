/// All that changes while a trainer runs, as values: a checkpoint's content.
public struct TrainerState: Hashable, Sendable {
  public var weights: Snapshot
  /// The optimiser's first moments, and its second where it has them.
  public var moments, squares: [Snapshot.Entry]
  /// JSON of counters, history, the strategy's state and its stream's position.
  public var scalars: String

  public init(weights: Snapshot, moments: [Snapshot.Entry], squares: [Snapshot.Entry], scalars: String) {
    self.weights = weights
    self.moments = moments
    self.squares = squares
    self.scalars = scalars
  }
}
