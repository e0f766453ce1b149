public import Spaces
public import Statistics
import Streams

/// Whether latencies add up: whole networks as they were measured, against the sums of a look-up table and against multiply-adds.
public struct Additivity: Codable, Hashable, Sendable {
  /// A network that was measured as a whole.
  public struct Net: Codable, Hashable, Sendable {
    /// Canonical text; choices that keep no identity; multiply-adds.
    public let architecture: String, depth: Int, macs: Double
    /// Milliseconds: the table's sum, and measured in each of the passes over all networks.
    public let predicted: Double, measurements: [Double]

    /// The mean of its measurements.
    public var measured: Double { measurements.mean }
  }

  /// In the order in which they were measured.
  public let nets: [Net]
  /// tau-b of the table's sums, then of multiply-adds, with measured latencies: over all pairs and within equal depth; the first with its
  /// difference to the second, on the same networks.
  public let rows: [PredictorRow]
  /// R², the square of Pearson's correlation of sums with measured latencies: what a line through the sums explains.
  public let determination: Measured<Double>
  /// The median over networks of |sum − measured| / measured; and the same once sums are multiplied by the median of measured / sum: a
  /// constant share that operations lose or gain by themselves is no error of ranking.
  public let medianRelativeError: Double, medianScaledError: Double
  /// tau-b of the first pass with the second, over networks: what a perfect table could reach against one pass. A reason where there is one.
  public let replicate: Measured<Estimate>

  /// The rows' names.
  public static let table = "table", macs = Predictor.macsName

  /// - Parameter measured: milliseconds of each path, above 0, a number for each pass over all of them.
  /// - Throws: `AnalysisError.architecture` below two networks, or where a latency is no number.
  public init(_ table: LookupTable, of space: Space, paths: [[Int]], measured: [[Double]]) throws(AnalysisError) {
    precondition(paths.count == measured.count, "a latency a network")
    let costs = CostTable(space)
    nets = zip(paths, measured).map { path, measured in
      let net = Architecture(path: path)
      return Net(
        architecture: space.text(of: net), depth: space.depth(of: net), macs: Double(costs.cost(of: net).macs),
        predicted: table.value(of: path), measurements: measured)
    }
    let nets = nets, sums = nets.map(\.predicted), means = nets.map(\.measured)
    let target: Target
    do throws(StatisticsError) { target = try Target(runs: means.map { [$0] }) } catch {
      throw .architecture(run: "the set of networks", reason: error.description)
    }
    let predictors = [Predictor(Self.table, fixed: sums), Predictor(Self.macs, fixed: nets.map(\.macs))]
    let comparison = PredictorComparison(predictors: [], baselines: predictors, target: target, strata: nets.map(\.depth))
    rows = predictors.enumerated().map { number, own in
      comparison.row(
        of: own, over: [.all, .withinStrata], against: number == 0 ? [predictors[1]] : [], random: RandomStream(seed: 1, "additivity"))
    }
    determination = Measured { () throws(StatisticsError) in
      let correlation = try pearson(sums, means, names: ("the table's sums", "measured latencies"))
      return correlation * correlation
    }
    func error(scale: Double) -> Double { quantile(0.5, of: nets.map { abs(scale * $0.predicted - $0.measured) / $0.measured }) }
    medianRelativeError = error(scale: 1)
    medianScaledError = error(scale: quantile(0.5, of: nets.map { $0.measured / $0.predicted }))
    replicate = Measured { () throws(StatisticsError) in
      guard nets.allSatisfy({ $0.measurements.count > 1 }) else { throw .tooFew("passes over the networks", count: 1, least: 2) }
      return try KendallTau(nets.map { $0.measurements[0] }, nets.map { $0.measurements[1] }).estimate()
    }
  }
}
