public import Statistics
public import Streams

/// What noise in the target allows: the reference lines of tables and figures, on the nets of the predictors (protocol, section 5).
public struct ReferenceLines: Codable, Hashable, Sendable {
  /// s, in the target's unit: the standard deviation between runs of one net.
  public let noise: Measured<Double>
  /// The same by stratum, with Levene's test; where they differ, lines and resolvable pairs take each net's own. Nil without strata.
  public let noiseByStratum: Measured<StratumNoise>?
  /// Nets with a second run, or with all runs where any may be missing: on which the replicate lines are computed.
  public let repeatedNets: Int
  /// How well one run predicts the others; also among pairs of one stratum, nil where that was not asked for.
  public let replicate: Measured<Estimate>, replicateWithinStrata: Measured<Estimate>?
  /// What a perfect predictor would reach; where noise explains all differences in some draw of its bootstrap, without an interval.
  public let oracle: Measured<Estimate>, oracleWithinStrata: Measured<Estimate>?
  /// Share of pairs that the target's runs tell apart.
  public let resolvableShare: Measured<Double>
}

extension PredictorComparison {
  /// The lines of this target.
  ///
  /// - Parameters:
  ///   - random: of the oracle's noise and bootstrap.
  ///   - within: the same for the lines within strata; nil where these are not asked for.
  ///   - least: runs that a net needs for the replicate lines: all of them where any may be missing, so that run r of each net is of one seed.
  public func lines(random: RandomStream, within: RandomStream? = nil, least: Int = 2) -> ReferenceLines {
    let repeated = runs?.repeated(least: least) ?? (nets: [], seeds: []), strata = within == nil ? nil : strata
    return ReferenceLines(
      noise: Measured { () throws(StatisticsError) in try repeatedRuns.noiseVariance.squareRoot() },
      noiseByStratum: noiseByStratum, repeatedNets: repeated.nets.count,
      replicate: Measured { () throws(StatisticsError) in try acrossRuns(repeated.seeds, of: repeated) },
      replicateWithinStrata: strata.map { strata in
        Measured { () throws(StatisticsError) in
          try acrossRuns(repeated.seeds, of: repeated, kind: .withinStrata(repeated.nets.map { strata[$0] }))
        }
      },
      oracle: Measured { () throws(StatisticsError) in try oracle(.b, random) },
      oracleWithinStrata: strata.map { strata in
        Measured { () throws(StatisticsError) in try oracle(.withinStrata(strata), within ?? random) }
      },
      resolvableShare: Measured { () throws(StatisticsError) in
        guard count <= effort.mostPaired else {
          throw .range("the number of nets whose pairs are all looked at", value: Double(count), expected: "at most \(effort.mostPaired)")
        }
        return try Statistics.resolvableShare(try repeatedRuns, noise: noise)
      })
  }

  /// Mean over runs r of tau(prediction r, mean of the other runs), on the nets with a second run: for what came out of run r itself, such
  /// as its accuracy after a quarter of the epochs. With the runs themselves it is the replicate line.
  ///
  /// - Parameter predictions: [runs][nets with a second run].
  /// - Throws: as `acrossSeeds`.
  func acrossRuns(_ predictions: [[Double]], kind: TauKind = .b) throws(StatisticsError) -> Estimate {
    try acrossRuns(predictions, of: runs?.repeated ?? (nets: [], seeds: []), kind: kind)
  }

  private func acrossRuns(_ predictions: [[Double]], of repeated: (nets: [Int], seeds: [[Double]]), kind: TauKind = .b)
    throws(StatisticsError) -> Estimate
  {
    try acrossSeeds(
      predictions: predictions, seeds: repeated.seeds, kind: kind, isCensus: isCensus && repeated.nets.count == count,
      level: effort.level)
  }

  private func oracle(_ kind: TauKind, _ random: RandomStream) throws(StatisticsError) -> Estimate {
    let target = try repeatedRuns
    func line(_ bootstrap: Bootstrap?) throws(StatisticsError) -> Estimate {
      try Statistics.oracle(
        target, kind: kind, noise: noise, draws: effort.oracleDraws, bootstrap: bootstrap, drawsPerSample: effort.drawsPerSample,
        random: random)
    }
    guard let bootstrap = isCensus ? nil : effort.line else { return try line(nil) }
    do throws(StatisticsError) { return try line(bootstrap) } catch {
      // In some draws of the bootstrap noise explains all differences: the line stands without its interval.
      guard case .noPairs = error else { throw error }
      return try line(nil)
    }
  }
}
