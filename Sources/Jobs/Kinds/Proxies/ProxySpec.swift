public import Proxies
public import Spaces

/// Score nets by proxies as they are before any training: every net under every seed of initial weights, on every minibatch.
///
///     {"proxies": {"space": {…}, "architectures": ["22212220", …], "data": {…}, "batch": 32, "initializations": [1, 2, 3],
///       "batches": [1], "proxies": ["naswot", "synflow"], "numerics": 2}}
public struct ProxySpec: Codable, Hashable, Sendable {
  public var space: Space
  /// Canonical texts, each once.
  public var architectures: [String]
  public var data: DataSpec
  /// Images of a minibatch.
  public var batch: Int
  /// Seeds of initial weights: under each a net has those of a stand-alone training with that seed.
  public var initializations: [Int]
  /// Seeds of minibatches: each is the first that a training with that seed sees, without augmentation.
  public var batches: [Int]
  /// In the order of the run's scores, each once.
  public var proxies: [Proxy]
  public var numerics: Int

  public init(
    space: Space, architectures: [String], data: DataSpec, batch: Int, initializations: [Int], batches: [Int], proxies: [Proxy],
    numerics: Int = Job.numerics
  ) {
    self.space = space
    self.architectures = architectures
    self.data = data
    self.batch = batch
    self.initializations = initializations
    self.batches = batches
    self.proxies = proxies
    self.numerics = numerics
  }

  /// Whether a net keeps more or less than one candidate for a choice.
  func isSeveral(_ nets: [Architecture]) -> Bool { nets.contains { $0.path == nil } }
}
