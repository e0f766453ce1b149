import Spaces
import Statistics
import Store
import Streams

/// How well nets that were trained for a while under one seed foretell the same nets trained in full under others.
///
/// A checkpoint and the end of one training share a trajectory, so that they would agree too well: scores on the way and at the end are of the
/// first seed, on search-validation images, and the target is the mean of the other seeds, on test images. The difference of both taus is what a
/// short training loses.
public struct IncompleteTraining: Codable, Hashable, Sendable {
  /// A net: its scores at the marks, in full, and what it is held against, as axes show them.
  public struct Net: Codable, Hashable, Sendable {
    public let architecture: String, macs: Double, parameters: Double
    /// At each mark, then at the end, under the first seed; on search-validation images.
    public let scores: [Double]
    /// Under each other seed, on test images.
    public let target: [Double]
  }

  /// Forward–backward passes of each mark.
  public let marks: [Int]
  /// The first, that is looked at on the way, then those of the target.
  public let seeds: [Int]
  /// Nets that were trained under all of them, in the order of their texts.
  public let nets: [Net]
  /// Each mark, then the full training, then what is counted: tau, and its difference from the full training and from multiply-adds.
  public let rows: [PredictorRow]
  /// Of bicubic interpolation on test images, as axes show it; nil where images are not enlarged.
  public let interpolation: Double?

  /// What tables and claims call a mark, and the end of a training.
  public static func name(ofMark passes: Int) -> String { "\(passes) passes" }
  public static let fullName = "full training"

  /// The study and what its claims are decided by; nil where no net was scored on the way.
  static func study(
    _ truth: Truth, of design: Design, primary: Primary, random: RandomStream
  ) throws(AnalysisError) -> (study: IncompleteTraining, comparison: PredictorComparison)? {
    guard case .trained(let runs) = truth, let first = runs.first(where: { !$0.marks.isEmpty }) else { return nil }
    let marks = first.marks.map(\.passes), seeds = Set(runs.map(\.seed)).sorted()
    var groups: [String: [StandAloneRun]] = [:]
    for run in runs {
      groups[try Design.canonical(run.architecture, design.space, run: "stand-alone run \(run.architecture)"), default: []].append(run)
    }
    var nets: [Net] = []
    for (place, text) in design.texts.enumerated() {
      let own = groups[text, default: []].sorted { $0.seed < $1.seed }, scale = design.metric.scale
      guard own.map(\.seed) == seeds, own.count > 1 else { continue }
      guard own[0].marks.map(\.passes) == marks else { throw .uneven(strategy: fullName, reason: "nets were scored at other marks") }
      func score(_ run: StandAloneRun, _ blocks: BlockScores) -> Double { scale * (run.diverged ? run.metric.least : blocks.mean) }
      nets.append(
        Net(
          architecture: text, macs: design.macs[place], parameters: design.parameters[place],
          scores: own[0].marks.map { scale * $0.validation.mean } + [score(own[0], own[0].validation)],
          target: own.dropFirst().map { score($0, $0.test) }))
    }
    let target: Target
    do throws(StatisticsError) { target = try Target(runs: nets.map(\.target)) } catch { return nil }
    let predictors = (marks.map(name(ofMark:)) + [fullName]).enumerated().map { number, name in
      Predictor(name, fixed: nets.map { $0.scores[number] })
    }
    let counted = [
      Predictor(Predictor.parametersName, fixed: nets.map(\.parameters)), Predictor(Predictor.macsName, fixed: nets.map(\.macs)),
    ]
    // Nets stand for others like them also where all of the space are in: each has a training of its own, whose noise is in the interval.
    let comparison = PredictorComparison(
      predictors: predictors, baselines: counted, target: target, effort: .study(draws: primary.draws))
    let others = [predictors[predictors.count - 1], counted[1]]
    let rows = (predictors + counted).map { own in
      comparison.row(of: own, against: others.filter { $0.name != own.name }, k: primary.k, random: random.child(own.name))
    }
    let study = IncompleteTraining(
      marks: marks, seeds: seeds, nets: nets, rows: rows, interpolation: first.bicubic.map { design.metric.scale * $0.test.mean })
    return (study, comparison)
  }
}
