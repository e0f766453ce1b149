public import Digests
public import Spaces
internal import Statistics

/// What searches are judged by: the accuracy of every net of a space, and what each costs.
///
/// A net is a number here, its place among the canonical texts in rising order.
public struct SearchTruth: Sendable {
  /// Name and digest of the space; what the accuracies are, where they come from, and the digest of their file.
  public let space: String, what: String, source: String, digest: Digest
  /// Canonical texts in rising order, and the mean accuracy (%) of each.
  public let nets: [String], accuracies: [Double]
  /// Of the same nets.
  public let costs: [Cost]
  /// Of the same nets by a look-up table, as shares of the slowest one's; nil without a table.
  let latencies: [Double]?
  private let places: [String: Int], greatestError: Double, greatestMACs: Double

  /// Throws `AnalysisError.table` where the table has not all networks of the space.
  ///
  /// - Parameter latency: of the space.
  public init(_ table: PublishedTable, of space: Space, latency: LookupTable? = nil) throws(AnalysisError) {
    let nets = table.runs.keys.sorted(), counted = CostTable(space)
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
    (self.space, what, source, digest) = (space.name, table.what, table.source, table.digest)
    self.nets = nets
    accuracies = nets.map { table.runs[$0]?.mean ?? 0 }
    greatestError = 100 - (accuracies.min() ?? 0)
    greatestMACs = Double(costs.map(\.macs).max() ?? 1)
    places = Dictionary(uniqueKeysWithValues: nets.enumerated().map { ($1, $0) })
  }

  /// The number of a net by its canonical text.
  public func place(_ net: String) -> Int? { places[net] }

  /// The highest accuracy of nets with at most so many multiply-adds; nil where there is none.
  func best(within bound: Double?) -> Double? {
    accuracies.indices.lazy.filter { Double(costs[$0].macs) <= bound ?? .infinity }.map { accuracies[$0] }.max()
  }

  /// Error and multiply-adds of a net as shares of the largest in the space, taken from 1: larger is better in both, and the reference of
  /// hypervolumes is the origin.
  func gains(_ net: Int) -> [Double] {
    [1 - (100 - accuracies[net]) / greatestError, 1 - Double(costs[net].macs) / greatestMACs]
  }

}
