import Datasets
import Engine
import FoundationEssentials
import Spaces
import Statistics
import Streams
import Training

/// Prints how fast this machine trains, scores and correlates: medians of interleaved rounds, the best in brackets. Nothing passes or fails.
@main
struct Performance {
  static func main() throws {
    let argument = CommandLine.arguments.dropFirst().first
    guard let seconds = argument.map(Double.init) ?? 1.5, seconds > 0 else {
      fatalError("'\(argument ?? "")' is no number of seconds: give how long each measurement may take, such as 1.5")
    }
    let cores = ProcessInfo.processInfo.activeProcessorCount, levels = KernelLevel.allCases.filter { $0.isAvailable && $0 != .baseline }
    print(
      "\(cores) cores, kernels \(levels.map(\.rawValue).joined(separator: ", ")); img/s, median of all steps in three interleaved rounds (best)"
    )
    for workload in try Workload.all() {
      var rates: [String: [Double]] = [:], order: [String] = [], bytes = 0
      for _ in 0..<3 {
        for level in levels {
          for threads in [1, 2] where threads <= cores {
            let name = "\(level.rawValue), \(threads) thread\(threads == 1 ? "" : "s")"
            let result = try workload.run(threads: threads, level: level, seconds: seconds / 3)
            if rates[name] == nil { order.append(name) }
            rates[name, default: []] += result.rates
            bytes = max(bytes, result.bytes)
          }
        }
      }
      print("\n\(workload.name), arena \(bytes >> 20) MB")
      let first = median(rates[order[0]] ?? [])
      for name in order {
        let all = rates[name] ?? []
        print("  \(pad(name, 18)) \(Int(median(all))) (\(Int(all.max() ?? 0))), \(hundredths(median(all) / first)) × \(order[0])")
      }
    }
    try prefixes()
    try correlation()
  }

  /// Forty random subnets of the small space, alone and with shared prefixes.
  private static func prefixes() throws {
    let space = Space.nasBenchMacro(input: ImageShape(height: 14, width: 14, channels: 1), stem: 4, widths: [8, 16, 32], head: 128)
    let source = SyntheticImages(training: 1_600, test: 20, height: 14, width: 14)
    let data = try PreparedData(try Dataset.load(.synthetic(source)), SplitSpec(training: 1_000, validation: 500, recalibration: 500))
    let lowering = try Lowering(space, batch: 500), executor = try Executor(try lowering.room(threads: 1))
    lowering.parameters.initialize(executor.contents, RandomStream(seed: 1, "weights"))
    let evaluator = try Evaluator(
      space, Snapshot(of: lowering.parameters, executor.contents), .recalibrated(images: 500), threads: 1)
    var random = RandomStream(seed: 1, "paths")
    let paths = (0..<40).map { _ in space.uniformPath(&random) }, clock = ContinuousClock()
    let together = try clock.measure { try evaluator.score(paths, on: data.validation, recalibration: data.recalibration) { _ in } }
    let alone = try clock.measure {
      for path in paths { try evaluator.score([path], on: data.validation, recalibration: data.recalibration) { _ in } }
    }
    let saving = try evaluator.saving(paths)
    print("\n40 random subnets, 500 + 500 images, 1 thread")
    print(
      "  shared prefixes \(hundredths(together / .seconds(1))) s, alone \(hundredths(alone / .seconds(1))) s: \(hundredths(alone / together)) ×"
    )
    print("  instructions \(saving.shared) instead of \(saving.alone)")
  }

  private static func correlation() throws {
    var random = RandomStream(seed: 1, "pairs")
    let x = (0..<1_000_000).map { _ in random.unit() }, y = x.map { $0 + random.unit() }
    var value = 0.0
    let time = try ContinuousClock().measure { value = try KendallTau(x, y).estimate().value }
    print("\ntau-b of 1,000,000 pairs with its interval: \(hundredths(time / .seconds(1))) s (tau-b \(hundredths(value)))")
  }

  private static func median(_ values: [Double]) -> Double { values.isEmpty ? 0 : values.sorted()[values.count / 2] }
  private static func hundredths(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }
  private static func pad(_ text: String, _ width: Int) -> String { text + String(repeating: " ", count: max(0, width - text.count)) }
}
