internal import Analysis
internal import Digests
internal import Spaces
internal import Store

extension SearchExperiment.Truth {
  /// Where it is looked for.
  var table: TableFile { TableFile(file, source: source, digest: digest, size: size) }

  /// Throws the first field that is wrong.
  func check(_ place: String) throws(ExperimentError) {
    try TablesExperiment.File(file: file, source: source, digest: digest, size: size).check(place)
    try need((net == nil) == (column == nil), "\(place).net", "goes with 'column', and it with 'net'")
    try need(metric == nil || column != nil, "\(place).metric", "is of a column: NAS-Bench-Macro's layout has accuracies")
  }

  /// Throws `AnalysisError.table` where the table has not all networks of the space.
  func read(_ content: (bytes: [UInt8], digest: Digest), of space: Space, latency: LookupTable? = nil) throws -> SearchTruth {
    guard let net, let column else {
      return try SearchTruth(
        try PublishedTable(reading: content.bytes, of: space, what: what, source: source, digest: content.digest), of: space,
        latency: latency)
    }
    let rows = try ScoreColumns(reading: content.bytes, file: file, net: net, columns: [column])
    return try SearchTruth(
      try rows.values(of: column, in: space), of: space, metric: (metric ?? .accuracy).metric, what: what, source: source,
      digest: content.digest, latency: latency)
  }
}
