public import Spaces
public import Statistics

/// What shrinking by several scores leaves of a space whose nets' accuracies are all known: nothing of it is estimated but over supernets.
///
/// A net is left as long as its canonical code keeps to operations that are left.
public struct ShrinkingStudy: Codable, Hashable, Sendable {
  /// One shrinking: what was left before the first step and after each, and how it scored all operations before the first.
  public struct Trajectory: Sendable {
    /// What nets were scored by, and the seed of the supernet.
    public let score: String, seed: Int
    /// [steps + 1][choices], candidates by number; and [choices][candidates], −∞ of operations that no net has; nil where nothing was scored.
    public let left: [[[Int]]], scores: [[Double]]?
    /// Mean true accuracy (%) of what searches in the nets left at the end found; nil where none was made.
    public let found: Double?

    public init(_ score: String, seed: Int, left: [[[Int]]], scores: [[Double]]?, found: Double? = nil) {
      (self.score, self.seed, self.left, self.scores, self.found) = (score, seed, left, scores, found)
    }
  }

  /// The nets that are left at one moment.
  public struct Step: Codable, Hashable, Sendable {
    /// Operations that are gone, and codes and nets that are left.
    public let gone: Int, codes: Int, nets: Int
    /// Mean and best true accuracy (%) of these nets.
    public let mean: Double, best: Double
  }

  /// A shrinking with what it left, step by step.
  public struct Course: Codable, Hashable, Sendable {
    public let score: String, seed: Int, steps: [Step]
    /// tau of the operations' scores before the first step against their nets' true means.
    public let tau: Measured<Estimate>
    /// As the trajectory has it.
    public let found: Double?
  }

  /// What a claim compares.
  public enum Measure: String, Codable, CaseIterable, Sendable {
    /// Mean and best true accuracy of the nets left at the end (points); tau of operations before the first step; true accuracy of what
    /// searches in these nets found (points).
    case mean, best, tau, found
  }

  /// A declared contrast: the first's measure less the second's, supernet by supernet.
  public struct Claim: Codable, Hashable, Sendable {
    /// In words, and whose; names of scores; δ in the measure's unit.
    public var text: String, source: String, measure: Measure, first: String, second: String, margin: Double

    public init(text: String, source: String, measure: Measure, first: String, second: String, margin: Double) {
      (self.text, self.source, self.measure) = (text, source, measure)
      (self.first, self.second, self.margin) = (first, second, margin)
    }
  }

  /// A claim with what was measured.
  public struct ClaimRow: Codable, Hashable, Sendable {
    public let claim: Claim
    /// Over supernets.
    public let difference: Measured<Estimate>
    public let verdict: Verdict?
  }

  /// A score over all supernets, at the end; chance over its shrinkings.
  public struct Row: Codable, Hashable, Sendable {
    public let score: String
    /// True accuracy (%) of what is left: mean, and best.
    public let mean: Estimate, best: Estimate
    /// The best of all nets less the best of those left (points).
    public let regret: Estimate
    /// Of operations before the first step; a reason where a score does not tell them apart.
    public let tau: Measured<Estimate>
    /// Nets left, the mean over supernets.
    public let nets: Double
    /// True accuracy (%) of what searches in these nets found; a reason where none was made.
    public let found: Measured<Estimate>
  }

  public let space: String
  /// Of all nets: how many, mean and best true accuracy (%).
  public let nets: Int, mean: Double, best: Double
  /// Names of operations, and the mean true accuracy (%) of the nets that have each; nil where none has. [choices][candidates]
  public let operations: [[String]], means: [[Double?]]
  /// Of chance no courses are kept.
  public let courses: [Course], rows: [Row], claims: [ClaimRow]

