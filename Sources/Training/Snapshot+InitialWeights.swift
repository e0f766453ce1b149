internal import Engine
public import Networks
internal import Streams

extension Network {
  /// Puts the weights in place that a training of this seed begins with: a parameter's follow from the seed and its name.
  func initialize(_ memory: Memory, seed: UInt64) { parameters.initialize(memory, RandomStream(seed: seed, "weights")) }
}

extension Snapshot {
  /// What a training of this seed begins with, bit for bit, so that it need not be kept. Throws what executors throw.
  public init(initial network: Network, seed: UInt64) throws {
    let executor = try Executor(network.capacity(threads: 1))
    network.initialize(executor.contents, seed: seed)
    self.init(of: network.parameters, executor.contents)
  }
}
