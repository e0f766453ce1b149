import Analysis
import SimulatedStudies
import Streams
import Testing

@Suite struct SkipStudyTests {
  private let study: SkipStudy
  init() throws {
    let files = SimulatedTables.files()
    study = try SkipStudy(try SearchLogs(epochs: files.skips, final: files.finalSkips), random: .init(seed: 1, "skips"))
  }

  /// In S3 each of the eight kept operations is a skip with probability ½; in S1 the normal cell keeps 3.6 of eight by chance.
  @Test func chanceIsThatOfTheSpace() throws {
    #expect(study.groups.map(\.name) == ["S3, SVHN, normal cell", "S3, SVHN, reduction cell"])
    for group in study.groups {
      #expect(abs(group.chance - 4) < 0.06 && abs(group.chanceOfHalf - 163.0 / 256) < 0.02 && (group.low, group.high) == (2, 6))
    }
    let normal = study.groups[0]
    // P(7 or 8 of 8) = 9/256, P(5 … 8) = 93/256; both seeds together: P(12 or more of 16) = 2517/65536.
    #expect(
      abs(normal.tails[0] - 9.0 / 256) < 0.008 && abs(normal.tails[1] - 93.0 / 256) < 0.02 && abs(normal.tail - 2_517.0 / 65_536) < 0.008)
    #expect(normal.median == [2, 1.5, 1.5, 1.5, 2, 2.5, 3, 3.5, 4.5, 6])
    #expect(abs(study.groups[1].tail - 1) < 1e-12)
  }

  /// Edges are chosen evenly: nodes 2 to 5 of the normal cell have skips on all of 2, 3, 4 and on 3 of 5 edges, those of the reduction
  /// cell on none, on 1 of 3, 2 of 4 and 3 of 5; each is a skip with probability ½.
  @Test func handPickedOperationsHaveAChanceOfTheirOwn() throws {
    let text = SimulatedTables.texts[4].text.replacing("s3,svhn", with: "s1,cifar10")
    let files = SimulatedTables.files(changing: "epochs.csv", to: text)
    let own = try SkipStudy(try SearchLogs(epochs: files.skips, final: files.finalSkips), random: .init(seed: 1, "skips"))
    #expect(abs(own.groups[0].chance - 3.6) < 0.06 && abs(own.groups[1].chance - (1.0 / 3 + 0.5 + 0.6)) < 0.05)
  }

  @Test func endingsAreBySetting() {
    #expect(study.endings.map(\.normal) == [[0], [7, 5]] && study.endings.map(\.reduction) == [[1], [0, 0]])
    #expect(study.endings[0].accuracies == [70] && abs(study.endings[0].tail - 1) < 1e-12)
  }
}
