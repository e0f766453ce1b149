internal import Spaces
public import Statistics
public import Store

/// What searches of one run came to, held against the truth: a number a search after so many evaluations.
///
/// A search sees scores alone; here each net that it evaluated has its true accuracy or PSNR.
public struct SearchOutcomes: Sendable {
  /// A quantity of one search after k evaluations.
  public enum Measure: String, Codable, CaseIterable, Hashable, Sendable {
    /// True accuracy (%) or PSNR (dB) of the net with the best score so far, whichever the truth is of.
    case accuracy, psnr
    /// Parameters (millions) of that net.
    case parameters
    /// The share of the exact front's hypervolume, in true error and multiply-adds, that all nets so far cover.
    case hypervolume
    /// Inverted generational distance to the exact front, in shares of the largest error and of the most multiply-adds.
    case generationalDistance = "generational-distance"

    /// Of a distance the least is best; more parameters are neither.
    public var isBestWhereLargest: Bool { [.accuracy, .psnr, .hypervolume].contains(self) }
  }

  let truth: SearchTruth, front: ExactFront
  /// Of each search the nets in the order of evaluation, and their scores in the first objective, larger is better.
  private let nets: [[Int]], scores: [[Double]]
  public let evaluations: Int, seeds: [Int]

  /// Throws `AnalysisError.missingScore` where a net is none of the truth's.
  public init(_ run: SearchRun, _ truth: SearchTruth, _ front: ExactFront) throws(AnalysisError) {
    (self.truth, self.front, evaluations, seeds) = (truth, front, run.evaluations, run.seeds)
    var places: [Int] = []
    for net in run.architectures {
      guard let place = truth.place(net) else { throw .missingScore(run: "the published table", architecture: net) }
      places.append(place)
    }
    let own = run.architectures.indices.map { run.oriented($0)[0] }
    nets = run.orders.map { $0.map { places[$0] } }
    scores = run.orders.map { $0.map { own[$0] } }
  }

  /// Searches that ended before their budget was spent, since they found nothing new.
  public var endedEarly: Int { nets.count { $0.count < evaluations } }

  /// Of each search, the measure after each of these numbers of evaluations, which rise: rows are searches. A search that ended early keeps
  /// what it had. NaN where no net lies within the bound.
  ///
  /// - Parameters:
  ///   - bound: multiply-adds that the net of `accuracy`, `psnr` and `parameters` may have.
  ///   - latency: the same of its latency, as a share of the slowest net's.
  func values(
    _ measure: Measure, at marks: [Int], within bound: Double? = nil, latency: Double? = nil
  ) throws(StatisticsError) -> [[Double]] {
    var rows: [[Double]] = []
    for search in nets.indices {
      switch measure {
      case .accuracy, .psnr: rows.append(best(search, marks, bound, latency).map { $0.map { truth.values[$0] } ?? .nan })
      case .parameters:
        rows.append(best(search, marks, bound, latency).map { $0.map { Double(truth.costs[$0].parameters) / 1e6 } ?? .nan })
      case .hypervolume: rows.append(front.hypervolumes(of: nets[search], at: marks))
      case .generationalDistance: rows.append(try front.distances(of: nets[search], at: marks))
      }
    }
    return rows
  }

  /// The mean over searches of a measure after so many evaluations.
  public func mean(_ measure: Measure, after evaluations: Int) throws(StatisticsError) -> Double {
    try values(measure, at: [evaluations]).map { $0[0] }.mean
  }

  /// The net with the best score among the first k of a search, for each k; of equals the first.
  private func best(_ search: Int, _ marks: [Int], _ bound: Double?, _ latency: Double?) -> [Int?] {
    var found: [Int?] = [], best: Int?, highest = -Double.infinity, seen = 0
    let nets = nets[search], scores = scores[search]
    for mark in marks {
      while seen < min(mark, nets.count) {
        let net = nets[seen], isFast = latency.map { (truth.latencies?[net] ?? .infinity) <= $0 } ?? true
        let isAllowed = isFast && bound.map { Double(truth.costs[net].macs) <= $0 } ?? true
        if isAllowed && (best == nil || scores[seen] > highest) { (best, highest) = (nets[seen], scores[seen]) }
        seen += 1
      }
      found.append(best)
    }
    return found
  }

  /// The nets of one search, in the order of evaluation, as numbers of the truth.
  func evaluated(_ search: Int) -> [Int] { nets[search] }
}
