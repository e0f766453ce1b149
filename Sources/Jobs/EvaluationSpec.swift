public import Digests
public import Training

/// Score architectures with a supernet's weights on all search-validation images of its data.
public struct EvaluationSpec: Codable, Hashable, Sendable {
  /// What multiplies the candidates that an architecture keeps of a relaxed supernet.
  public enum Weighting: String, Codable, CaseIterable, Hashable, Sendable {
    /// Their weights in the last mixture; what is struck out has none, and nothing is scaled up for it.
    case mixture
    /// 1 each, as in the network that is trained alone.
    case one
  }

  /// The digest of the supernet's spec: it says space and data.
  public var supernet: Digest
  /// Nil where a supernet job trained the supernet; else a search did, and the spec is the search's.
  public var weighting: Weighting?
  /// Passes of the snapshot.
  public var passes: Int
  public var policy: NormalizationPolicy
  /// How the architectures were chosen, in a word.
  public var population: String
  public var architectures: [String]
  /// The probability that the population's sampling takes each.
  public var inclusion: [Double]
  /// Equal blocks of images that right answers are counted in.
  public var blocks: Int
  public var numerics: Int

  public init(
    supernet: Digest, passes: Int, policy: NormalizationPolicy, population: String, architectures: [String], inclusion: [Double],
    blocks: Int, weighting: Weighting? = nil, numerics: Int = JobSpec.numerics
  ) {
    self.supernet = supernet
    self.weighting = weighting
    self.passes = passes
    self.policy = policy
    self.population = population
    self.architectures = architectures
    self.inclusion = inclusion
    self.blocks = blocks
    self.numerics = numerics
  }
}
