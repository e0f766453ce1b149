public import Analysis
public import Spaces
public import Strategies
public import Training

/// A declared ranking study: which supernets are trained, which nets alone, what is scored, and which claims are decided.
///
/// A value read from YAML under Benchmarks; its jobs follow from it, the data set's digest and the learning rates that its
/// grid chose, and from nothing else.
public struct RankingExperiment: Hashable, Sendable {
  public var name: String
  /// The question, in a sentence.
  public var title: String
  public var data: ExperimentData
  public var space: SpaceVariant
  public var supernets: Supernets
  public var truth: Truth
  public var evaluation: Evaluation
  public var primary: Declaration

  public struct Supernets: Codable, Hashable, Sendable {
    public var strategies: [Entry]
    public var seeds: [Int]
    public var recipe: Recipe
    /// Forward–backward passes of each supernet, of one batch each: the budget that strategies share.
    public var passes: Int
    /// What the recipe's learning rate is multiplied by, to choose from by the pilots' mean validation accuracy.
    public var rates: [Double]
    /// The seed of the grid's pilots; it is not used later.
    public var pilotSeed: Int
    /// Shares of the budget after which weights are kept and scored; 0 is the untrained supernet.
    public var snapshots: [Double]
    /// Random subnets whose mean accuracy tells whether a supernet is trained.
    public var probes: Int

    public struct Entry: Codable, Hashable, Sendable {
      /// As tables call it.
      public var label: String
      public var strategy: StrategySpec
      /// A learning-rate factor of its own, instead of the grid.
      public var rate: Double?
    }
  }

  /// What one-shot scores are held against; in the file, the key `standAlone` or the key `published`.
  public enum Truth: Hashable, Sendable {
    case trained(StandAlone), published(Published)

    /// Which nets are scored, and the seed of their sampling.
    public var design: SampleDesign {
      switch self {
      case .trained(let own): own.design
      case .published(let own): own.design
      }
    }
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
  public struct Published: Codable, Hashable, Sendable {
    /// The table's file, where it stands or below the folder that `CONCORD_TABLES` names.
    public var table: String
    /// What its numbers are, such as "mean of three best-epoch test accuracies"; and who published them where.
    public var what: String, source: String
    /// SHA-256 that the file must have, in hexadecimal.
    public var digest: String?
    public var design: SampleDesign
    /// Of the sampling.
    public var seed: Int
  }

  public struct StandAlone: Codable, Hashable, Sendable {
    public var design: SampleDesign
    /// Of the sampling.
    public var seed: Int
    /// Seeds of training; every net is trained with the first.
    public var seeds: [Int]
    /// How many nets, from the first of the design on, are trained with the other seeds too.
    public var repeated: Int
    /// Its passes are counted in epochs of the training split.
    public var epochs: Int
    public var recipe: Recipe
  }

  public struct Evaluation: Codable, Hashable, Sendable {
    public var policy: NormalizationPolicy
    /// Equal blocks of images, for split-half reliability.
    public var blocks: Int
    /// Nets of the design that every snapshot is scored on, for tau against passes.
    public var followed: Int
    /// A large population scored in one supernet of each strategy, for histograms.
    public var histogram: Histogram?

    public struct Histogram: Codable, Hashable, Sendable {
      public var design: SampleDesign
      public var seed: Int
    }
  }

  /// What is decided, declared before anything runs (protocol, section 7).
  public struct Declaration: Codable, Hashable, Sendable {
    public var claims: [Primary.Claim]
    public var margin: Double
    /// The label of the strategy that the others are compared with.
    public var reference: String
    /// The top that P@k, BR@k and regret@k speak of.
    public var k: Int
    /// Bootstrap draws.
    public var draws: Int
  }
}
