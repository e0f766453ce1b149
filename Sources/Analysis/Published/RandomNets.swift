import Spaces
public import Statistics
public import Streams

/// Random nets of the DARTS space with published accuracies, and what of their accuracy the operations in their cells tell.
public struct RandomNets: Codable, Hashable, Sendable {
  /// A prediction from a net's cells, and its rank correlation with accuracy.
  public struct Prediction: Codable, Hashable, Sendable {
    public let name: String, values: [Double]
    public let tau: Measured<Estimate>
  }

  /// The best test accuracy of each net, in per cent.
  public let accuracies: [Double]
  public let predictors: [Prediction]
  /// As in `SearchedNetsRow`: the sets share their recipe's kind, not their code.
  public let deviation: Double, oracle: Measured<Estimate>, resolvableShare: Double

  /// - Parameter file: a line a net, an accuracy, a tab and a genotype, whose pairs may stand node by node in brackets of their own.
  /// - Throws: `AnalysisError.table` for another layout, a genotype that cannot be read, fewer than ten nets.
  public init(_ file: PublishedFile, random: RandomStream) throws(AnalysisError) {
    let table = try PublishedRows(file.bytes, file: file.name, columns: nil, delimiter: "\t")
    guard table.width == 2 else { throw .table(reason: "\(file.name) has \(table.width) columns, expected accuracies and genotypes") }
    var accuracies: [Double] = [], nets: [Genotype] = [], costs: [Cost] = []
    for row in table.rows {
      accuracies.append(try row.number("1", in: 0...100))
      do throws(SpaceError) {
        let genotype = try Genotype(Self.flat(row.text("2"))), network = try EvaluationSetting.cifar.network(genotype)
        nets.append(genotype)
        costs.append(CostTable(network).cost(of: network.whole))
      } catch { throw row.wrong("\(error)") }
    }
    func count(_ kinds: [CellKind], _ operations: [Primitive]) -> [Double] {
      nets.map { net in Double(kinds.reduce(0) { $0 + net.entries($1).count { operations.contains($0.operation) } }) }
    }
    let ridge: [Double]
    do throws(StatisticsError) {
      ridge = try Ridge.crossFitted(features: nets.map(Self.counts), target: accuracies, random: random.child("ridge"))
    } catch { throw .table(reason: "\(file.name): \(error)") }
    let columns: [(String, [Double])] = [
      (Predictor.parametersName, costs.map { Double($0.parameters) }), (Predictor.macsName, costs.map { Double($0.macs) }),
      ("skips, normal cell", count([.normal], [.skip])), ("pools, normal cell", count([.normal], [.maxPool, .averagePool])),
      ("separable convolutions, normal cell", count([.normal], [.separable3, .separable5])),
      ("dilated convolutions, normal cell", count([.normal], [.dilated3, .dilated5])),
      ("depth, normal cell", nets.map { Double(Self.depth($0.normal)) }),
      ("convolutions, both cells", count(CellKind.allCases, Self.convolutions)), ("ridge on counts of operations", ridge),
    ]
    predictors = columns.map { name, values in
      Prediction(name: name, values: values, tau: Measured { () throws(StatisticsError) in try tau(.b, values, accuracies) })
    }
    let noise = SearchedNets.noise * SearchedNets.noise
    self.accuracies = accuracies
    deviation = accuracies.variance.squareRoot()
    resolvableShare = SearchedNetsRow.resolvable(accuracies, noise: noise)
    oracle = Measured { () throws(StatisticsError) in
      try Statistics.oracle(
        try Target(seeds: [accuracies]), noise: accuracies.map { _ in noise }, draws: 200, bootstrap: nil, random: random.child("oracle"))
    }
  }
  private static let convolutions: [Primitive] = [.separable3, .separable5, .dilated3, .dilated5]

  /// The genotype as papers print it: pairs without brackets around those of one node, and nothing in front.
  private static func flat(_ text: String) -> String {
    let text = text.replacing("[[", with: "[").replacing("]]", with: "]").replacing("], [", with: ", ")
    return text.firstRange(of: "Genotype(").map { String(text[$0.lowerBound...]) } ?? text
  }

  /// Of each cell the number of each operation.
  private static func counts(_ net: Genotype) -> [Double] {
    CellKind.allCases.flatMap { kind in
      Primitive.withoutNone.map { operation in Double(net.entries(kind).count { $0.operation == operation }) }
    }
  }

  /// Convolutions on the longest way from an input to a sum; entries are node by node.
  private static func depth(_ entries: [Genotype.Entry]) -> Int {
    var depths = [Int](repeating: 0, count: CellEdge.sums.upperBound)
    for entry in entries { depths[entry.to] = max(depths[entry.to], depths[entry.from] + (convolutions.contains(entry.operation) ? 1 : 0)) }
    return depths.reduce(0) { max($0, $1) }
  }
}
