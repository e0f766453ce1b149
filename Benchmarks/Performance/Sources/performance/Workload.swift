import Datasets
import Engine
import Spaces
import Strategies
import Training

/// One training step of one path, forward, backward and update, as images a second.
struct Workload {
  let name: String
  private let space: Space, images: PreparedImages, batch: Int

  /// (c) the MB3_K3 path of NAS-Bench-Macro, (d) the same in small, (d16) with batches of 16.
  static func all() throws -> [Workload] {
    let wide = Space.nasBenchMacro(activation: .relu6)
    let narrow = Space.nasBenchMacro(
      input: ImageShape(height: 28, width: 28, channels: 1), stem: 8, widths: [16, 32, 64], head: 128, activation: .relu6)
    return [
      try Workload("c: 32 × 32 × 3, batch 128", wide, batch: 128), try Workload("d: 28 × 28 × 1, batch 128", narrow, batch: 128),
      try Workload("d16: 28 × 28 × 1, batch 16", narrow, batch: 16),
    ]
  }

  private init(_ name: String, _ space: Space, batch: Int) throws {
    self.name = name
    self.batch = batch
    self.space = space.restricted(to: Architecture(path: space.choices.map { _ in 1 }))
    let shape = space.input
    let source = SyntheticImages(training: 2 * batch + 20, test: 20, height: shape.height, width: shape.width, channels: shape.channels)
    images = try PreparedData(try Dataset.load(.synthetic(source)), SplitSpec(training: 2 * batch, validation: 10, recalibration: 10))
      .training
  }

  /// Images a second of each step within about `seconds`, after a warm-up; and the arena's bytes.
  func run(threads: Int, level: KernelLevel, seconds: Double) throws -> (rates: [Double], bytes: Int) {
    let recipe = Recipe(
      optimizer: Optimizer(.sgd(SGD(momentum: 0.9, decay: 5e-4))), schedule: Schedule(.constant, peak: 0.01), batch: batch, passes: 1 << 40)
    var trainer = try Trainer(space, UniformSampling(), recipe, images: images, seed: 1, threads: threads, level: level)
    for _ in 0..<3 { try trainer.step() }
    let clock = ContinuousClock(), end = clock.now + .seconds(seconds)
    var rates: [Double] = []
    while rates.count < 3 || clock.now < end {
      let time = try clock.measure { try trainer.step() }
      rates.append(Double(batch) / (time / .seconds(1)))
    }
    return (rates, try trainer.lowering.room(threads: threads).bytes)
  }
}
