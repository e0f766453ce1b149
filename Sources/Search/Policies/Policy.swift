public import Streams

/// What draws candidates of a net's choices, and learns from scored nets: the reinforced mutation of MoreMNAS and FairNAS.
///
///     var policy = PolicyOptions(.factorized).policy(candidates: [3, 3, 2], &random)
///     var reading = policy.reading()
///     for choice in path.indices {
///       if mutates[choice] { path[choice] = reading.draw(&random) }
///       reading.next(path[choice])
///     }
///     policy.learn(generation)
///
/// The papers' code was never released: both forms and every constant are declared here, not taken from them. Equal states and streams
/// give equal bits on every CPU, also after a state was written as JSON and read again.
public protocol Policy: Codable, Hashable, Sendable {
  /// Candidates of each choice.
  var candidates: [Int] { get }
  /// At the first choice. It sees the policy as it is now, not what is learnt later.
  func reading() -> any PolicyReading
  /// One update from a generation of nets; an empty one changes nothing.
  mutating func learn(_ generation: [Episode])
}

/// A policy read along one net, from the first choice to the last.
public protocol PolicyReading: Sendable {
  /// Of the candidates of the choice that it stands at; they sum to 1.
  var probabilities: [Double] { get }
  /// Goes on to the next choice, this one's candidate being taken.
  mutating func next(_ candidate: Int)
}

extension PolicyReading {
  /// A candidate of the choice that it stands at; one number of the stream. It does not go on.
  public func draw(_ random: inout RandomStream) -> Int { random.index(weights: probabilities) }
}

extension Policy {
  /// Stops where a net has other choices or candidates than the policy.
  func require(_ generation: [Episode]) {
    let candidates = candidates
    for episode in generation {
      precondition(
        episode.path.count == candidates.count && zip(episode.path, candidates).allSatisfy { $0 >= 0 && $0 < $1 },
        "the net \(episode.path) does not choose among \(candidates) candidates: give nets of the policy's space")
    }
  }

  /// Probabilities of the candidates of the choice behind `prefix`. A reading gives those of many choices of one net in one pass.
  public func probabilities(after prefix: ArraySlice<Int>) -> [Double] {
    var reading = reading()
    for candidate in prefix { reading.next(candidate) }
    return reading.probabilities
  }
}
