import Digests
import Experiments
import Fixtures
import Spaces

/// A small experiment as its file says it, and changes of its text.
enum Samples {
  static let text = """
    name: small
    title: Which strategy ranks better?
    data:
      source: {name: synthetic, seed: 1, training: 480, test: 160, height: 9, width: 9, channels: 1, classes: 4}
      split: {validation: 80, recalibration: 40, seed: 3}
      preparation: {}
    space: {name: nas-bench-macro, stem: 4, widths: [8, 8, 8], depths: [2, 2, 2], head: 16}
    supernets:
      strategies:
        - {label: SPOS, strategy: {name: spos}}
        - {label: EF, strategy: {name: expectation-fairness, iterations: 2}}
        - label: "EF, lr/3"
          strategy: {name: expectation-fairness, iterations: 2}
          rate: 0.33333
        - {label: FairNAS, strategy: {name: strict-fairness, gradients: sum}}
      seeds: [1, 2]
      recipe: &recipe
        optimizer: {name: sgd, momentum: 0.9, decay: 0.0005}
        schedule: {shape: cosine, peak: 0.1}
        batch: 16
      passes: 60
      rates: [1, 0.5]
      pilotSeed: 100
      snapshots: [0, 0.5]
      probes: 4
    standAlone:
      design: {name: depth, count: 20}
      seed: 1
      seeds: [1, 2]
      repeated: 8
      epochs: 2
      recipe: *recipe
    evaluation:
      policy: {name: recalibrated, images: 40}
      blocks: 10
      followed: 6
      histogram: {design: {name: macs, count: 30}, seed: 1}
    primary:
      claims:
        - {text: Strict is better, source: Fig. 1, first: FairNAS, second: SPOS}
      margin: 0.1
      reference: SPOS
      k: 5
      draws: 200

    """

  /// The same with published accuracies of all its nets.
  static var published: String {
    let start = text.firstRange(of: "standAlone:")?.lowerBound ?? text.startIndex
    let end = text.firstRange(of: "evaluation:")?.lowerBound ?? text.endIndex
    return "\(text[..<start])\(TinyExperiment.published)\n\(text[end...])"
  }

  /// The text with one part replaced by another; the part is there.
  static func text(_ part: String, _ other: String) -> String {
    precondition(text.contains(part), "'\(part)' is not in the sample")
    return text.replacing(part, with: other)
  }

  static func experiment(_ part: String = "", _ other: String = "") throws -> RankingExperiment {
    try StrictYAML.decode(RankingExperiment.self, part.isEmpty ? text : text(part, other), file: "small.yaml")
  }

  static let data = DataOutline(
    digest: Digest(of: "images".utf8), shape: ImageShape(height: 9, width: 9, channels: 1), classes: 4, training: 480, test: 160)

  static func ranking(_ part: String = "", _ other: String = "") throws -> RankingPlan {
    try RankingPlan(try experiment(part, other), data: data)
  }
}
