public import Analysis
public import Search
public import Spaces
internal import Store

/// A declared study of searchers on a space of which every net's accuracy or PSNR stands in a table: nothing is trained.
///
///     name: search
///     title: What finds the best nets of NAS-Bench-Macro?
///     space: {name: nas-bench-macro}
///     truth: {file: Benchmarks/tables/nas-bench-macro_cifar10.json.xz, what: …, source: …, digest: …, size: 1178821}
///     scores: {file: scores.csv, source: …, net: architecture, groups: [{label: SPOS, columns: [SPOS seed 1, SPOS seed 2]}]}
///     searchers: […]
///     searches: 1000
///     marks: [50, 100, 200, 400]
///     primary: […]
///
/// A value read from YAML under Benchmarks; its key `searchers` tells it from the other kinds. `images`, `scores`, `latency`,
/// `seed`, `pilots`, `exploratory`, `controls` and `plane` may be left out.
public struct SearchExperiment: Codable, Hashable, Sendable {
  /// A word, for files and folders; the question, in a sentence.
  public var name: String, title: String
  /// The space of the table, at its own size.
  public var space: SpaceVariant
  /// The images that its nets were trained on, which their multiply-adds depend on; CIFAR's where left out.
  public var images: ImageShape?
  /// Accuracies or PSNR of all its nets.
  public var truth: Truth
  /// Supernets' scores of all its nets, which searchers may go by.
  public var scores: Scores?
  /// A look-up table of latencies, for searchers that name it.
  public var latency: TablesExperiment.File?
  /// In the order of tables and colours.
  public var searchers: [Searcher]
  /// Searches of each, of seeds from `seed` on.
  public var searches: Int
  /// 0 where left out.
  public var seed: Int?
  /// How steps of policies are chosen; needed where a searcher has several.
  public var pilots: Pilots?
  /// Evaluations at which tables give regret, rising.
  public var marks: [Int]
  /// What is decided, declared before anything runs; and what is read without a verdict.
  public var primary: [SearchClaim]
  public var exploratory: [SearchClaim]?
  /// Positive controls: differences that are known to be there, as of a search by exact values and random search. A claim may be called
  /// equivalent where one of its measure and scores is detected; none is where left out.
  public var controls: [SearchClaim]?
  /// The searcher whose first search the plane of cost and quality shows.
  public var plane: String?

  /// A table of all nets: its file, in NAS-Bench-Macro's layout where no column is named, and what its numbers are.
  ///
  ///     {file: scores.csv, net: architecture, column: target, metric: psnr, what: …, source: …}
  public struct Truth: Codable, Hashable, Sendable {
    public var file: String, what: String, source: String
    /// SHA-256 of the file as it lies; bytes of its content where it is compressed.
    public var digest: String?, size: Int?
    /// Of a CSV file, the column of architectures and that of their values: per cent or decibels.
    public var net: String?, column: String?
    /// Accuracy where left out.
    public var metric: Quality?
  }

  /// What a table of nets may say of each.
  public enum Quality: String, Codable, CaseIterable, Hashable, Sendable {
    case accuracy, psnr

    /// As run files have it.
    var metric: RunMetric { self == .psnr ? .psnr : .accuracy }

    /// What a table of another quality has, by its name: neither objective nor measure here.
    func excludes(_ name: String) -> Bool { name != rawValue && Self(rawValue: name) != nil }
  }

  /// Columns of a CSV file, a supernet each.
  public struct Scores: Codable, Hashable, Sendable {
    public var file: String, source: String, digest: String?
    /// The column of architectures.
    public var net: String
    /// Columns of supernets of one strategy, under its label.
    public var groups: [Group]

    public struct Group: Codable, Hashable, Sendable {
      public var label: String, columns: [String]
    }
  }

  /// One algorithm under one problem.
  ///
  ///     - {label: evolution, algorithm: {name: evolution}, objectives: [accuracy], evaluations: 1000}
  ///     - {label: evolution on supernets, by: supernets, searches: 200, …}
  public struct Searcher: Codable, Hashable, Sendable {
    /// As tables and claims call it; once for each of `by`.
    public var label: String
    public var algorithm: SearchAlgorithm
    /// What the table's values are first: `accuracy` or `psnr`.
    public var objectives: [ObjectiveName]
    /// Where that comes from: exact unless said. With `supernets` there are searches on every column of scores.
    public var by: Source?
    /// Most multiply-adds of a net; any where left out.
    public var bound: Double?
    public var evaluations: Int
    /// Instead of the experiment's.
    public var searches: Int?
    /// Steps of the policy that pilots choose from by exact values; the algorithm's own where left out, as it is on supernets' scores.
    public var steps: [Double]?
  }

  /// What a searcher may want.
  public enum ObjectiveName: String, Codable, CaseIterable, Hashable, Sendable {
    case accuracy, psnr, macs
    /// They are to be many, as MoGA has it; or few, as MoreMNAS and FALSR have it.
    case parameters, fewParameters = "few-parameters"
    case latency

    init(_ quality: Quality) { self = quality == .psnr ? .psnr : .accuracy }

    public var objective: Objective {
      switch self {
      case .accuracy: Objective("accuracy", unit: "%", .maximize)
      case .psnr: Objective("PSNR", unit: "dB", .maximize)
      case .macs: Objective("MACs", .minimize)
      case .parameters: Objective("parameters", .maximize)
      case .fewParameters: Objective("parameters", .minimize)
      case .latency: Objective("latency", unit: "ms", .minimize)
      }
    }
  }

  /// What a searcher's values are.
  public enum Source: String, Codable, CaseIterable, Hashable, Sendable {
    case exact, supernets
  }

  /// Searches of seeds that are not used later: of each searcher with several steps the one with the best mean is taken.
  public struct Pilots: Codable, Hashable, Sendable {
    public var searches: Int
    /// The first of their seeds.
    public var seed: Int
    /// What is to be best, after so many evaluations.
    public var measure: SearchOutcomes.Measure, at: Int
  }
}

extension SearchExperiment.Searcher {
  /// The same with the step that pilots chose, where there were any; its first until then.
  func tuned(_ chosen: [String: Double]) -> SearchExperiment.Searcher {
    guard let first = steps?.first else { return self }
    return with(step: chosen[label] ?? first)
  }

  /// The same with one step of its policy.
  func with(step: Double) -> SearchExperiment.Searcher {
    guard case .nsga2(var options) = algorithm, options.policy != nil else { return self }
    options.policy?.step = step
    var searcher = self
    searcher.algorithm = .nsga2(options)
    return searcher
  }
}
