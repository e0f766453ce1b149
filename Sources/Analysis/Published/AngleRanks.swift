public import Statistics

/// AngleNAS's 50 cells of NAS-Bench-201 that were trained alone, ranked by accuracy and by angle, for three sets of images.
///
/// The cells are sorted by accuracy for each set, so that a row is not one cell of all three. No cell leaves its ten ranks: all pairs of
/// different tens are ordered alike, as they would be for cells chosen from five groups far apart, and tau is that of the choice. What the
/// angle tells of similar cells is tau within tens.
public struct AngleRanks: Codable, Hashable, Sendable {
  public struct Column: Codable, Hashable, Sendable {
    public let images: PublishedCells.Images
    /// Ranks from 1, the best, by training and by angle.
    public let trained: [Double], angle: [Double]
    public let tau: Estimate
    /// tau of pairs within the same ten ranks by training, and how many cells have their rank by angle in another ten.
    public let withinTens: Measured<Estimate>, outsideTens: Int
    public let concordant: Int, discordant: Int
  }

  public let columns: [Column]

  /// - Parameter file: a table with the columns `stand_alone_rank`, `angle_rank_cifar10`, `…cifar100` and `…imagenet16_120`.
  /// - Throws: `AnalysisError.table` for what is no such table, and for a column that is no order of all ranks.
  public init(_ file: PublishedFile) throws(AnalysisError) {
    let angles = ["angle_rank_cifar10", "angle_rank_cifar100", "angle_rank_imagenet16_120"]
    let table = try PublishedRows(file.bytes, file: file.name, columns: ["stand_alone_rank"] + angles), n = table.rows.count
    func ranks(_ column: String) throws(AnalysisError) -> [Double] {
      var ranks: [Double] = []
      for row in table.rows { ranks.append(Double(try row.count(column, in: 1...n))) }
      guard Set(ranks).count == n else { throw .table(reason: "\(file.name): column '\(column)' has a rank twice") }
      return ranks
    }
    func ten(_ rank: Double) -> Int { (Int(rank) - 1) / 10 }
    let trained = try ranks("stand_alone_rank")
    var columns: [Column] = []
    for (images, name) in zip(PublishedCells.Images.allCases, angles) {
      let angle = try ranks(name)
      let tau: KendallTau
      do throws(StatisticsError) { tau = try KendallTau(angle, trained) } catch { throw .table(reason: "\(file.name): \(error)") }
      columns.append(
        Column(
          images: images, trained: trained, angle: angle, tau: tau.estimate(),
          withinTens: Measured { () throws(StatisticsError) in try Statistics.tau(.withinStrata(trained.map(ten)), angle, trained) },
          outsideTens: zip(trained, angle).count { ten($0) != ten($1) }, concordant: tau.concordant, discordant: tau.discordant))
    }
    self.columns = columns
  }
}
