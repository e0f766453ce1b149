import Analysis
import SimulatedStudies
import Testing

@Suite struct SearchLogsTests {
  private func read(_ name: String = "", _ old: String = "", _ new: String = "") throws -> SearchLogs {
    let text = SimulatedTables.texts.first { $0.name == name }?.text ?? ""
    let files = SimulatedTables.files(changing: name, to: text.replacing(old, with: new, maxReplacements: 1))
    return try SearchLogs(epochs: files.skips, final: files.finalSkips)
  }

  @Test func seedsAreTrajectoriesAndSettingsKeepTheirOrder() throws {
    let logs = try read()
    #expect(
      logs.trajectories.count == 1 && logs.trajectories[0].normal.map(\.seed) == [1, 2] && logs.trajectories[0].setting.name == "S3, SVHN")
    #expect(logs.trajectories[0].normal[0].skips == [0, 0, 1, 1, 2, 3, 4, 5, 6, 7] && logs.trajectories[0].reduction[1].last == (8, 0))
    #expect(logs.outcomes.map(\.setting.name) == ["S1, CIFAR-10", "S3, SVHN", "S3, SVHN"] && logs.outcomes.map(\.normal) == [0, 7, 5])
  }

  @Test(arguments: [
    ("epochs.csv", "1,3,1,0", "1,4,1,0", "epochs.csv, line 5: epoch 4 of seed 1 follows 3 epochs"),
    ("epochs.csv", "s3,svhn", "s9,svhn", "space 's9' is none of S1, S2, S3"),
    ("epochs.csv", "1,3,1,0", "1,3,9,0", "column 'normal_skips' is '9', expected a whole number from 0 to 8"),
    ("final.csv", "2,9,5", "1,9,5", "final.csv, line 3: this search stands there twice"),
    ("final.csv", "0.2,0.0009", "2,0.0009", "column 'drop_path' is '2', expected a number from 0.0 to 1.0"),
    ("final.csv", "reduce_skips", "reduced_skips", "final.csv has no column 'reduce_skips'"),
  ]) func whatIsNoLogIsNamed(name: String, old: String, new: String, said: String) {
    let error = #expect(throws: AnalysisError.self) { try read(name, old, new) }
    #expect(error.map { "\($0)".contains(said) } == true, "\(String(describing: error))")
  }
}
