import Reporting
import Testing

@Suite struct FairNASFigure1Tests {
  @Test func itsThirteenNetsHaveThePublishedTau() throws {
    let points = FairNASFigure1.scatter[0].points,
      pairs = points.indices.flatMap { a in points.indices.filter { $0 > a }.map { (points[a], points[$0]) } }
    let discordant = pairs.count { ($0.x - $1.x) * ($0.y - $1.y) < 0 }
    #expect(points.count == 13 && pairs.count == 78 && discordant == 2)
    #expect(abs(1 - 2 * Double(discordant) / 78 - (FairNASFigure1.scatter[0].tau?.value ?? 0)) < 5e-5)
  }

  @Test func barsSumToNearly960() {
    for panel in FairNASFigure1.histograms { #expect((950...960).contains(panel.bins.counts.reduce(0, +)), "\(panel.title)") }
  }

  @Test func everySeriesIsMarkedAsPublished() {
    #expect(FairNASFigure1.scatter.allSatisfy { $0.source != nil } && FairNASFigure1.histograms.allSatisfy { $0.source != nil })
  }
}
