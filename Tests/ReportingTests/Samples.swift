import Digests
import Reporting
import Streams

/// Values like those of a small study, from fixed streams: figures made from them are looked at, and their texts compared.
enum Samples {
  static let footer = Footer(
    nets: 96, supernets: 4, seeds: 2...2, digests: (0..<12).map { Digest(of: [UInt8($0)]) }, remark: "profile laptop")

  static let references = [Reference("replicate", Reading(0.66)), Reference("oracle", Reading(0.81))]

  /// Nets under a predictor whose scores correlate so strongly with the truth.
  static func points(_ count: Int, quality: Double, centre: Double, width: Double, errors: Bool = true) -> [OneShotScatter.Point] {
    var truth = RandomStream(seed: 7, "truth"), random = RandomStream(seed: 7, "\(quality)")
    return (0..<count).map { _ in
      let net = truth.normal(), score = quality * net + (1 - quality * quality).squareRoot() * random.normal()
      let x = centre + width * score, y = 0.86 + 0.012 * net
      return errors
        ? .init(x: x, y: y, xError: width * (0.1 + 0.3 * random.unit()), yError: 0.001 + 0.004 * random.unit()) : .init(x: x, y: y)
    }
  }

  static func scores(_ count: Int, quality: Double) -> [Double] {
    points(count, quality: quality, centre: 0, width: 1, errors: false).map(\.x)
  }

  static let scatter = OneShotScatter(
    panels: [("SPOS", 0.6, 0.62, 0.02), ("Expectation fairness", 0.4, 0.32, 0.05), ("Strict fairness", 0.8, 0.68, 0.015)].map {
      OneShotScatter.Panel(
        $0.0, points: points(96, quality: $0.1, centre: $0.2, width: $0.3),
        tau: Reading($0.1 * 0.7, low: $0.1 * 0.7 - 0.13, high: $0.1 * 0.7 + 0.11),
        interval: "the strategy", supernets: 4, seeds: 2...2, references: references)
    }, footer: footer)

  static let histograms = AccuracyHistograms(
    panels: [("SPOS", 0.62, 0.02), ("Expectation fairness", 0.32, 0.05), ("Strict fairness", 0.68, 0.015)].map {
      .init($0.0, values: points(960, quality: 0.5, centre: $0.1, width: $0.2).map(\.x))
    }, footer: Footer(nets: 960, supernets: 1, digests: footer.digests))

  static let smallStudies: SmallStudyFigure = {
    var random = RandomStream(seed: 1, "draws")
    func taus(_ mean: Double) -> [Double] {
      (0..<2_000).map { _ in max(-39, min(39, ((mean + 0.14 * random.normal()) * 39).rounded())) / 39 }
    }
    return SmallStudyFigure(
      first: "Strict fairness", second: "SPOS",
      designs: [
        .init("uniform", first: taus(0.58), second: taus(0.5)),
        .init("evenly spaced in strict fairness", first: taus(0.7), second: taus(0.6)),
        .init("evenly spaced in SPOS", first: taus(0.62), second: taus(0.66)),
      ],
      published: [
        .init("FairNAS", Reading(0.9487, low: 0.80, high: 0.99), in: .first),
        .init("SPOS", Reading(0.6153, low: 0.16, high: 0.85), in: .second),
        .init("FairNAS − SPOS", Reading(0.3334), in: .difference),
      ], footer: footer)
  }()

  static let passes: TauByPasses = {
    let steps = [500.0, 1_000, 1_500, 2_000, 2_500, 3_000]
    func curve(_ name: String, _ top: Double, _ half: Double, flag: String? = nil) -> TauByPasses.Curve {
      .init(
        name, passes: steps,
        readings: steps.map { passes in
          let value = top * passes / (passes + 600)
          return Reading(value, low: half > 0 ? value - half : nil, high: half > 0 ? value + half : nil)
        }, flag: flag)
    }
    func curves(_ scale: Double, _ half: Double) -> [TauByPasses.Curve] {
      [
        curve("SPOS", 0.5 * scale, half), curve("Expectation fairness", 0.3 * scale, half, flag: "not trained"),
        curve("Strict fairness", 0.65 * scale, half),
      ]
    }
    return TauByPasses(
      panels: [
        .init(Axis("Kendall's tau-b"), curves: curves(1, 0.08), references: references),
        .init(
          Axis("Validation accuracy of 32 paths", unit: "%", scale: 100), curves: curves(1.1, 0.02),
          references: [Reference("chance", Reading(0.1))]),
        .init(Axis("Training loss", unit: "nats"), curves: curves(3, 0)),
      ], isOneSchedule: true, footer: footer)
  }()

