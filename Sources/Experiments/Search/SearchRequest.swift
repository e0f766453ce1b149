public import Jobs

/// One search by hand of what an experiment declares.
public struct SearchRequest: Sendable {
  /// The label of a searcher.
  public var searcher: String
  /// A column of scores, where searchers go by tables; the seed of a supernet, where they go by supernets.
  public var scores: String?, supernet: Int?
  /// The experiment's own where nothing is said.
  public var seed: Int?

  public init(_ searcher: String, scores: String? = nil, supernet: Int? = nil, seed: Int? = nil) {
    (self.searcher, self.scores, self.supernet, self.seed) = (searcher, scores, supernet, seed)
  }
}

/// A reproduction whose searches can be run one by one.
public protocol SearchDeclaring: Reproduction {
  /// The search as a job. Throws `ExperimentError.value` where the experiment has no such searcher, scores or supernet, and what reading its
  /// tables throws.
  func spec(of request: SearchRequest) throws -> SearchSpec
}
