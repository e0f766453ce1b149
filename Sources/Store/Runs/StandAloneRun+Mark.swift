extension [StandAloneRun.Mark] {
  /// Passes, and the sums of each mark's blocks as a row; nothing where there is no mark.
  var arrays: [NamedArray] {
    guard let first = first?.validation else { return [] }
    return [
      NamedArray("marks/passes", .integers(map(\.passes)), unit: "pass", "forward-backward passes until each mark"),
      first.metric.sums(
        "marks/", map(\.validation), shape: [count, first.images.count],
        "of each block of search-validation images at each mark"),
    ]
  }

  /// Blocks are those of the file's search-validation images.
  init(_ arrays: ArrayReader) throws(StoreError) {
    guard arrays.has("marks/passes") else {
      self = []
      return
    }
    let passes = try arrays.integers("marks/passes"), images = try arrays.counts("validation/images"), blocks = images.count
    let (metric, sums) = try RunMetric.sums(arrays, "marks/", shape: [passes.count, blocks])
    self = passes.enumerated().map { row, passes in
      StandAloneRun.Mark(
        passes: passes, validation: BlockScores(metric, sums: Array<Double>(sums[row * blocks..<(row + 1) * blocks]), images: images))
    }
  }
}
