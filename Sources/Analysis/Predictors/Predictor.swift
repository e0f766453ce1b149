/// Scores that rank nets without training them: a strategy's supernets, a cost that is counted, a column of somebody's file.
///
///     let spos = Predictor("SPOS", scores: accuracyUnderEachSupernet, seeds: [1, 2, 3])
///     let macs = Predictor("MACs", fixed: macsOfEachNet)
public struct Predictor: Sendable {
  /// Whether good nets have large scores, as accuracy and PSNR are, or small ones, as a loss is.
  public enum Orientation: String, Codable, Sendable { case larger, smaller }

  /// As tables, claims and differences call it.
  public let name: String
  /// [supernets][nets], turned so that larger is better: those of a loss are its negatives.
  public let scores: [[Double]]
  /// Of the supernets, in the order of `scores`. Two predictors with the same seeds share initial weights and images, so that they are
  /// compared seed by seed; empty where no seed is shared with another predictor.
  public let seeds: [Int]
  /// Whether there is no training in it that another seed would change.
  public let isFixed: Bool
  /// What errors call its column; nil: its position among the supernets.
  public let column: String?

  /// - Parameter scores: [supernets][nets], in the target's order of nets.
  public init(_ name: String, scores: [[Double]], seeds: [Int] = [], better: Orientation = .larger) {
    (self.name, self.seeds, isFixed, column) = (name, seeds, false, nil)
    self.scores = better == .larger ? scores : scores.map { $0.map { -$0 } }
  }

  /// One that no training enters.
  ///
  /// - Parameter scores: one a net, in the target's order.
  public init(_ name: String, fixed scores: [Double], better: Orientation = .larger, column: String? = nil) {
    (self.name, seeds, isFixed, self.column) = (name, [], true, column)
    self.scores = [better == .larger ? scores : scores.map { -$0 }]
  }

  /// One that was fitted on other nets' targets, a column for each draw of these: no training enters it, and its tau is the mean over draws.
  public init(_ name: String, fitted draws: [[Double]]) {
    (self.name, scores, seeds, isFixed, column) = (name, draws, [], true, nil)
  }

  /// The same with the supernets of these seeds alone, all of which it has.
  func only(_ some: [Int]) -> Predictor {
    let places = some.compactMap { seeds.firstIndex(of: $0) }
    return Predictor(name, scores: places.map { scores[$0] }, seeds: some)
  }
}
