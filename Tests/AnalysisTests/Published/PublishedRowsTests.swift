import Analysis
import SimulatedStudies
import Testing

/// What is wrong in a table is named with its file, line and column; seen through the tables that are read with it.
@Suite struct PublishedRowsTests {
  private func read(_ text: String) throws -> AngleRanks { try AngleRanks(SimulatedTables.file("angles.csv", text)) }
  private let heading = "stand_alone_rank,angle_rank_cifar10,angle_rank_cifar100,angle_rank_imagenet16_120"

  @Test func columnsAreFoundByNameAndLinesMayEndAsTheyLike() throws {
    let shuffled =
      "angle_rank_cifar100,extra,angle_rank_cifar10,stand_alone_rank,angle_rank_imagenet16_120\r\n1,x,2,1,2\r\n\r\n2,y,1,2,1\r\n"
    let ranks = try read(shuffled)
    #expect(ranks.columns.map(\.angle) == [[2, 1], [1, 2], [2, 1]] && ranks.columns[0].trained == [1, 2])
  }

  @Test(arguments: [
    ("", "angles.csv is empty"), ("HEADING", "angles.csv has no rows"),
    ("stand_alone_rank\n1\n", "angles.csv has no column 'angle_rank_cifar10' (columns: stand_alone_rank)"),
    ("HEADING\n1,1,1,1\n2,2,2\n", "angles.csv, line 3: 3 fields where the first line has 4"),
    ("HEADING\n1,1,1,1\n\n2,2,zwei,2\n", "angles.csv, line 4: column 'angle_rank_cifar100' is 'zwei', expected a whole number from 1 to 2"),
    ("HEADING\n1,1,1,1\n2,3,2,2\n", "angles.csv, line 3: column 'angle_rank_cifar10' is '3', expected a whole number from 1 to 2"),
    ("HEADING\n1,1,1,1\n2,1,2,2\n", "angles.csv: column 'angle_rank_cifar10' has a rank twice"),
    ("HEADING\n1,\"1,1,1\n", "angles.csv, line 2: a quote is never closed"),
    ("HEADING\n1,1,1,1\n", "angles.csv: 1 nets are too few"),
  ]) func whatIsWrongIsNamed(text: String, said: String) {
    let error = #expect(throws: AnalysisError.self) { try read(text.replacing("HEADING", with: heading)) }
    #expect(error.map { "\($0)".contains(said) } == true, "\(String(describing: error))")
  }
}
