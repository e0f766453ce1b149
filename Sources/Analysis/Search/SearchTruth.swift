public import Digests
public import Spaces
internal import Statistics
public import Store

/// What searches are judged by: how good every net of a space is, and what each costs.
///
/// A net is a number here, its place among the canonical texts in rising order.
public struct SearchTruth: Sendable {
  /// Name of the space; what the values are, where they come from, and the digest of their file.
  public let space: String, what: String, source: String, digest: Digest
  /// What is measured: accuracy in per cent, PSNR in decibels.
  public let metric: MetricNote
  /// Canonical texts in rising order, and the mean accuracy (%) or PSNR (dB) of each.
  public let nets: [String], values: [Double]
  /// Of the same nets.
  public let costs: [Cost]
  /// Of the same nets by a look-up table, as shares of the slowest one's; nil without a table.
  let latencies: [Double]?
  private let places: [String: Int], ceiling: Double, range: Double, greatestMACs: Double

  /// Published accuracies. Throws `AnalysisError.table` where the table has not all networks of the space.
  ///
  /// - Parameter latency: of the space.
  public init(_ table: PublishedTable, of space: Space, latency: LookupTable? = nil) throws(AnalysisError) {
    try self.init(
      table.runs.mapValues(\.mean), of: space, metric: .accuracy, what: table.what, source: table.source, digest: table.digest,
      latency: latency)
  }

  /// - Parameters:
  ///   - values: of each net by its canonical text, in the unit in which the metric is shown.
  ///   - latency: of the space.
  /// - Throws: `AnalysisError.table` where these are not all networks of the space.
  public init(
    _ values: [String: Double], of space: Space, metric: RunMetric, what: String, source: String, digest: Digest,
    latency: LookupTable? = nil
  ) throws(AnalysisError) {
    let nets = values.keys.sorted(), counted = CostTable(space)
    let count: UInt128
    var own: [Cost] = [], shares: [Double] = []
    do throws(SpaceError) {
      count = try PathIndex(space).count
      for net in nets {
        own.append(counted.cost(of: try space.architecture(net)))
        if let latency { shares.append(latency.value(of: try space.architecture(net)) / latency.greatest) }
      }
    } catch { throw .table(reason: "\(error)") }
    guard UInt128(nets.count) == count else {
      throw .table(reason: "it has \(nets.count) of the \(count) networks of \(space.name), a search may meet any")
    }
    self.costs = own
    latencies = latency == nil ? nil : shares
    (self.space, self.what, self.source, self.digest) = (space.name, what, source, digest)
    self.nets = nets
    self.metric = MetricNote(metric)
    self.values = nets.map { values[$0] ?? .nan }
    // The best that a net can be where there is such, else the best of the space.
    ceiling = metric == .accuracy ? 100 : self.values.max() ?? 0
    let least = self.values.min() ?? 0
    range = ceiling > least ? ceiling - least : 1
    greatestMACs = Double(costs.map(\.macs).max() ?? 1)
    places = Dictionary(uniqueKeysWithValues: nets.enumerated().map { ($1, $0) })
  }

  /// The number of a net by its canonical text.
  public func place(_ net: String) -> Int? { places[net] }

  /// The highest value of nets with at most so many multiply-adds; nil where there is none.
  func best(within bound: Double?) -> Double? {
    values.indices.lazy.filter { Double(costs[$0].macs) <= bound ?? .infinity }.map { values[$0] }.max()
  }

  /// What a net lacks to the best and its multiply-adds, each as a share of the largest in the space, taken from 1: larger is better in
  /// both, and the reference of hypervolumes is the origin. The best accuracy is 100 %, the best PSNR that of the space's best net.
  func gains(_ net: Int) -> [Double] {
    [1 - (ceiling - values[net]) / range, 1 - Double(costs[net].macs) / greatestMACs]
  }
}
