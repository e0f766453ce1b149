public import Engine
internal import Streams

extension Network {
  /// Puts the weights in place that a training of this seed begins with: a parameter's follow from the seed and its name.
  public func initialize(_ memory: Memory, seed: UInt64) { parameters.initialize(memory, RandomStream(seed: seed, "weights")) }
}
