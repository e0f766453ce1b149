public import Analysis
public import Jobs
internal import Networks
public import Proxies
public import Spaces
internal import Store
public import Strategies
public import Training

/// A declared ranking study: which supernets are trained, which nets alone, what is scored, and which claims are decided.
///
/// A value read from YAML under Benchmarks; its jobs follow from it, the data set's digest and the learning rates that its grid chose, and
/// from nothing else.
///
///     name: ranking
///     title: How truly do SPOS and strict fairness rank NAS-Bench-Macro nets on Fashion-MNIST?
///     data: {…}
///     space: {name: nas-bench-macro, stem: 4, widths: [8, 16, 32], head: 128}
///     supernets: {…}
///     standAlone: {…}
///     evaluation: {…}
///     primary: {…}
///
/// All keys stand in every file, `standAlone` or `published` in its place. `supernets` tells it from the other kinds; `supernets: none`
/// holds zero-cost proxies of untrained nets against the truth, and `evaluation` then has them alone.
public struct RankingExperiment: Hashable, Sendable {
  /// A word of letters, digits, "-" and "_"; it names files and folders.
  public var name: String
  /// The question, in a sentence.
  public var title: String
  /// Images and their splits: supernets are trained on `training`, scored on `validation`; stand-alone nets are trained on the same and
  /// tested on `test`.
  public var data: ExperimentData
  /// The search space, at its own size.
  public var space: SpaceVariant
  /// What is trained: one supernet a strategy and seed, and the pilots; nil where the file says `none`.
  public var supernets: Supernets?
  /// What scores are held against.
  public var truth: Truth
  /// How, and on which nets, supernets are scored.
  public var evaluation: Evaluation
  /// What is decided.
  public var primary: Declaration

  /// What all its recipes are for.
  var goal: TaskSpec {
    if case .trained(let own) = truth { return own.recipe.goal }
    return supernets?.recipe.goal ?? .classification(Classification())
  }

  /// What its scores measure.
  var metric: RunMetric { RunMetric(of: goal.task) }

  /// Those of the supernets; none where there are none.
  public var strategies: [Supernets.Entry] { supernets?.strategies ?? [] }

  /// The supernets and the grid of their learning rates.
  ///
  ///     supernets:
  ///       strategies:
  ///         - {label: SPOS, strategy: {name: spos}}
  ///         - {label: LET, strategy: {name: spos}, skips: {linear: he}}
  ///         - {label: "EF, lr/3", strategy: {name: expectation-fairness, iterations: 3}, rate: 0.33333}
  ///       seeds: [1, 2, 3, 4]
  ///       passes: 18000
  ///       recipe: {optimizer: {name: sgd, momentum: 0.9, decay: 0.0005}, schedule: {shape: cosine, peak: 0.1}, batch: 64}
  ///       rates: [1, 0.57735, 0.33333]
  ///       pilotSeed: 100
  ///       snapshots: [0, 0.1, 0.25, 0.5, 0.75]
  ///       probes: 32
  ///
  /// All these keys must be there; `rates` may be empty where every strategy has its own. `extensions: 4` has the grid extended until its best
  /// lies inside, `pilotShare: 0.25` has pilots train for a quarter of the passes.
  public struct Supernets: Codable, Hashable, Sendable {
    /// One or more, in the order of tables. The first one's untrained supernets stand for all, since weights begin alike; linear skips
    /// are the first one's too.
    public var strategies: [Entry]
    /// Strategies share initial weights and images under each seed, so that comparisons are paired (protocol, section 3).
    public var seeds: [Int]
    /// The same for all; its peak learning rate is multiplied by a factor a strategy.
    public var recipe: Recipe
    /// Forward–backward passes of each supernet, of one batch each: the budget that strategies share. A multiple of every strategy's step:
    /// of m for strict fairness, of k for expectation fairness.
    public var passes: Int
    /// What the recipe's learning rate is multiplied by, to choose from by the pilots' mean validation accuracy. Each above 0; with m
    /// candidates a choice 1, 1/√m and 1/m are usual.
    public var rates: [Double]
    /// How often the grid of a strategy whose best stands at its edge is extended at most (`RateGrid`); never where left out. What is not
    /// bracketed then is said. Pilots that diverge count the least, as accuracy 0.
    public var extensions: Int?
    /// The seed of the grid's pilots, one a strategy and factor; it is not used later. Pilots are scored on the probes at the end alone. It
    /// also draws the probes, which are the same for every supernet.
    public var pilotSeed: Int
    /// The share of a strategy's passes that its pilots train for, under a schedule of that length, above 0 and at most 1; rounded down to
    /// whole steps. All where left out.
    public var pilotShare: Double?
    /// Shares of the budget after which weights are kept and scored; 0 is the untrained supernet. Rising, from 0 to below 1; rounded down
    /// to whole steps of all strategies. The end is always scored and not named here.
    public var snapshots: [Double]
    /// Random subnets whose mean accuracy on search-validation images tells whether a supernet is trained; 32 in the protocol (section 3).
    /// They choose the learning rate too.
    public var probes: Int

