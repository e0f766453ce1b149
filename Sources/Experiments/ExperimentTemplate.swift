/// The file of an experiment to begin with, which `concord new` writes.
public enum ExperimentTemplate {
  /// A ranking of two strategies that runs as it is. Only the name differs; whether it is one is asked when the text is read.
  public static func text(name: String) -> String { "name: \(name)\n\(body)" }

  private static let body = """
    # The question, in a sentence.
    title: Does strict fairness rank small nets better than uniform sampling?

    # Images and their splits: supernets and nets train on `training`, one-shot scores are on `validation`, the truth is on `test`.
    # Other sources: cifar10, cifar100, image-folder (photographs), synthetic, declared (planned for, not here).
    data:
      source: {name: fashion-mnist}
      split: {training: 2000, validation: 500, recalibration: 500, test: 2000, seed: 0}
      preparation: {height: 14, width: 14}

    # Other spaces: nas-bench-201, fairnas, scarlet, moga, shufflenet, proxyless-gpu; docs/methods.md has all.
    space: {name: nas-bench-macro, stem: 4, widths: [8, 8, 16], head: 32}

    # What is trained: one supernet a strategy and seed. `passes` is the budget that strategies share, of one batch each.
    supernets:
      strategies:
        - {label: SPOS, strategy: {name: spos}}
        - {label: FairNAS, strategy: {name: strict-fairness, gradients: sum}}
        # The positive control: a sampler that is worse on purpose.
        - {label: Biased, strategy: {name: biased, odds: 10}}
      seeds: [1, 2, 3, 4]
      passes: 600
      recipe: &recipe
        optimizer: {name: sgd, momentum: 0.9, decay: 0.0005, clipping: {norm: 5}}
        schedule: {shape: cosine, peak: 0.1}
        batch: 32
      # Each strategy's learning rate is chosen by pilots under a seed that is not used later; the grid grows while its best is at an edge.
      rates: [0.33333, 1]
      extensions: 2
      pilotSeed: 100
      pilotShare: 0.25
      snapshots: [0, 0.5]
      probes: 16

    # What scores are held against: nets that are trained alone; twice, for what a second training would say. A published table stands under
    # the key `published` instead.
    standAlone:
      design: {name: depth, count: 40}
      seed: 1
      seeds: [1, 2]
      repeated: 40
      epochs: 2
      recipe: *recipe

    # How supernets are scored: BatchNorm's statistics, blocks of images for split-half reliability, nets scored at each snapshot.
    evaluation:
      policy: {name: recalibrated, images: 500}
      blocks: 10
      followed: 20

    # What is decided, written down before anything runs (docs/protocol.md): a difference of tau-b less than the margin is none.
    primary:
      claims:
        - {text: Strict fairness ranks better than uniform sampling, source: "Chu et al. 2021, Fig. 1", first: FairNAS, second: SPOS}
      control: {text: Uniform sampling ranks better than a biased one, source: positive control, first: SPOS, second: Biased}
      margin: 0.1
      reference: SPOS
      k: 5
      draws: 2000

    """
}
