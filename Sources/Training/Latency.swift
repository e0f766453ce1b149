public import Engine
internal import Networks
public import Spaces
internal import Streams

/// Milliseconds that networks of a space, and each of its operations by itself, take on this machine: one image, one thread.
///
///     let start = ContinuousClock.now
///     let latency = try Latency(space) { start.duration(to: .now) / .seconds(1) }
///     let table = try latency.table { _ in }
///     print(table.value(of: path), try latency.milliseconds(of: path))
///
/// MoGA's model (Chu et al. 2020): L(a) = L_fixed + Σ_l T[l, a_l]. An operation by itself is its own lines of a scoring network's plan, run
/// on what the whole network left in memory. Weights are initial ones, BatchNorm has its running statistics, as in a net that is used.
public struct Latency: ~Copyable {
  /// Runs that are not counted, and runs whose median counts.
  public static let warmUps = 10, runs = 51

  private let space: Space, network: Network, executor: Executor, laidOut: InferenceMemory, seconds: () -> Double

  /// - Parameter seconds: a clock that never runs backward, read before and after each run that counts.
  ///
  /// Throws what networks and executors throw.
  public init(_ space: Space, level: KernelLevel = .best, seconds: @escaping () -> Double) throws {
    let network = try Network(space, space.task, batch: 1, .scoring(several: false), slices: 1)
    let executor = try Executor(network.capacity(threads: 1), level: level)
    network.initialize(executor.contents, seed: 1)
    let images = network.batch(executor.contents).images
    var pixels = RandomStream(seed: 1, "latency").child("images")
    for place in 0..<space.input.height * space.input.width * space.input.channels { images[place] = Float(pixels.unit() - 0.5) }
    (self.space, self.network, self.seconds) = (space, network, seconds)
    laidOut = InferenceMemory(executor)
    self.executor = executor
  }

  /// Of a whole network, a candidate for each choice.
  public func milliseconds(of path: [Int]) throws -> Double { median(try network.plan(Subnet(path: path))) }

  /// Of every candidate of every choice by itself, choice by choice, and at the end of what all networks share. A candidate that computes
  /// nothing takes 0. The other choices keep their candidates with the most multiply-adds.
  ///
  /// - Parameter progress: told the share that is done; it may throw to stop.
  public func table(progress: (Double) throws -> Void = { _ in }) throws -> LookupTable {
    let costs = CostTable(space).choices, total = Double(1 + costs.reduce(0) { $0 + $1.count })
    let dearest = costs.map { row in row.indices.max { row[$0].macs < row[$1].macs } ?? 0 }
    var entries: [[Double]] = [], done = 0.0
    func part(_ path: [Int], of choice: Int?) throws -> Double {
      let plan = try network.plan(Subnet(path: path)), own = plan.part(of: choice)
      done += 1
      try progress(done / total)
      if own.instructions.isEmpty { return 0 }
      executor.infer(inference(plan))
      return median(own)
    }
    for choice in costs.indices {
      entries.append(
        try costs[choice].indices.map { candidate in
          var path = dearest
          path[choice] = candidate
          return try part(path, of: choice)
        })
    }
    return try LookupTable(name: "latency", unit: "ms", fixed: try part(dearest, of: nil), entries: entries)
  }

  private func inference(_ plan: Plan) -> Inference { Inference(plan, executor, images: 1, sharing: laidOut) }

  private func median(_ plan: Plan) -> Double {
    let inference = inference(plan)
    for _ in 0..<Self.warmUps { executor.infer(inference) }
    let times = (0..<Self.runs).map { _ in
      let start = seconds()
      executor.infer(inference)
      return seconds() - start
    }
    return 1000 * times.sorted()[Self.runs / 2]
  }
}
