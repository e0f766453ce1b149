public import Spaces

/// One verb of a step. A step is a value: it is planned, counted and printed before it runs.
public enum Action: Hashable, Sendable {
  /// Forward, backward, and the weight gradient, times `scale`, added to the accumulator. Paths that follow one another on one batch share
  /// the stem: it runs forward once, backward once on the sum of their gradients, and its running statistics move once.
  case pass(Pass)
  /// Moves the accumulator into the held gradient and clears it. The passes that made it train nothing: they count neither for the budget
  /// nor for what `updateWeights` touches. DARTS of second order alone uses it.
  case hold
  /// The recipe's optimiser over the parameters that passes touched since the last update, or over all where the recipe's `idle` is
  /// `decayed`; clears the accumulator. The passes since then, those that gave gradients of weights, are what the budget counts.
  case updateWeights
  /// The strategy's own optimiser: the trainer calls `update`, which takes what `receive` was given since the last one.
  case updateMixture
}

/// One forward–backward.
public struct Pass: Hashable, Sendable {
  /// A path goes with `here` and `.weights` alone; the trainer refuses others with `TrainingError.unsupported`.
  public var route: Route, batch: BatchName, point: Point, gradients: Gradients
  /// What the loss's slope is multiplied by before backward; the loss that is recorded is not scaled. 1/m for a mean over m paths.
  public var scale: Double
  /// Whether BatchNorm's running statistics move. False for passes away from `here`, whose weights are those of a preview.
  public var tracksStatistics: Bool

  /// At the weights as they are, for their gradient, unless said otherwise. `tracks` is `tracksStatistics`.
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
  /// The number of one candidate for each choice, in the order of `Space.choices`.
  case path([Int])
  /// Asked of `Strategy.mixture` when the pass runs, so that a pass behind `updateMixture` sees the new one.
  case mixture
}

/// The `number`-th batch, from 0, that this step draws from a split: passes that name the same one see the same images.
///
/// The next step goes on behind the largest training number of this one, on both splits. Validation images are those of search-validation,
/// on which a mixture is learnt; strategies that sample read none.
public struct BatchName: Hashable, Sendable {
  /// Numbers count from 0 in each step, on each split.
  public var split: Split, number: Int

  /// Search-validation, as everywhere but in the official names of data sets (protocol, section 1); no test image is ever named.
  public enum Split: String, Codable, Sendable { case training, validation }

  /// The first training batch of the step unless said.
  public static func training(_ number: Int = 0) -> BatchName { BatchName(split: .training, number: number) }
  /// The first search-validation batch of the step unless said.
  public static func validation(_ number: Int = 0) -> BatchName { BatchName(split: .validation, number: number) }
}

/// Which weights a pass reads. What was there before is put back behind the pass; `ahead` and `beside` follow a `hold`, and stand on passes
/// of the mixture alone.
public enum Point: Hashable, Sendable {
  /// `here` is w. `ahead` is the optimiser's preview of w along the held gradient g, w − ξ (μ v + g + λ w), which SGD without Nesterov's
  /// rule can give; w and its momentum v stay as they are (Liu et al. 2019, equation 7).
  case here, ahead
  /// w + (radius/‖g‖) g, with ‖g‖ over all weights; ± 0.01 in DARTS (equation 8).
  case beside(radius: Double)
}

/// Which gradients a pass is to give. Without `.weights` the accumulator stays as it is, and the pass counts for no budget.
public struct Gradients: OptionSet, Hashable, Sendable {
  /// One bit for each kind of gradient.
  public let rawValue: Int
  /// Of those bits; `[.weights, .mixture]` is the usual way.
  public init(rawValue: Int) { self.rawValue = rawValue }
  /// `mixture` asks for d/d(weight) of every candidate and d/d(gain) of every choice, which `Strategy.receive` gets.
  public static let weights = Gradients(rawValue: 1), mixture = Gradients(rawValue: 2)
}

/// What came back from a pass that asked for mixture gradients; the trainer hands it to `Strategy.receive` at once.
public struct Outcome: Sendable {
  /// `loss` is the mean over the batch, in nat. `gradient` has the mixture's own shape: d(loss)/d(weight) by choice and candidate and
  /// d(loss)/d(gain) by choice, of the mixture's weights and not yet of α. `distance` is radius/‖g‖ of a pass `beside`, with the radius's
  /// sign; 0 elsewhere.
  public var pass: Pass, loss: Double, gradient: Mixture, distance: Double

  /// Made by the trainer behind the pass.
  public init(_ pass: Pass, loss: Double, gradient: Mixture, distance: Double) {
    self.pass = pass
    self.loss = loss
    self.gradient = gradient
    self.distance = distance
  }
}

/// Where training stands when a step begins; all actions of the step share it.
public struct Moment: Hashable, Sendable {
  /// `epoch` counts from 0 in training batches drawn, so that it does not depend on passes a batch. `progress` is the share of the budget
  /// that is spent, 0 ..< 1. `learningRate` is that of the weights, as the recipe's schedule has it at this progress. `step` counts the steps
  /// before this one.
  public var epoch: Int, progress: Double, learningRate: Double, step: Int

  /// Made by the trainer in front of the step.
  public init(epoch: Int, progress: Double, learningRate: Double, step: Int = 0) {
    self.epoch = epoch
    self.progress = progress
    self.learningRate = learningRate
    self.step = step
  }
}