    /// A strategy under a learning rate.
    public struct Entry: Codable, Hashable, Sendable {
      /// As tables call it: "SPOS", "EF, lr/3"; each once. Claims name it.
      public var label: String
      /// One that samples paths; those that relax are refused.
      public var strategy: StrategySpec
      /// A learning-rate factor of its own, above 0, instead of the grid; then it has no pilots. From the grid where left out.
      public var rate: Double?
      /// A budget of its own, a multiple of its step, with a schedule of that length; that of all where left out. So one strategy stands under
      /// several labels, shorter and longer trained.
      public var passes: Int?
      /// The label of the same strategy under another budget, whose learning rate it shares unless it has a `rate`; then it has `passes` and no pilots. The ends of such
      /// schedules say how tau goes with training level, which claims with `measure: direct-effect` read.
      public var scheduleOf: String?
      /// What skips are while its supernets are trained and scored: `{linear: he}` or `{linear: identity}` for SCARLET's linear maps; nothing
      /// where left out. Nets that are trained alone have none in either case.
      public var skips: LinearSkips?
      /// `false` for supernets whose BatchNorm has no scale and no shift, as SPOS's code has them; as the space says where left out. Nets that
      /// are trained alone are as the space says in either case.
      public var affine: Bool?
      /// Stages between which operations leave the space of its supernets; none where left out. Its `rate` must be its own: probes of the
      /// whole space would choose one by operations that are gone. Nets of the design that have such operations are scored all the same.
      public var shrinking: ShrinkingStages?
    }
  }

  /// What one-shot scores are held against; in the file, the key `standAlone` or the key `published`. Both have a design: the nets that are
  /// scored.
  public enum Truth: Hashable, Sendable {
    case trained(StandAlone), published(Published)

    /// Which nets are scored, and the seed of their sampling.
    public var design: SampleDesign {
      switch self {
      case .trained(let own): own.design
      case .published(let own): own.design
      }
    }
    /// Of the sampling of the design, and of the followed nets where the design is exhaustive.
    public var seed: Int {
      switch self {
      case .trained(let own): own.seed
      case .published(let own): own.seed
      }
    }
    /// Its key in the file.
    public var key: String {
      switch self {
      case .trained: "standAlone"
      case .published: "published"
      }
    }
  }