  static let slices: TauBySlice = {
    func row(_ tau: Double) -> [Reading?] { [0, -0.12, 0.15].map { Reading(tau + $0, low: tau + $0 - 0.12, high: tau + $0 + 0.1) } }
    return TauBySlice(
      strategies: ["SPOS", "Expectation fairness", "Strict fairness"],
      slices: [
        .init("design", nets: 96, taus: row(0.45), replicate: 0.66, oracle: 0.81),
        .init("space", nets: 96, taus: row(0.38), replicate: 0.52, oracle: 0.7),
        .init("within depth", nets: 96, taus: row(0.2), replicate: 0.33, oracle: 0.55),
        .init("top half by seed 2", nets: 48, taus: row(0.25), replicate: 0.3, oracle: 0.5),
        .init("predicted top half", nets: 48, taus: row(0.28), replicate: 0.36),
        .init("top tenth by seed 2", nets: 10, taus: [nil, nil, nil]),
      ], footer: footer)
  }()

  static func agreement(seeds: Int) -> AgreementMap {
    let strategies = [("SPOS", 0.6), ("EF", 0.4), ("Strict", 0.8)]
    var groups = strategies.map { strategy in AgreementMap.Group(strategy.0, rows: (1...seeds).map { "seed \($0)" }) }
    groups.append(.init("", rows: ["depth", "MACs", "parameters"]))
    let rows = groups.flatMap(\.rows)
    let values = rows.indices.map { a in
      rows.indices.map { b -> Double? in
        if a / seeds == b / seeds && a < 3 * seeds { return a == b ? 0.93 : 0.78 }
        return max(a, b) == rows.count - 1 && min(a, b) < seeds ? -0.12 : 0.2 + 0.6 / Double(1 + abs(a - b))
      }
    }
    return AgreementMap(seeds > 2 ? "agreement" : "agreement-small", groups: groups, values: values, hasReliability: true, footer: footer)
  }

  static let ranks = RankChanges(
    rankings: [
      .init("stand-alone", scores: points(96, quality: 0.5, centre: 0, width: 1).map(\.y)),
      .init("strict fairness", scores: scores(96, quality: 0.8)),
      .init("SPOS", scores: scores(96, quality: 0.6)),
    ], footer: footer)

  static let published = OneShotScatter("published-scatter", panels: FairNASFigure1.scatter, footer: Footer(remark: FairNASFigure1.source))
  static let publishedHistograms = AccuracyHistograms(
    "published-histograms", panels: FairNASFigure1.histograms, footer: Footer(remark: FairNASFigure1.source))

  static let crowd = OneShotScatter(
    "crowd",
    panels: [
      .init(
        "scores.csv", points: points(50_000, quality: 0.7, centre: 0, width: 1, errors: false), tau: Reading(0.494, low: 0.490, high: 0.498)
      )
    ],
    x: Axis("one_shot"), y: Axis("stand_alone"))

  static let all: [any Drawing] = [
    scatter, histograms, smallStudies, passes, slices, agreement(seeds: 4), agreement(seeds: 2), ranks, published, publishedHistograms,
    crowd, regrets, progress, plane,
  ]
}

/// The last column of a data file's rows.
func lastColumn(_ rows: some Sequence<Substring>) -> [Double] {
  rows.filter { !$0.hasPrefix("#") }.compactMap { row in row.split(separator: "\t").last.flatMap { Double($0) } }
}
