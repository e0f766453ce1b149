import Digests
public import Spaces
public import Statistics
public import Store

/// The nets that all predictions are held against, with their target: distinct nets in the order of their texts.
public struct Design: Sendable {
  /// The space of the nets, and its name with its digest as run files carry it.
  public let space: Space, label: SpaceLabel
  /// The label first, then those of the space's other forms, whose supernets score the same nets.
  let forms: [SpaceLabel]
  /// Canonical text of each net.
  public let texts: [String]
  /// Test accuracy in per cent or PSNR in dB, one a run: of stand-alone runs at the last epoch, by rising seed, the least for diverged ones; or as
  /// published.
  public let target: Target
  /// Choices that keep no identity, multiply-adds, parameters, values that pass through an activation for one image.
  public let depth: [Int], macs: [Double], parameters: [Double], activations: [Double]
  /// One-hot choices of each net.
  public let features: [[Double]]
  /// What targets measure.
  public let metric: RunMetric
  /// Search-validation score after a quarter of the epochs, one a run as in `target`; nil for published nets.
  public let quarter: [[Double]]?
  /// Stand-alone runs that diverged: their score counts as the least, accuracy as 0, so that they rank last and stay in n.
  public let divergedRuns: Int
  /// Whether these are all distinct nets of the space: none was sampled.
  public let isCensus: Bool

  /// - Throws: `.noRuns`, `.space` for runs of different spaces, `.twice` for one net and seed in two files, `.architecture`, `.table`
  ///   for a net that the table lacks.
  public init(space: Space, truth: Truth) throws(AnalysisError) {
    switch truth {
    case .trained(let runs): try self.init(space: space, standAlone: runs)
    case .published(let table, let nets):
      var runs: [[Double]] = []
      let texts = Set(nets).sorted()
      for net in texts {
        guard let own = table.runs[net] else { throw .table(reason: "it has no net \(net)") }
        runs.append(own)
      }
      let digest: Digest
      do { digest = try space.digest() } catch { throw .architecture(run: "space \(space.name)", reason: "\(error)") }
      try self.init(
        space: space, label: SpaceLabel(name: space.name, digest: digest), texts: texts, runs: runs, metric: .accuracy, quarter: nil,
        divergedRuns: 0)
    }
  }

  private init(space: Space, standAlone: [StandAloneRun]) throws(AnalysisError) {
    guard let label = standAlone.first?.space else { throw .noRuns(kind: "stand-alone", wanted: "any architecture") }
    var groups: [String: [StandAloneRun]] = [:]
    for run in standAlone {
      let name = "stand-alone run \(run.architecture) of seed \(run.seed)"
      guard run.metric == standAlone[0].metric else {
        throw .architecture(run: name, reason: "its scores are \(run.metric.name), others' \(standAlone[0].metric.name)")
      }
      guard run.space == label else { throw .space(run: name, found: run.space.name, expected: label.name) }
      guard !run.history.isEmpty else { throw .architecture(run: name, reason: "its history is empty: train it for an epoch at least") }
      let text = try Self.canonical(run.architecture, space, run: name)
      guard groups[text, default: []].allSatisfy({ $0.seed != run.seed }) else { throw .twice(run: name) }
      groups[text, default: []].append(run)
    }
    let texts = groups.keys.sorted(), runs = texts.map { (groups[$0] ?? []).sorted { $0.seed < $1.seed } }
    try self.init(
      space: space, label: label, texts: texts,
      runs: runs.map { $0.map { $0.metric.scale * ($0.diverged ? $0.metric.least : $0.test.mean) } },
      metric: standAlone[0].metric,
      quarter: runs.map { $0.map { $0.diverged ? $0.metric.least : $0.history[($0.history.count + 3) / 4 - 1].validationScore } },
      divergedRuns: standAlone.count { $0.diverged })
  }

  private init(
    space: Space, label: SpaceLabel, texts: [String], runs: [[Double]], metric: RunMetric, quarter: [[Double]]?, divergedRuns: Int
  ) throws(AnalysisError) {
    do throws(StatisticsError) { target = try Target(runs: runs) } catch {
      throw .architecture(run: "the set of nets", reason: error.description)
    }
    let table = CostTable(space), bends = space.activations
    var codes: [[Int]] = [], depth: [Int] = [], costs: [Cost] = [], activations: [Double] = []
    for text in texts {
      let architecture = try Self.read(text, space, run: "the set of nets")
      guard let path = architecture.path else {
        throw .architecture(run: "net \(text)", reason: "more than one operation is kept at a choice: the ridge needs single paths")
      }
      codes.append(path)
      depth.append(space.depth(of: architecture))
      costs.append(table.cost(of: architecture))
      activations.append(bends.value(of: architecture))
    }
    do throws(SpaceError) { isCensus = try PathIndex(space).count == UInt128(texts.count) } catch {
      throw .architecture(run: "space \(space.name)", reason: error.description)
    }
    do {
      forms = [label] + (try space.forms.dropFirst().map { SpaceLabel(name: space.name, digest: try $0.digest()) })
    } catch { throw .architecture(run: "space \(space.name)", reason: "\(error)") }
    (self.space, self.label, self.texts, self.depth, features) = (space, label, texts, depth, Ridge.oneHot(codes))
    (macs, parameters, self.activations) = (costs.map { Double($0.macs) }, costs.map { Double($0.parameters) }, activations)
    (self.metric, self.quarter, self.divergedRuns) = (metric, quarter, divergedRuns)
  }

  /// n, distinct nets.
  public var count: Int { texts.count }

  /// R as tables print it: "1", or "1–2" where nets differ.
  public var runsPerNet: String {
    let least = target.counts.reduce(.max) { min($0, $1) }, most = target.counts.reduce(0) { max($0, $1) }
    return least == most ? "\(least)" : "\(least)–\(most)"
  }

  static func read(_ text: String, _ space: Space, run: String) throws(AnalysisError) -> Architecture {
    do throws(SpaceError) { return try space.architecture(text) } catch { throw .architecture(run: run, reason: error.description) }
  }

  /// The text that stands for all architectures with this one's function.
  static func canonical(_ text: String, _ space: Space, run: String) throws(AnalysisError) -> String {
    space.text(of: space.canonical(try read(text, space, run: run)))
  }
}
