public import Spaces

/// One verb of a step. A step is a value: it is planned, counted and printed before it runs.
public enum Action: Hashable, Sendable {
  /// Forward, backward, and the weight gradient, times `scale`, added to the accumulator.
  case pass(Pass)
  /// Moves the accumulator into the held gradient and clears it.
  case hold
  /// The recipe's optimiser over what was touched since the last update; clears the accumulator.
  case updateWeights
  /// The strategy's own optimiser, `update`.
  case updateMixture
}

/// One forward–backward.
public struct Pass: Hashable, Sendable {
  public var route: Route, batch: BatchName, point: Point, gradients: Gradients
  public var scale: Double
  /// Whether BatchNorm's running statistics move.
  public var tracksStatistics: Bool

  public init(
    _ route: Route, _ batch: BatchName, at point: Point = .here, _ gradients: Gradients = .weights, scale: Double = 1, tracks: Bool = true
  ) {
    self.route = route
    self.batch = batch
    self.point = point
    self.gradients = gradients
    self.scale = scale
    tracksStatistics = tracks
  }
}

/// Where a pass is wired: one candidate per choice, or all of them under the weights that the strategy holds when the pass runs.
public enum Route: Hashable, Sendable {
  case path([Int])
  case mixture
}

/// The `number`-th batch that this step draws from a split: passes that name the same one see the same images.
public struct BatchName: Hashable, Sendable {
  public var split: Split, number: Int

  public enum Split: String, Codable, Sendable { case training, validation }

  public static func training(_ number: Int = 0) -> BatchName { BatchName(split: .training, number: number) }
  public static func validation(_ number: Int = 0) -> BatchName { BatchName(split: .validation, number: number) }
}

/// Which weights a pass reads: w; the optimiser's preview of w along the held gradient g; or w + (radius/‖g‖) g.
public enum Point: Hashable, Sendable {
  case here, ahead
  case beside(radius: Double)
}

/// Which gradients a pass is to give.
public struct Gradients: OptionSet, Hashable, Sendable {
  public let rawValue: Int
  public init(rawValue: Int) { self.rawValue = rawValue }
  public static let weights = Gradients(rawValue: 1), mixture = Gradients(rawValue: 2)
}

/// What came back from a pass that asked for mixture gradients. `distance` is radius/‖g‖ of a pass `beside`.
public struct Outcome: Sendable {
  public var pass: Pass, loss: Double, gradient: Mixture, distance: Double

  public init(_ pass: Pass, loss: Double, gradient: Mixture, distance: Double) {
    self.pass = pass
    self.loss = loss
    self.gradient = gradient
    self.distance = distance
  }
}

/// Where training stands: `progress` is the share of the budget that is spent, 0 ..< 1.
public struct Moment: Hashable, Sendable {
  public var epoch: Int, progress: Double, learningRate: Double

  public init(epoch: Int, progress: Double, learningRate: Double) {
    self.epoch = epoch
    self.progress = progress
    self.learningRate = learningRate
  }
}
