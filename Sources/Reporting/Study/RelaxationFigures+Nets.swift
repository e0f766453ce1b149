import Analysis
import Statistics

/// What the nets of searches cost and reach.
extension RelaxationFigures {
  /// Nil where no genotype was trained alone.
  static func costs(_ study: RelaxationStudy, _ footer: Footer, _ looks: Looks) -> AccuracyCosts? {
    func point(_ net: AloneNet) -> AccuracyCosts.Point {
      AccuracyCosts.Point(macs: net.macs / 1e6, accuracy: 100 * net.validation, error: 100 * net.countingError)
    }
    let found = study.groups.map { $0.rows.compactMap(\.chosen.net) }, random = study.randomNets
    let all = (found.flatMap(\.self) + random).distinct.map(point)
    do throws(StatisticsError) {
      let members = try ParetoFront(all.map { [-$0.macs, $0.accuracy] }).members
      let front = members.map { all[$0] }.sorted { $0.macs < $1.macs }
      return AccuracyCosts(
        methods: zip(study.groups, found).map { AccuracyCosts.Method($0.label, points: $1.distinct.map(point)) },
        random: random.map(point), nets: all.count, front: front, tau: Self.tau(all), footer: footer, looks: looks)
    } catch { return nil }
  }

  /// Nil where all nets are equal in one of the two.
  private static func tau(_ points: [AccuracyCosts.Point]) -> Reading? {
    do throws(StatisticsError) { return Reading(try Statistics.tau(.b, points.map(\.macs), points.map(\.accuracy))) } catch { return nil }
  }
}
