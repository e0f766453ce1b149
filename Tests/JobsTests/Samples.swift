import Datasets
import Digests
import Engine
import Fixtures
import Glibc
import Jobs
import Networks
import Proxies
import Search
import Spaces
import Store
import Strategies
import Synchronization
import Training

/// A small chain and small synthetic images as specs of jobs, and a desk to do them at.
enum Samples {
  static let space = Space.nasBenchMacro(
    name: "small", input: ImageShape(height: 9, width: 9, channels: 1), classes: 4, stem: 4, widths: [8, 12, 16], depths: [2, 2, 2],
    head: 24, activation: .relu6)

  static func data() throws -> DataSpec {
    let source = DataSource.synthetic(SyntheticImages(seed: 1, training: 480, test: 160, height: 9, width: 9, channels: 1, classes: 4))
    return DataSpec(
      source: source, digest: try Dataset.load(source, environment: [:]).digest,
      split: SplitSpec(validation: 80, recalibration: 40, seed: 1), preparation: Preparation())
  }

  static func recipe(rate: Double = 0.05, optimizer: Optimizer = Optimizer(.sgd(SGD(momentum: 0.9, decay: 5e-4)))) -> Recipe {
    Recipe(
      optimizer: optimizer, schedule: Schedule(.cosine, peak: rate), batch: 16,
      augmentation: Augmentation(padding: 1, flips: true))
  }

  static func supernet(
    _ strategy: StrategySpec = .strictFairness(StrictFairness()), passes: Int = 90, rate: Double = 0.05, optimizer: Optimizer? = nil
  ) throws -> SupernetSpec {
    var recipe = recipe(rate: rate)
    if let optimizer { recipe.optimizer = optimizer }
    return SupernetSpec(
      space: space, strategy: strategy, recipe: recipe, passes: passes, data: try data(), seed: 3, snapshots: [0, 45],
      probes: SupernetSpec.Probes(architectures: ["111111", "202020"], policy: .recalibrated(images: 40)))
  }

  /// A supernet that enlarges images of 8 × 8 pixels to twice their size.
  static func enlarging(rate: Double) throws -> SupernetSpec {
    let source = DataSource.synthetic(SyntheticImages(seed: 1, training: 120, test: 20, height: 16, width: 16, channels: 1, classes: 4))
    return SupernetSpec(
      space: .smallSuperResolution(input: ImageShape(height: 8, width: 8, channels: 1)), strategy: .spos(UniformSampling()),
      recipe: Recipe(
        optimizer: Optimizer(.sgd(SGD(momentum: 0.9, decay: 0))), schedule: Schedule(.constant, peak: rate), batch: 8,
        goal: .superResolution(SuperResolution())),
      passes: 12,
      data: DataSpec(
        source: source, digest: try Dataset.load(source, environment: [:]).digest,
        split: SplitSpec(validation: 20, recalibration: 10, seed: 1), preparation: Preparation(upscaling: 2)),
      seed: 3, snapshots: [], probes: SupernetSpec.Probes(architectures: ["136", "707"], policy: .inherited))
  }

  static func standAlone(passes: Int = 60, rate: Double = 0.05) throws -> StandAloneSpec {
    StandAloneSpec(
      space: space, architecture: "121020", recipe: recipe(rate: rate), passes: passes, data: try data(), seed: 1, blocks: 4)
  }

  static let population = ["222222", "000000", "012012", "012011", "111111", "210210"]

  static func evaluation(of supernet: SupernetSpec, passes: Int = 90) throws -> EvaluationSpec {
    EvaluationSpec(
      .supernet(try JobReference(supernet), passes: passes), policy: .recalibrated(images: 40), architectures: population, blocks: 4)
  }

  /// A search in small cells on images of its own.
  static func relaxation(
    _ strategy: StrategySpec = .darts(DARTS()), passes: Int = 12
  ) throws -> RelaxationSpec {
    let source = DataSource.synthetic(SyntheticImages(seed: 1, training: 120, test: 20, height: 8, width: 8, channels: 1, classes: 4))
    let data = DataSpec(
      source: source, digest: try Dataset.load(source, environment: [:]).digest,
      split: SplitSpec(training: 60, validation: 60, recalibration: 20, seed: 1), preparation: Preparation())
    let recipe = Recipe(
      optimizer: Optimizer(.sgd(SGD(momentum: 0.9, decay: 3e-4)), clipping: .norm(5)), schedule: Schedule(.cosine, peak: 0.025), batch: 20)
    return RelaxationSpec(
      space: .darts(.s2, channels: 2, cells: 3, input: ImageShape(height: 8, width: 8, channels: 1), classes: 4), strategy: strategy,
      recipe: recipe, passes: passes, data: data, seed: 3,
      followed: RelaxationSpec.Followed(images: 40, policy: .recalibrated(images: 20)))
  }