  /// Accuracies from a table that somebody else published; the table is no part of the project.
  ///
  ///     published:
  ///       table: nas-bench-macro_cifar10.json
  ///       what: mean of three best-epoch test accuracies
  ///       source: Su et al. 2021, github.com/xiusu/NAS-Bench-Macro
  ///       digest: 686dee8363cc21cca8c1f321ad5749454f2d9b9ca5972682e137e539bc522297
  ///       design: {name: exhaustive}
  ///       seed: 1
  ///
  /// Nets are trained by others under another recipe, which pages say. Without the table only `--dry-run` goes on. NATS-Bench's CSV of
  /// NAS-Bench-201's cells is taken too; `column: CIFAR10TestAccuracy200Epochs` says which of its accuracies.
  public struct Published: Codable, Hashable, Sendable {
    /// The table's file, where it stands or below the folder that `CONCORD_TABLES` names.
    public var table: String
    /// What its numbers are, such as "mean of three best-epoch test accuracies"; and who published them where. Both are printed wherever
    /// the numbers are.
    public var what: String, source: String
    /// SHA-256 that the file must have, in 64 lower-case hexadecimal digits; any table of this space is taken where left out.
    public var digest: String?
    /// Bytes of its content; needed where it is compressed.
    public var size: Int?
    /// Of a CSV, the column of accuracies (%); left out where the table is JSON.
    public var column: String?
    /// Nets of the space that are scored and looked up: `{name: exhaustive}` for all, or a sample.
    public var design: SampleDesign
    /// Of the sampling.
    public var seed: Int
  }

  /// Nets that are trained alone: the target is their test accuracy at the last epoch, under running BatchNorm statistics.
  ///
  ///     standAlone:
  ///       design: {name: depth, count: 240}
  ///       seed: 1
  ///       seeds: [1, 2, 3]
  ///       repeated: 96
  ///       epochs: 10
  ///       recipe: *recipe
  ///
  /// All keys but `marks` must be there.
  public struct StandAlone: Codable, Hashable, Sendable {
    /// Distinct nets, 2 or more: `uniform` and `depth` with `count`, `macs` with `count` and `strata`, or `exhaustive`.
    public var design: SampleDesign
    /// Of the sampling.
    public var seed: Int
    /// Seeds of training; every net is trained with the first. Two or more give the reference lines, replicate and oracle (protocol,
    /// section 5).
    public var seeds: [Int]
    /// How many nets, from the first of the design on, are trained with the other seeds too. From 0 to the design's number; it counts
    /// nothing where there is one seed.
    public var repeated: Int
    /// Epochs of the training split, in whole batches: epochs · ⌊images/batch⌋ passes.
    public var epochs: Int
    /// Of these nets alone; a file names the supernets' by `*recipe` where they share it.
    public var recipe: Recipe
    /// Passes after which nets are scored on search-validation images, rising: baselines "200 passes", …, beside "full training", which claims
    /// may name. Those are of the first seed, held against the others'. None where left out.
    public var marks: [Int]?
  }

  /// How supernets are scored, without training anything. Without supernets `proxies` must be there, `blocks` may, of nets that are trained
  /// alone, and nothing else.
  ///
  ///     evaluation:
  ///       policy: {name: recalibrated, images: 1000}
  ///       blocks: 10
  ///       followed: 64
  ///       histogram: {design: {name: macs, count: 960, strata: 10}, seed: 1}
  ///       policies: {compared: [{name: inherited}, {name: moving, batches: 200, size: 128}], strategy: SPOS, nets: 100}
  public struct Evaluation: Codable, Hashable, Sendable {
    /// Where BatchNorm's statistics come from: `{name: inherited}`, `{name: batch, size: 100}`, `{name: recalibrated, images: 1000}` or
    /// `{name: moving, batches: 200, size: 128}`; recalibration asks for no more images than `data.split.recalibration`. Probes are scored
    /// under it too.
    public var policy: NormalizationPolicy
    /// Equal blocks of images, for split-half reliability; divides the search-validation and the test images.
    public var blocks: Int
    /// Nets of the design that every snapshot is scored on, for tau against passes: the first of a sample, a uniform sample where the
    /// design is exhaustive. 0 for none.
    public var followed: Int
    /// A large population scored in one supernet of each strategy, the one of the first seed, for histograms; none where left out.
    public var histogram: Histogram?
    /// Other policies on the same supernets and nets, in a table of their own; none where left out.
    public var policies: Policies?
    /// Whether the angle between each supernet's weights at its beginning and at its end ranks the nets too, as the baseline "angle of
    /// LABEL", which claims may name. Not where left out.
    public var angles: Bool?
    /// Whether supernets whose skips are linear maps are scored at their end without these maps too, which nothing takes in: the baseline
    /// "LABEL without maps", which claims may name. A control: it shows what a ranking rests on. Not where left out.
    public var dropsMaps: Bool?
    /// What untrained nets of the design are scored by, beside the study's own baselines; none where left out.
    public var proxies: Proxies?