  /// - Parameters:
  ///   - trajectories: of each score those of the same supernets.
  ///   - chance: shrinkings of one name that took operations at random, as many as make their mean exact for all purposes: a claim holds every
  ///     supernet against that mean.
  ///   - accuracies: (%) of all nets of the space, by canonical text.
  /// - Throws: `AnalysisError.table` where a net's accuracy is missing, `.unknownName`, `SpaceError`.
  public init(
    _ trajectories: [Trajectory], chance: [Trajectory] = [], space: Space, accuracies: [String: Double], claims: [Claim]
  ) throws {
    var nets: [(path: [Int], accuracy: Double)] = []
    for path in try PathIndex(space).paths {
      let text = space.text(of: Architecture(path: path))
      guard let accuracy = accuracies[text] else { throw AnalysisError.table(reason: "it has no net \(text)") }
      nets.append((path, accuracy))
    }
    let all = nets.map(\.accuracy), best = all.max() ?? 0
    means = space.choices.indices.map { choice in
      space.choices[choice].candidates.indices.map { candidate in
        let own = nets.filter { $0.path[choice] == candidate }.map(\.accuracy)
        return own.isEmpty ? nil : own.mean
      }
    }
    operations = space.choices.map { $0.candidates.map(\.name) }
    (self.space, self.nets, mean, self.best) = (space.name, nets.count, all.mean, best)
    let truth = means.joined(), whole = space.choices.reduce(0) { $0 + $1.candidates.count }
    func course(_ own: Trajectory) -> Course {
      let known = own.scores.map { zip($0.joined(), truth).compactMap { score, mean in mean.map { (score, $0) } } }
      return Course(
        score: own.score, seed: own.seed,
        steps: own.left.map { left in
          let kept = nets.filter { left.hold($0.path) }.map(\.accuracy)
          return Step(
            gone: whole - left.reduce(0) { $0 + $1.count }, codes: left.reduce(1) { $0 * $1.count }, nets: kept.count, mean: kept.mean,
            best: kept.max() ?? .nan)
        },
        tau: known.map { known in
          Measured { () throws(StatisticsError) in try KendallTau(known.map(\.0), known.map(\.1)).estimate() }
        } ?? Measured(absent: "nothing was scored"),
        found: own.found)
    }
    courses = trajectories.map(course)
    let courses = courses + chance.map(course)
    var names: [String] = []
    for own in courses where !names.contains(own.score) { names.append(own.score) }
    func values(_ score: String, _ measure: Measure) -> Measured<[Double]> {
      let own = courses.filter { $0.score == score }
      switch measure {
      case .mean: return Measured { own.map { $0.steps.last?.mean ?? .nan } }
      case .best: return Measured { own.map { $0.steps.last?.best ?? .nan } }
      case .found:
        let found = own.compactMap(\.found)
        return found.count == own.count ? Measured { found } : Measured(absent: "no search was made in what is left")
      case .tau:
        if let reason = own.compactMap(\.tau.reason).first { return Measured(absent: reason) }
        return Measured { own.compactMap { $0.tau.value?.value } }
      }
    }
    rows = names.map { score in
      let bests = values(score, .best).value ?? [], taus = values(score, .tau), own = courses.filter { $0.score == score }
      return Row(
        score: score, mean: Estimate(overRepetitions: values(score, .mean).value ?? []), best: Estimate(overRepetitions: bests),
        regret: Estimate(overRepetitions: bests.map { best - $0 }),
        tau: taus.map { Estimate(overRepetitions: $0, scale: .correlation) },
        nets: own.map { Double($0.steps.last?.nets ?? 0) }.mean,
        found: values(score, .found).map { Estimate(overRepetitions: $0) })
    }
    var differences: [Measured<Estimate>] = []
    for claim in claims {
      for name in [claim.first, claim.second] where !names.contains(name) { throw AnalysisError.unknownName(name, known: names) }
      let first = values(claim.first, claim.measure), second = values(claim.second, claim.measure)
      if var a = first.value, var b = second.value {
        if claim.first == chance.first?.score { a = b.map { _ in a.mean } }
        if claim.second == chance.first?.score { b = a.map { _ in b.mean } }
        differences.append(Measured { Estimate(overRepetitions: zip(a, b).map { $0 - $1 }) })
      } else {
        differences.append(Measured(absent: first.reason ?? second.reason ?? "it could not be computed"))
      }
    }
    let verdicts = Verdict.all(
      zip(claims, differences).map { Verdict.Contrast($0.text, $1.value ?? .absent) }, margins: claims.map(\.margin))
    self.claims = claims.indices.map { place in
      ClaimRow(
        claim: claims[place], difference: differences[place], verdict: differences[place].value == nil ? nil : verdicts[place])
    }
  }
}
