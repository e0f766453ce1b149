import ArgumentParser
import Datasets
import Engine
import FoundationEssentials
import Networks
import Spaces
import Streams
import Training

/// `performance growth macs`: how cost grows with the number of images, or with a subnet's multiply-adds.
struct Growth: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Measure how cost grows, on one thread; prints one JSON line.")

  enum Quantity: String, CaseIterable, ExpressibleByArgument { case images, macs }

  @Argument(help: "images or macs.") var quantity: Quantity
  @Option(help: "Rounds; medians are told.") var rounds = 3

  struct Point: Codable {
    /// Images, or multiply-adds for one image.
    var x: Double
    /// Processor seconds for one image: trained, and scored where that was measured.
    var training: Double, scoring: Double?
  }

  func run() throws {
    switch quantity {
    case .images: try Line.write(try images())
    case .macs: try Line.write(try macs())
    }
  }

  /// One epoch over 512 to 16,384 images of (d), and one scoring of as many.
  private func images() throws -> [Point] {
    guard let workload = Workload.all.first(where: { $0.name == "d" }) else { return [] }
    let counts = [4, 8, 16, 32, 64, 128]
    // Before a clock starts, each side has run once: an arena's pages are new to its first step.
    let one = try workload.images(batches: 1)
    var training = counts.map { _ in Samples() }, scoring = training
    for _ in 0..<rounds {
      for (number, batches) in counts.enumerated() {
        let images = try workload.images(batches: batches), total = Double(images.count)
        var trainer = try Workload.trainer(workload.space, batch: workload.batch, images: images, threads: 1, level: .best)
        try trainer.step()
        training[number].values.append(try Machine.processorSeconds { for _ in 0..<batches { try trainer.step() } } / total)
        var scorer = try Scorer(workload.space, Classification(), trainer.snapshot(), .inherited, chunk: workload.batch, threads: 1)
        let subnets = [Subnet(path: workload.space.choices.map { _ in 0 })]
        try scorer.score(subnets, on: one, recalibration: one) { _ in }
        let time = try Machine.processorSeconds { try scorer.score(subnets, on: images, recalibration: images) { _ in } }
        scoring[number].values.append(time / total)
      }
    }
    return counts.indices.map { Point(x: Double(counts[$0] * workload.batch), training: training[$0].median, scoring: scoring[$0].median) }
  }

  /// Training steps of thirty random subnets of NAS-Bench-Macro in small, batch 64.
  private func macs() throws -> [Point] {
    let space = Space.nasBenchMacro(
      input: ImageShape(height: 28, width: 28, channels: 1), stem: 8, widths: [16, 32, 64], head: 128, activation: .relu6)
    guard let workload = Workload.all.first(where: { $0.name == "d" }) else { return [] }
    let table = CostTable(space), images = try workload.images(batches: 2), batch = 64, steps = 6
    var random = RandomStream(seed: 1, "subnets")
    var paths = (0..<30).map { _ in space.uniformPath(&random) }, times: [[Int]: Samples] = [:]
    for _ in 0..<rounds {
      random.shuffle(&paths)
      for path in paths {
        let net = space.restricted(to: Architecture(path: path))
        var trainer = try Workload.trainer(net, batch: batch, images: images, threads: 1, level: .best)
        try trainer.step()
        for _ in 0..<steps {
          times[path, default: Samples()].values.append(try Machine.processorSeconds { try trainer.step() } / Double(batch))
        }
      }
    }
    return paths.map { Point(x: Double(table.cost(of: Architecture(path: $0)).macs), training: times[$0]?.median ?? .nan, scoring: nil) }
      .sorted { $0.x < $1.x }
  }
}