    /// Zero-cost proxies of the design's nets.
    ///
    ///     proxies: {names: [naswot, synflow], batch: 64, seeds: [11, 12, 13]}
    ///
    /// All keys but `batches` and `crossed` must be there, of which one may. They are baselines by the names that tables give them
    /// ("NASWOT"), which claims may use.
    public struct Proxies: Codable, Hashable, Sendable {
      /// One or more, each once: naswot, grad_norm, snip, fisher, jacob_cov, synflow.
      public var names: [Proxy]
      /// Images of a minibatch, 2 or more.
      public var batch: Int
      /// Each draws initial weights and a minibatch, as one use of a proxy would. None of a supernet's: proxies and supernets are compared
      /// as independent draws.
      public var seeds: [Int]
      /// Seeds of minibatches, each of which meets the weights of every seed: that tells apart what weights and minibatches move. Where left
      /// out a seed's weights meet its own minibatch.
      public var batches: [Int]?
      /// Whether `batches` are `seeds`. Not where left out.
      public var crossed: Bool?

      /// Of the minibatches that one seed's weights meet.
      func batches(of seed: Int) -> [Int] { batches ?? (crossed == true ? seeds : [seed]) }
    }

    /// BatchNorm policies beside the primary one: an axis of evaluation alone, nothing more is trained.
    public struct Policies: Codable, Hashable, Sendable {
      /// Each once, none the primary one. Others are compared with the first, `{name: inherited}` as a rule. Claims name them as tables
      /// do, the primary one too: `recalibrated(1000)`.
      public var compared: [NormalizationPolicy]
      /// The label of the strategy whose supernets, of all seeds, are scored at their end.
      public var strategy: String
      /// How many nets: the first of the design, a sample stratified by depth where the design is exhaustive. 2 or more.
      public var nets: Int
    }
    /// A population of its own, beside the design.
    public struct Histogram: Codable, Hashable, Sendable {
      /// 960 in ten strata of MACs in FairNAS's Fig. 1; its strata are not published, equal parts of the range are our reading.
      public var design: SampleDesign
      /// Of its sampling.
      public var seed: Int
    }
  }

  /// What is decided, declared before anything runs (protocol, section 7).
  ///
  ///     primary:
  ///       claims:
  ///         - {text: Strict fairness ranks better, source: "Chu et al. 2021, Fig. 1", first: FairNAS, second: SPOS}
  ///       margin: 0.1
  ///       reference: SPOS
  ///       k: 5
  ///       draws: 2000
  ///
  /// All keys must be there; whatever is not in it is exploratory.
  public struct Declaration: Codable, Hashable, Sendable {
    /// That the tau of `first` (or what `measure` says) is above that of `second`, each a strategy's label or a baseline's name (untrained
    /// only where `snapshots` has 0, "angle of LABEL" only where `angles` is true), over all pairs of nets or, with `over: within-depth`,
    /// over those of equal depth. Verdicts of all are adjusted together (Holm 1979). May be empty.
    public var claims: [Primary.Claim]
    /// The positive control: a difference that is known to be there, as of a sampler that is biased. A claim may be called equivalent only where
    /// this one was detected; none may where left out.
    public var control: Primary.Claim?
    /// δ, a difference of tau-b above 0 and below 1, within which a contrast counts as none; .10 in the protocol (section 7).
    public var margin: Double
    /// The label of the strategy that the others are compared with; without supernets the name of a baseline.
    public var reference: String
    /// The top that P@k, BR@k and regret@k speak of; 5 or more, at most the design's number.
    public var k: Int
    /// Bootstrap draws, 100 or more; 2,000 in the protocol (section 4).
    public var draws: Int
  }
}
