import Statistics
import Texts

extension CorrelationStudy {
  /// The columns of a table in the parts that they play, a row a net: no cell is empty any more, and larger is better everywhere.
  public struct Columns: Sendable {
    /// A name and a finite number a net.
    public struct Column: Sendable {
      public let name: String, values: [Double]

      public init(_ name: String, _ values: [Double]) { (self.name, self.values) = (name, values) }

      var isConstant: Bool { values.allSatisfy { $0 == values[0] } }
    }

    /// Scores to be judged: a column by itself, or a strategy's columns, one a supernet.
    public struct Prediction: Sendable {
      public let name: String, columns: [Column]
      /// Of the supernets, in the order of `columns`: two strategies are compared seed by seed over those that both have. Empty where nobody knows
      /// them.
      public let seeds: [Int]
      /// Whether another training would give other scores, so that there is an interval *the strategy*.
      public let isStrategy: Bool

      public init(_ column: Column) { (name, columns, seeds, isStrategy) = (column.name, [column], [], false) }

      /// - Parameter seeds: as many as columns, or none.
      public init(_ name: String, strategy columns: [Column], seeds: [Int]) {
        precondition(!columns.isEmpty && (seeds.isEmpty || seeds.count == columns.count), "a column a supernet, a seed a column")
        (self.name, self.columns, self.seeds, isStrategy) = (name, columns, seeds, true)
      }

      /// The mean over supernets, a number a net: what a figure with one point a net shows.
      public var means: [Double] {
        columns.count == 1 ? columns[0].values : Target.means(of: columns[0].values.indices.map { net in columns.map { $0.values[net] } })
      }
    }

    /// What predictions are held against: a name a run, and the runs that each net has.
    public struct Seeds: Sendable {
      public let names: [String]
      /// ȳ of each net.
      public let means: [Double]
      /// Of each net, those that it has; nil where every net has one.
      public let runs: [[Double]]?
      /// Names of runs in which all nets have one value: no runs at all, so that there is no replicate and no oracle line.
      public let constant: [String]

      /// - Parameter columns: a value a net each; nil where the net has no such run. A net has one value at least.
      public init(_ columns: [(name: String, values: [Double?])]) {
        names = columns.map(\.name)
        constant = columns.count < 2 ? [] : columns.filter { own in own.values.compactMap(\.self).allEqual }.map(\.name)
        if columns.count == 1 {
          (means, runs) = (columns[0].values.map { $0 ?? .nan }, nil)
        } else {
          let runs = columns[0].values.indices.map { net in columns.compactMap { $0.values[net] } }
          // One value for all nets is no run: some nets would have it in their mean, and others not.
          let varied = columns.filter { [constant] in !constant.contains($0.name) }
          let counted = constant.isEmpty ? runs : runs.indices.map { net in varied.compactMap { $0.values[net] } }
          (means, self.runs) = (Target.means(of: zip(counted, runs).map { $0.isEmpty ? $1 : $0 }), runs)
        }
      }

      /// The name of the target in tables and errors.
      public var title: String {
        let more = names.count - mostListed
        return names.count == 1
          ? names[0] : "mean of \(names.prefix(mostListed).joined(separator: ", "))" + (more > 0 ? " and \(more) more" : "")
      }

      /// Nets that have a value in each column.
      public var complete: Int { runs?.count { $0.count == names.count } ?? means.count }

      /// Runs of a net, fewest to most.
      public var counts: ClosedRange<Int> {
        guard let runs else { return 1...1 }
        let counts = runs.map(\.count)
        return (counts.min() ?? 1)...(counts.max() ?? 1)
      }
    }

    /// A stratum a net, by number, and what the column that says it is called.
    public struct Strata: Sendable {
      public let name: String, numbers: [Int]

      /// Equal words, or equal numbers, are one stratum.
      public init<Value: Hashable>(_ name: String, _ values: [Value]) {
        var numbers: [Value: Int] = [:]
        self.name = name
        self.numbers = values.map { value in
          let number = numbers[value] ?? numbers.count
          numbers[value] = number
          return number
        }
      }
    }

    /// What the table is called.
    public let source: String
    /// Scores to be judged, and what they should beat, such as MACs.
    public let predictions: [Prediction]
    public let baselines: [Column]
    public let seeds: Seeds
    /// In whose parts the best net is chosen, beside the target's, by `ConventionAudit`.
    public let bins: [Column]
    /// Of each net, the number of the function that it computes; nil where nobody knows which nets are equal.
    public let classes: [Int]?
    /// Pairs of equal value in it are compared by themselves.
    public let strata: Strata?
    /// Names of columns that hold values put in for failed nets: they rank, and have no Pearson correlation.
    public let ranksAlone: Set<String>
    /// Names of columns that were turned, for smaller is better in them.
    public let turned: Set<String>
    /// What happened to rows on their way here, a sentence each.
    public let remarks: [String]

    public init(
      _ source: String, predictions: [Prediction], baselines: [Column] = [], seeds: Seeds, strata: Strata? = nil,
      bins: [Column] = [], classes: [Int]? = nil, ranksAlone: Set<String> = [], turned: Set<String> = [], remarks: [String] = []
    ) {
      (self.source, self.predictions, self.baselines, self.seeds) = (source, predictions, baselines, seeds)
      (self.bins, self.classes) = (bins, classes)
      (self.strata, self.ranksAlone, self.turned, self.remarks) = (strata, ranksAlone, turned, remarks)
    }
  }
}

extension [Double] {
  /// Whether no two differ; so do none.
  var allEqual: Bool { allSatisfy { $0 == self[0] } }
}
