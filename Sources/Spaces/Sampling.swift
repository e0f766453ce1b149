public import Streams

extension Space {
  /// One candidate per choice, each with equal probability.
  public func uniformPath(_ random: inout RandomStream) -> [Int] { choices.map { random.below($0.candidates.count) } }
}
