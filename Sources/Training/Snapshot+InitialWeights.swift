internal import Engine
public import Networks

extension Snapshot {
  /// What a training of this seed begins with, bit for bit, so that it need not be kept. Throws what executors throw.
  public init(initial network: Network, seed: UInt64) throws {
    let executor = try Executor(network.capacity(threads: 1))
    network.initialize(executor.contents, seed: seed)
    self.init(of: network.parameters, executor.contents)
  }
}
