import ArgumentParser
import Datasets
import Engine
import Networks
import Reporting
import Spaces
import Streams
import Training

/// `performance prefixes`: what scoring many subnets of NAS-Bench-Macro together costs, beside one by one.
struct Prefixes: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Time one-shot scoring with shared prefixes against one by one; prints one JSON line.")

  @Option(help: "Subnets scored together: 3969 is all; fewer are drawn at random.") var subnets = 3969
  @Option(help: "Of them, how many are scored one by one too.") var alone = 40
  @Option(help: "Images of a chunk: so many are scored, and BatchNorm is recalibrated on so many.") var images = 64
  @Option(help: "Threads.") var threads = 1

  struct Result: Codable {
    var subnets: Int, alone: Int, images: Int
    /// Seconds of all together; of one by one, by the sample.
    var together: Double, oneByOne: Double
    /// Multiply-adds of all one by one, divided by those with each distinct prefix computed once.
    var saving: Double
    /// Whether the sample's scores were equal to the last bit.
    var isEqual: Bool
    var memory: Double
  }

  func run() throws {
    let space = Space.nasBenchMacro(), shape = space.input
    let source = SyntheticImages(
      training: 3 * images + 20, test: 20, height: shape.height, width: shape.width, channels: shape.channels)
    let data = try PreparedData(
      try Dataset.load(.synthetic(source)), SplitSpec(training: images, validation: images, recalibration: images))
    let network = try Network(space, Classification(), batch: images, .path), executor = try Executor(network.capacity(threads: 1))
    network.parameters.initialize(executor.contents, RandomStream(seed: 1, "weights"))
    var scorer = try Scorer(
      space, Classification(), Snapshot(of: network.parameters, executor.contents), .recalibrated(images: images), threads: threads)
    var random = RandomStream(seed: 1, "paths")
    var paths = Array(try PathIndex(space).paths)
    random.shuffle(&paths)
    paths = Array(paths.prefix(subnets))
    let sample = Array(paths.prefix(alone)), clock = ContinuousClock()
    var shared: [Int: Scorer.Score] = [:], single = shared
    for path in sample.prefix(3) {
      try scorer.score([Subnet(path: path)], on: data.validation, recalibration: data.recalibration) { _ in }
    }
    let oneByOne = try clock.measure {
      for (number, path) in sample.enumerated() {
        try scorer.score([Subnet(path: path)], on: data.validation, recalibration: data.recalibration) { single[number] = $0 }
      }
    }
    let together = try clock.measure {
      try scorer.score(paths.map { Subnet(path: $0) }, on: data.validation, recalibration: data.recalibration) {
        shared[$0.subnet] = $0
      }
    }
    let isEqual = sample.indices.allSatisfy { number in
      guard let one = shared[number], let other = single[number] else { return false }
      return one.sums == other.sums && one.loss.bitPattern == other.loss.bitPattern
    }
    try Line.write(
      Result(
        subnets: paths.count, alone: sample.count, images: images, together: together / .seconds(1),
        oneByOne: oneByOne / .seconds(1) / Double(sample.count) * Double(paths.count), saving: Self.saving(space, paths), isEqual: isEqual,
        memory: try Line.peakMemory()))
  }

  private static func saving(_ space: Space, _ paths: [[Int]]) -> Double {
    let table = CostTable(space), stem = Cost(space.stemLayers).macs, head = Cost(space.headLayers).macs
    let prefixes = Set(paths.flatMap { path in path.indices.map { path[...$0] } })
    let shared = prefixes.reduce(stem + head * paths.count) { $0 + table.choices[$1.count - 1][$1[$1.endIndex - 1]].macs }
    let alone = paths.reduce(0) { $0 + table.cost(of: Architecture(path: $1)).macs }
    return Double(alone) / Double(shared)
  }

  /// All 3,969, and 960 at random; for a quick look 960 alone.
  static func table(isQuick: Bool) async throws -> Table {
    var rows: [Table.Row] = []
    for subnets in isQuick ? [960] : [960, 3969] {
      let result: Result = try await Child.own(
        ["prefixes", "--subnets", "\(subnets)"] + (isQuick ? ["--images", "8", "--alone", "20"] : []))
      let ratio = result.oneByOne / result.together, goal = subnets == 3969 ? 4.0 : 2.0
      rows.append(
        .init([
          .number(Double(result.subnets)), .number(result.together), .number(result.oneByOne), .number(ratio), .number(result.saving),
          .number(goal),
          ratio >= goal ? .verdict("reached", .good) : .verdict("missed", .bad),
          result.isEqual ? .verdict("equal", .good) : .verdict("differ", .bad), .number(result.memory),
        ]))
    }
    return try Table(
      "prefixes",
      title:
        "Subnets of NAS-Bench-Macro scored together and one by one (a sample, scaled up), BatchNorm recalibrated; seconds of one thread, as a worker has",
      columns: [
        .number("subnets", decimals: 0), .number("together", decimals: 1), .number("one by one", decimals: 1),
        .number("ratio", decimals: 2), .number("by MACs", decimals: 2),
        .number("goal", decimals: 0), .text("verdict"), .text("bits"), .number("memory", unit: "MB", decimals: 0),
      ], rows: rows)
  }
}
