import FoundationEssentials

/// What `--json` writes: ratios of this run and the processor that they are of, as `concord nightly --speeds` reads them.
struct SpeedRatios: Encodable {
  struct Ratio: Encodable {
    let name: String, ratio: Double
  }

  let processor: String, speeds: [Ratio]

  func write(to path: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    try encoder.encode(self).write(to: URL(filePath: path), options: .atomic)
  }
}
