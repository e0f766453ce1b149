import ArgumentParser
import Datasets
import Engine
import FoundationEssentials
import Networks
import Spaces
import Strategies
import Streams
import Training

/// `performance step c --threads 2 --isa avx2`: times one training step, as the peer's step.py does.
struct Step: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Time one training step of a workload: forward, backward, update; prints one JSON line.")

  @Argument(help: "a, b, c, d, d16, e, f, g, i1 or i32.") var workload: String
  @Option(help: "Threads.") var threads = 1
  @Option(help: "Instruction set: avx2 or avx512.") var isa = KernelLevel.best
  @Option(help: "At least so many timed steps.") var steps = 5
  @Option(help: "And at least so many seconds.") var seconds = 5.0

  func run() throws {
    guard let workload = Workload.all.first(where: { $0.name == self.workload }) else {
      throw ValidationError("there is no workload '\(self.workload)': a, b, c, d, d16, e, f, g, i1, i32")
    }
    guard isa.isAvailable else { throw ValidationError("this CPU has no \(isa.rawValue)") }
    let images = try workload.images(batches: 2)
    let times =
      switch workload.kind {
      case .path: try time(UniformSampling(), workload, images)
      case .mixture: try time(FixedMixture(), workload, images)
      case .inference: try infer(workload, images)
      }
    let median = times.median
    try Line.write(
      StepTiming(
        workload: workload.name, threads: threads, isa: isa.rawValue, batch: workload.batch, steps: times.values.count, median: median,
        best: times.lowest, imagesPerSecond: Double(workload.batch) / median * 1e3, memory: try Line.peakMemory()))
  }

  /// Milliseconds of each step.
  private func time(_ method: some Strategy, _ workload: Workload, _ images: PreparedImages) throws -> Samples {
    var trainer = try Workload.trainer(workload.space, method, batch: workload.batch, images: images, threads: threads, level: isa)
    return try samples { try trainer.step() }
  }

  /// Milliseconds of each forward pass under running statistics, as a latency is measured.
  private func infer(_ workload: Workload, _ images: PreparedImages) throws -> Samples {
    let network = try Network(
      workload.space, Classification(), batch: workload.batch, .scoring(several: false), slices: min(threads, workload.batch))
    let executor = try Executor(network.capacity(threads: threads), level: isa), batch = network.batch(executor.contents)
    network.parameters.initialize(executor.contents, RandomStream(seed: 1, "weights"))
    if let labels = batch.labels { try images.fill(0..<workload.batch, images: batch.images, labels: labels) }
    let inference = Inference(try network.plan(Subnet(workload.space.whole)), executor, images: workload.batch)
    return try samples { executor.infer(inference) }
  }

  /// Milliseconds of each run, after two that are not counted.
  private func samples(_ body: () throws -> Void) throws -> Samples {
    for _ in 0..<2 { try body() }
    let clock = ContinuousClock(), end = clock.now + .seconds(seconds)
    var times = Samples()
    while times.values.count < steps || clock.now < end { times.values.append(try clock.measure(body) / .milliseconds(1)) }
    return times
  }
}
