public import Streams

extension Space {
  /// One candidate per choice, each with equal probability: what supernets train. All codes are equally likely, so that a
  /// network written in several ways is so many times as likely as others.
  public func uniformPath(_ random: inout RandomStream) -> [Int] { choices.map { random.below($0.candidates.count) } }
}
