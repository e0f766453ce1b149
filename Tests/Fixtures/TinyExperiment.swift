internal import FoundationEssentials

/// A whole experiment of seconds on synthetic images: pilots, stand-alone nets, supernets, evaluations, report.
public enum TinyExperiment {
  /// 4 pilots, 15 stand-alone nets, 4 supernets, 6 evaluations.
  public static let jobs = 29

  /// Writes `tiny/tiny.yaml` into a folder, with parts replaced; what to say to `reproduce` and its kin, with results and plots in
  /// the same folder.
  public static func write(in folder: TemporaryFolder, _ changes: (String, String)...) throws -> [String] { try write(in: folder, changes) }

  /// The same with a list of parts.
  public static func write(in folder: TemporaryFolder, _ changes: [(String, String)]) throws -> [String] {
    try FileManager.default.createDirectory(atPath: folder["tiny"], withIntermediateDirectories: true)
    let changed = changes.reduce(text) { $0.replacing($1.0, with: $1.1) }
    try Data(changed.utf8).write(to: URL(filePath: folder["tiny/tiny.yaml"]))
    return ["--benchmarks", folder.path, "--profile", "tiny", "--results", folder["results"], "--plots", folder["plots"]]
  }

  /// The nets that it trains alone.
  public static let standAlone = """
    standAlone:
      design: {name: depth, count: 10}
      seed: 1
      seeds: [1, 2]
      repeated: 5
      epochs: 1
      recipe: *recipe
    """

  /// What may stand in their place: published accuracies of all nets, in a table that is made.json.
  public static let published = """
    published:
      table: made.json
      what: mean of three
      source: somebody
      design: {name: exhaustive}
      seed: 1
    """

  public static let text = """
    name: tiny
    title: Which strategy ranks better?
    data:
      source: {name: synthetic, seed: 1, training: 240, test: 80, height: 8, width: 8, channels: 1, classes: 4}
      split: {training: 160, validation: 80, recalibration: 40, test: 80, seed: 3}
      preparation: {}
    space: {name: nas-bench-macro, stem: 4, widths: [8, 8], depths: [2, 2], head: 16}
    supernets:
      strategies:
        - {label: SPOS, strategy: {name: spos}}
        - {label: FairNAS, strategy: {name: strict-fairness, gradients: sum}}
      seeds: [1, 2]
      recipe: &recipe
        optimizer: {name: sgd, momentum: 0.9, decay: 0.0005}
        schedule: {shape: cosine, peak: 0.1}
        batch: 16
      passes: 12
      rates: [1, 0.5]
      pilotSeed: 100
      snapshots: [0]
      probes: 4
    \(standAlone)
    evaluation:
      policy: {name: recalibrated, images: 40}
      blocks: 10
      followed: 0
    primary:
      claims:
        - {text: Strict is better, source: Fig. 1, first: FairNAS, second: SPOS}
      margin: 0.1
      reference: SPOS
      k: 5
      draws: 100

    """
}
