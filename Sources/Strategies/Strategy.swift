public import Spaces
public import Streams

/// Decides which passes and updates make up one step of training a supernet: what a new algorithm conforms to.
///
/// The value is the configuration (it goes into the job's digest); what changes while training is `State` (it goes into the
/// checkpoint). A strategy never builds networks and never runs anything: it returns actions, so that a step can be counted,
/// printed and planned for before it runs. One that samples paths says `step` alone; here each path is trained with its mirror image, the
/// candidates counted from the other end:
///
///     struct MirroredSampling: Strategy, Hashable {
///       func step(_ now: Moment, _ space: Space, _ state: inout Stateless, _ random: inout RandomStream) -> [Action] {
///         let path = space.uniformPath(&random)
///         let mirrored = zip(space.choices, path).map { $0.candidates.count - 1 - $1 }
///         return [.pass(Pass(.path(path), .training())), .pass(Pass(.path(mirrored), .training())), .updateWeights]
///       }
///     }
///
/// One that relaxes says besides that it does (`relaxes`), what its first state is (`start`), which mixture a pass runs (`mixture`), and
/// what it makes of the gradients that come back (`receive`, `update`): see `DARTS`. docs/architecture.md lists the files to touch.
///
/// **Random numbers.** `random` is the strategy's own stream, that of the training's seed under the name "strategy". It belongs to the
/// checkpoint, and nobody else draws from it: initial weights, images and dropped paths have streams of their own, so that strategies which
/// share a seed share those. Draw from nothing else, and no bit depends on when a training was stopped.
public protocol Strategy: Codable, Sendable {
  /// What changes while training: α, moments, counters; `Stateless` where nothing does. It is written into checkpoints as JSON, which
  /// keeps every Double, and a training that goes on must behave as if it had not been stopped.
  associatedtype State: Codable & Sendable = Stateless

  /// Whether passes run the mixture of all candidates; then the arena holds all of them at once. `false` unless said of a stateless one.
  static var relaxes: Bool { get }

  /// What training does to skips (dropout, noise), by epoch; nil for nothing, unless said.
  var skips: SkipDisturbance? { get }

  /// The state before the first step. Called once, when the trainer is made, before any step; draws come first in the stream.
  func start(_ space: Space, _ random: inout RandomStream) -> State

  /// The actions of the next step, at least one update of the weights among them. Called once a step, before anything of it runs: it may
  /// change `state` and draw, and sees no outcome of this step yet.
  ///
  /// Passes until an `updateWeights` add their gradients up; the budget counts those that train weights. Passes that follow one another
  /// and name the same batch share the stem. Plans call it too, with a state of their own, to count passes: it must not depend on
  /// anything but its arguments.
  /// - Parameter now: the epoch from 0, the share of the budget that is spent, and the learning rate of this step's update.
  func step(_ now: Moment, _ space: Space, _ state: inout State, _ random: inout RandomStream) -> [Action]

  /// The weights of candidates after their gate, [choices][candidates], and a gain a choice. Called before each pass of the mixture, when
  /// an epoch ends, and where something is scored: it draws nothing and gives the same for the same state. Never called of a strategy
  /// that samples paths.
  func mixture(_ space: Space, _ state: State) -> Mixture

  /// Takes what a pass found whose gradients include the mixture's: the loss (nat), d loss/d weight of each candidate *after* the gate, and
  /// d loss/d gain (`Outcome.gradient`). Called behind each such pass, in their order, before the step's next action; it may change `state`. Not called where
  /// the loss is no number: the training then ends.
  func receive(_ outcome: Outcome, _ now: Moment, _ state: inout State)

  /// Moves the mixture by what was received: the action `updateMixture`. It may change `state` and draws nothing.
  func update(_ now: Moment, _ state: inout State)
}

/// The state of a strategy that has none.
public struct Stateless: Codable, Hashable, Sendable {
  public init() {}
}

extension Strategy {
  public var skips: SkipDisturbance? { nil }

  /// How many passes a step has at this moment, for plans: the actions of one that follows a fresh start are counted.
  public func passes(of space: Space, at now: Moment) -> Int {
    var random = RandomStream(seed: 0, "passes"), state = start(space, &random)
    return step(now, space, &state, &random).count { if case .pass = $0 { true } else { false } }
  }
}

/// What a strategy that samples paths need not say.
extension Strategy where State == Stateless {
  public static var relaxes: Bool { false }
  public func start(_ space: Space, _ random: inout RandomStream) -> Stateless { Stateless() }
  public func mixture(_ space: Space, _ state: Stateless) -> Mixture { preconditionFailure("a sampling strategy has no mixture") }
  public func receive(_ outcome: Outcome, _ now: Moment, _ state: inout Stateless) {}
  public func update(_ now: Moment, _ state: inout Stateless) {}
}
