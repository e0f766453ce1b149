public import Spaces
public import Streams

/// Decides which passes and updates make up one step of training a supernet.
///
/// The value is the configuration (it goes into the job's digest); what changes while training is `State` (it goes into the
/// checkpoint). A strategy never builds networks and never runs anything: it returns actions, so that a step can be counted,
/// printed and planned for before it runs.
public protocol Strategy: Codable, Sendable {
  associatedtype State: Codable & Sendable = Stateless
  /// Whether passes run the mixture of all candidates.
  static var relaxes: Bool { get }
  /// What training does to skips; nil for nothing.
  var skips: SkipDisturbance? { get }
  func start(_ space: Space, _ random: inout RandomStream) -> State
  func step(_ now: Moment, _ space: Space, _ state: inout State, _ random: inout RandomStream) -> [Action]
  func mixture(_ space: Space, _ state: State) -> Mixture
  func receive(_ outcome: Outcome, _ now: Moment, _ state: inout State)
  func update(_ now: Moment, _ state: inout State)
}

/// The state of a strategy that has none.
public struct Stateless: Codable, Hashable, Sendable {
  public init() {}
}

extension Strategy {
  public var skips: SkipDisturbance? { nil }
}

/// What a sampling strategy need not say.
extension Strategy where State == Stateless {
  public static var relaxes: Bool { false }
  public func start(_ space: Space, _ random: inout RandomStream) -> Stateless { Stateless() }
  public func mixture(_ space: Space, _ state: Stateless) -> Mixture { preconditionFailure("a sampling strategy has no mixture") }
  public func receive(_ outcome: Outcome, _ now: Moment, _ state: inout Stateless) {}
  public func update(_ now: Moment, _ state: inout Stateless) {}
}