  /// A search on a supernet and under a bound, with every kind of source but a file's.
  static func search(of supernet: SupernetSpec) throws -> SearchSpec {
    let costs = CostTable(space)
    var options = NSGAII.Options()
    options.weighting = .crowding([0.4, 0.4, 0.2])
    options.kinds = HierarchicalMutation(natural: 0.2, prior: 0.15, reinforced: 0.65)
    options.policy = PolicyOptions(.factorized)
    return SearchSpec(
      space: space,
      aims: [
        SearchSpec.Aim(
          Objective("accuracy", unit: "%", .maximize),
          .supernet(try JobReference(supernet), passes: 90, policy: .recalibrated(images: 40))),
        SearchSpec.Aim(Objective("MACs", .minimize), .lookup(costs.macs)),
        SearchSpec.Aim(Objective("made", .maximize), .table(SearchSpec.NetTable(nets: ["222222", "000000"], values: [1, 0.5]))),
      ], constraints: [PathConstraint(costs.macs, atMost: costs.macs.greatest)], algorithm: .nsga2(options), evaluations: 20, seed: 1)
  }

  /// Forty nets, more than a line of the journal holds.
  static func proxies() throws -> ProxySpec {
    let space = Space.nasBenchMacro(
      name: "small", input: space.input, classes: 4, stem: 4, widths: [8, 12, 16], depths: [2, 2, 2], head: 24)
    let paths = (0..<40).map { number in (0..<6).map { (number / [1, 3, 9, 27, 1, 2][$0] + $0) % 3 } }
    return ProxySpec(
      space: space, architectures: paths.map { space.text(of: Architecture(path: $0)) }, data: try data(), batch: 8,
      initializations: [1, 2], batches: [1, 7], proxies: [.naswot, .synflow, .snip])
  }

  static let provenance = Provenance(
    commit: "abc", dirty: false, compiler: "x", cpu: "x", kernels: "x", blasBuild: "x", blasCore: "x", blasThreads: 1, started: "x",
    expense: .none)

  /// A worker that is asked to stop at the `stop`-th time it looks, and keeps a checkpoint each `interval`.
  static func worker(
    _ results: String, stop: Int? = nil, threads: Int = 1, level: KernelLevel = .best, interval: Duration = .seconds(15)
  ) -> Worker {
    worker(results, Countdown(stop), ContinuousClock(), threads: threads, level: level, interval: interval)
  }

  static func worker(
    _ results: String, _ looks: Countdown, _ clock: some Clock<Duration>, threads: Int = 1, level: KernelLevel = .best,
    interval: Duration = .seconds(15)
  ) -> Worker {
    Worker(
      WorkerContext(
        results: Results(results), threads: threads, level: level, environment: [:], provenance: provenance, elapsed: stopwatch(clock),
        interval: interval, report: { _ in }, interruption: { looks.isOver() ? SIGINT : nil }))
  }

  private static func stopwatch<C: Clock>(_ clock: C) -> @Sendable () -> Duration where C.Duration == Duration { clock.stopwatch() }

  /// Does a job to its end however often it is stopped; its run file, and how often it was.
  static func finish(
    _ spec: some JobKind, in results: String, stoppingEvery looks: Int? = nil, _ clock: some Clock<Duration> = ContinuousClock()
  ) throws -> (file: RunFile, stops: Int) {
    var stops = 0
    while true {
      // Another number of threads each time: bits do not depend on it.
      do {
        return (try RunFile.read(try worker(results, Countdown(looks), clock, threads: 1 + stops % 3).run(spec)), stops)
      } catch WorkError.interrupted {
        stops += 1
      }
    }
  }
}

extension Worker {
  @discardableResult
  func run(_ spec: some JobKind) throws -> String { try run(try Job(spec)) }
}

/// Counts how often it is asked.
final class Countdown: Sendable {
  private let left: Atomic<Int>

  init(_ count: Int?) { left = Atomic(count ?? .max) }

  func isOver() -> Bool { left.subtract(1, ordering: .relaxed).newValue <= 0 }

  /// How often it was asked, where it began with so many.
  func asked(of count: Int) -> Int { count - left.load(ordering: .relaxed) }
}

/// A clock on which a second passes between any two looks at it.
struct LeapingClock: Clock {
  private let start = ContinuousClock.now, looks = Countdown(0)

  var now: ContinuousClock.Instant {
    _ = looks.isOver()
    return start.advanced(by: .seconds(looks.asked(of: 0)))
  }
  var minimumResolution: Duration { .seconds(1) }

  func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {}
}
