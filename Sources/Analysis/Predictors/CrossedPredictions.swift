public import Store

/// Numbers that rank nets, each net under every draw of one kind with every draw of another: a proxy under each initialisation on each
/// minibatch.
///
/// Their spread tells the kinds apart (`PredictionSpread`); pairs of the same number, (0, 0), (1, 1), …, share neither draw, and are
/// independent predictions (`independent`).
public struct CrossedPredictions: Sendable {
  /// As tables and claims call it.
  public let name: String
  /// [initialisations][minibatches]: each net's number by canonical text; larger is better.
  public let scores: [[[String: Double]]]

  /// Rows of equal length.
  public init(_ name: String, scores: [[[String: Double]]]) {
    precondition(!scores.isEmpty && scores.allSatisfy { $0.count == scores[0].count && !$0.isEmpty }, "a table of predictions")
    (self.name, self.scores) = (name, scores)
  }

  /// Each proxy of runs of the same nets on the same minibatches, a run an initialisation or more, by the name that `label` gives its word.
  ///
  /// A net that has no score ranks below all others of its column.
  public static func proxies(_ runs: [ProxyRun], label: (String) -> String) -> [CrossedPredictions] {
    (runs.first?.proxies ?? []).map { word in
      CrossedPredictions(
        label(word),
        scores: runs.flatMap { run in
          (run.proxies.firstIndex(of: word).map { run.scores[$0] } ?? []).map { batches in
            batches.map { scores in
              let last = (scores.filter(\.isFinite).min() ?? 0) - 1
              return Dictionary(uniqueKeysWithValues: zip(run.architectures, scores.map { $0.isFinite ? $0 : last }))
            }
          }
        })
    }
  }

  /// Predictions that share neither draw, as many as the smaller number of both. Where each initialisation has one minibatch of its own,
  /// all of them.
  public var independent: NetPredictions {
    let isPaired = scores[0].count == 1
    return NetPredictions(
      name, scores: isPaired ? scores.map { $0[0] } : (0..<min(scores.count, scores[0].count)).map { scores[$0][$0] })
  }
}
