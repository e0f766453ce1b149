/// NAS-Bench-201's 15,625 cells with the accuracies that were published of them: trained alone, and under two supernets.
///
/// Trained: NATS-Bench's topology space (Dong et al. 2021), mean test accuracy over its seeds after 200 epochs. Supernets: one of all
/// cells, and several of a part each (few-shot NAS, Zhao et al. 2021), both on CIFAR-10.
public struct PublishedCells: Hashable, Sendable {
  /// Whose test images a trained accuracy was taken on.
  public enum Images: String, Codable, CaseIterable, Sendable {
    case cifar10 = "CIFAR-10"
    case cifar100 = "CIFAR-100"
    case imageNet16 = "ImageNet16-120"

    fileprivate var column: String {
      switch self {
      case .cifar10: "CIFAR10TestAccuracy200Epochs"
      case .cifar100: "CIFAR100TestAccuracy200Epochs"
      case .imageNet16: "ImageNetTestAccuracy200Epochs"
      }
    }
  }

  /// The cells as the benchmark writes them, such as `|avg_pool_3x3~0|+|nor_conv_1x1~0|skip_connect~1|+|…|`.
  public let texts: [String]
  /// Cells of one class compute the same function: the position of each cell's class, by first appearance.
  public let classes: [Int]
  /// Accuracies in per cent, in the order of `Images.allCases`; and under the supernets.
  public let trained: [[Double]], oneShot: [Double], fewShot: [Double]
  /// Edges that keep a convolution.
  public let convolutions: [Int]
  /// 9 for each 3 × 3 convolution and 1 for each 1 × 1: multiply-adds and parameters rise in this and in nothing else.
  public let multiplyAdds: [Double]

  /// - Parameters:
  ///   - supernets: a table with the columns `cellstr`, `one_shot_supernet` and `few_shot_supernet`.
  ///   - trained: a table with NATS-Bench's columns.
  /// - Throws: `AnalysisError.table` for what is no such table, a cell that one of the two lacks or has twice.
  public init(supernets: PublishedFile, trained: PublishedFile) throws(AnalysisError) {
    let first = try PublishedRows(
      supernets.bytes, file: supernets.name, columns: ["cellstr", "one_shot_supernet", "few_shot_supernet"])
    let second = try PublishedRows(
      trained.bytes, file: trained.name, columns: ["ArchitectureString", "UniqueString"] + Images.allCases.map(\.column))
    var rows: [String: PublishedRows.Row] = [:], known: [String: Int] = [:]
    for row in second.rows where rows.updateValue(row, forKey: row.text("ArchitectureString")) != nil {
      throw row.wrong("cell \(PublishedRows.Row.shown(row.text("ArchitectureString"))) stands there twice")
    }
    var texts: [String] = [], classes: [Int] = [], alone = [[Double]](repeating: [], count: Images.allCases.count)
    var oneShot: [Double] = [], fewShot: [Double] = []
    for row in first.rows {
      let text = row.text("cellstr")
      guard let other = rows.removeValue(forKey: text) else {
        throw row.wrong("cell \(PublishedRows.Row.shown(text)) is not in \(trained.name), or stands here twice")
      }
      texts.append(text)
      let unique = other.text("UniqueString"), place = known[unique] ?? known.count
      known[unique] = place
      classes.append(place)
      for (number, images) in Images.allCases.enumerated() { alone[number].append(try other.number(images.column, in: 0...100)) }
      oneShot.append(try row.number("one_shot_supernet", in: 0...100))
      fewShot.append(try row.number("few_shot_supernet", in: 0...100))
    }
    guard rows.isEmpty else {
      throw .table(
        reason:
          "\(supernets.name) lacks \(rows.count) cells of \(trained.name), the first by text \(PublishedRows.Row.shown(rows.keys.min() ?? ""))"
      )
    }
    (self.texts, self.classes, self.trained, self.oneShot, self.fewShot) = (texts, classes, alone, oneShot, fewShot)
    func edges(_ text: String, _ operation: String) -> Int { text.ranges(of: operation).count }
    let large = texts.map { edges($0, "nor_conv_3x3~") }, small = texts.map { edges($0, "nor_conv_1x1~") }
    convolutions = zip(large, small).map(+)
    multiplyAdds = zip(large, small).map { Double(9 * $0 + $1) }
  }

  /// The number of distinct cells.
  public var distinct: Int { (classes.max() ?? -1) + 1 }

  /// Positions of each class's cells.
  public var members: [[Int]] {
    var members = [[Int]](repeating: [], count: distinct)
    for (cell, place) in classes.enumerated() { members[place].append(cell) }
    return members
  }
}
