public import Statistics

/// How a predictor's tau spreads over the draws that it needs: over initial weights, over minibatches, over both together, and over nets.
public struct PredictionSpread: Codable, Hashable, Sendable {
  /// Over one choice of pairs.
  public struct Row: Codable, Hashable, Sendable {
    public let pairs: ComparedPairs
    /// [initialisations][minibatches].
    public let taus: [[Double]]
    /// Of these taus; a reason where there is one initialisation or one minibatch alone.
    public let components: Measured<CrossedComponents>
    /// The mean of all taus, with its interval over nets: what other nets would give under these very draws.
    public let mean: Estimate
  }

  /// The predictor's.
  public let name: String
  /// All pairs, then those of equal depth.
  public let rows: [Measured<Row>]

  /// Throws `AnalysisError.missingScore` for a net without a score.
  init(_ own: CrossedPredictions, _ comparison: PredictorComparison, on design: Design) throws(AnalysisError) {
    name = own.name
    let predictor = try NetPredictions(own.name, scores: own.scores.flatMap(\.self)).predictor(on: design), columns = own.scores[0].count
    rows = [.all, .withinStrata].map { (pairs: ComparedPairs) in
      Measured { () throws(StatisticsError) in
        let tau = try comparison.tau(predictor, over: pairs), all = tau.perSupernet
        let taus = stride(from: 0, to: all.count, by: columns).map { Array(all[$0..<$0 + columns]) }
        return Row(
          pairs: pairs, taus: taus, components: Measured { () throws(StatisticsError) in try CrossedComponents(taus) }, mean: tau.estimate()
        )
      }
    }
  }
}
