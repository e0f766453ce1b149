public import Statistics
public import Streams

/// Random nets of the DARTS space with published accuracies, and what of their accuracy the operations in their cells tell.
public struct RandomNets: Codable, Hashable, Sendable {
  public static let operations = [
    "max_pool_3x3", "avg_pool_3x3", "skip_connect", "sep_conv_3x3", "sep_conv_5x5", "dil_conv_3x3", "dil_conv_5x5",
  ]

  /// A prediction from a net's cells, and its rank correlation with accuracy.
  public struct Predictor: Codable, Hashable, Sendable {
    public let name: String, values: [Double]
    public let tau: Answer<Estimate>
  }

  /// The best test accuracy of each net, in per cent.
  public let accuracies: [Double]
  public let predictors: [Predictor]
  /// As in `SearchedNetsRow`: the sets share their recipe's kind, not their code.
  public let deviation: Double, oracle: Answer<Estimate>, resolvableShare: Double

  /// - Parameter file: a line a net, an accuracy, a tab and a genotype of two cells, eight `('operation', input)` pairs each.
  /// - Throws: `AnalysisError.table` for another layout, an unknown operation, an input that a node does not have.
  public init(_ file: PublishedFile, random: RandomStream) throws(AnalysisError) {
    let table = try TableText(file.bytes, file: file.name, columns: nil, delimiter: "\t")
    guard table.width == 2 else { throw .table(reason: "\(file.name) has \(table.width) columns, expected accuracies and genotypes") }
    var accuracies: [Double] = [], cells: [[CellText]] = []
    for row in table.rows {
      accuracies.append(try row.number("1", in: 0...100))
      var own: [CellText] = []
      for part in ["normal", "reduce"] { own.append(try CellText(part, of: row.text("2"), row)) }
      cells.append(own)
    }
    func share(_ count: @escaping (CellText) -> Int, _ parts: ClosedRange<Int> = 0...0) -> [Double] {
      cells.map { own in Double(parts.reduce(0) { $0 + count(own[$1]) }) }
    }
    let features = cells.map { own in own.flatMap { cell in Self.operations.map { Double(cell.count($0)) } } }
    let ridge: [Double]
    do throws(StatisticsError) {
      ridge = try Ridge.crossFitted(features: features, target: accuracies, random: random.child("ridge"))
    } catch { throw .table(reason: "\(file.name): \(error)") }
    predictors = [
      ("skips, normal cell", share { $0.count("skip_connect") }),
      ("pools, normal cell", share { $0.count("max_pool_3x3") + $0.count("avg_pool_3x3") }),
      ("separable convolutions, normal cell", share { $0.count("sep_conv_3x3") + $0.count("sep_conv_5x5") }),
      ("dilated convolutions, normal cell", share { $0.count("dil_conv_3x3") + $0.count("dil_conv_5x5") }),
      ("depth, normal cell", share { $0.depth }),
      ("convolutions, both cells", share({ cell in Self.operations[3...].reduce(0) { $0 + cell.count($1) } }, 0...1)),
      (Baseline.ridgeName, ridge),
    ].map { name, values in
      Predictor(name: name, values: values, tau: Answer { () throws(StatisticsError) in try tau(.b, values, accuracies) })
    }
    let noise = SearchedNets.noise * SearchedNets.noise
    self.accuracies = accuracies
    deviation = accuracies.variance.squareRoot()
    resolvableShare = SearchedNetsRow.resolvable(accuracies, noise: noise)
    oracle = Answer { () throws(StatisticsError) in
      try Statistics.oracle(
        try Target(seeds: [accuracies]), noiseVariance: noise, draws: 200, bootstrap: nil, random: random.child("oracle"))
    }
  }
}
