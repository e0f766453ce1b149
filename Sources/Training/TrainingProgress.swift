public import Spaces

/// Where a training run stands: what it has spent, and what it has seen since.
public struct TrainingProgress: Codable, Hashable, Sendable {
  /// Optimiser steps of the strategy, passes, weight updates and batches drawn so far.
  public var steps = 0, passes = 0, updates = 0, batches = 0
  /// Sum of the losses of the passes since the last row of the history, and how many they were.
  public var lossSum = 0.0, lossCount = 0
  public var history: [Row] = []
  /// The mixture at the end of each row, where there is one.
  public var mixtures: [Mixture] = []

  public init() {}

  /// What is kept of a stretch of training, an epoch of images long.
  public struct Row: Codable, Hashable, Sendable {
    public var passes: Int, updates: Int, images: Int
    /// Mean training loss over the stretch.
    public var loss: Double
    /// The learning rate at its end.
    public var learningRate: Double
  }
}
