import Statistics
import Testing

@Suite struct TrainingLevelTests {
  @Test func distanceFromChanceIsInStandardErrors() throws {
    // √(.1·.9/2000 + var/2): .0072 with paths half a point apart.
    let flat = try TrainingLevel(paths: [0.11, 0.115], classes: 10, images: 2_000)
    #expect(flat.isNotTrained && abs(flat.score - 0.1125) < 1e-15)
    #expect(abs(flat.standardErrorsAboveChance - 0.0125 / (0.000045 + 0.0000125 / 2).squareRoot()) < 1e-9)
    let trained = try TrainingLevel(paths: [0.3, 0.31], classes: 10, images: 2_000)
    #expect(!trained.isNotTrained && trained.standardErrorsAboveChance > 20)
    #expect(throws: StatisticsError.tooFew("fixed paths", count: 0, least: 1)) { try TrainingLevel(paths: [], classes: 10, images: 1) }
    #expect(throws: StatisticsError.self) { try TrainingLevel(paths: [.nan], classes: 10, images: 1) }
  }
}
