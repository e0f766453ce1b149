internal import Analysis
internal import Digests
internal import Jobs
internal import Search
internal import Spaces

/// The tables of a search experiment, read and held against its space.
struct SearchInputs {
  let space: Space, truth: SearchTruth
  /// Scores of supernets, in the order of the truth's nets.
  let columns: [(scores: SearchStudy.Scores, values: [Double])]
  let tables: ObjectiveTables

  /// - Parameter files: the truth, then scores and latencies where there are such.
  /// - Throws: `ExperimentError` for files that are not there or others, `AnalysisError.table` and `SpaceError` for what they contain.
  init(_ experiment: SearchExperiment, _ files: [TableFile], _ environment: [String: String]) throws {
    let space = try experiment.space.space(input: experiment.images ?? ImageShape(height: 32, width: 32, channels: 3), classes: 10)
    self.space = space
    var files = files[...]
    func next() throws -> (bytes: [UInt8], digest: Digest) { try files.removeFirst().content(environment) }
    let table = try next(), scored = try experiment.scores.map { ($0, try next().bytes) }
    let latency = try experiment.latency.map { try LookupTable(reading: try next().bytes, of: space, file: $0.file) }
    let truth = try experiment.truth.read(table, of: space, latency: latency)
    self.truth = truth
    tables = ObjectiveTables(space, latency: latency)
    if let (scores, bytes) = scored {
      let table = try ScoreColumns(reading: bytes, file: scores.file, net: scores.net, columns: scores.groups.flatMap(\.columns))
      columns = try scores.groups.flatMap { group in
        try group.columns.map { column in
          (SearchStudy.Scores(column, group: group.label), try table.values(of: column, for: truth.nets, in: space))
        }
      }
    } else {
      columns = []
    }
  }

  /// Where an objective's values come from.
  ///
  /// - Parameter scores: a supernet's, in the order of the truth's nets; nil for exact values.
  func source(_ aim: SearchExperiment.ObjectiveName, _ scores: [Double]?) throws -> SearchSpec.Source {
    try tables.source(aim, quality: .table(SearchSpec.NetTable(nets: truth.nets, values: scores ?? truth.values)))
  }
}
