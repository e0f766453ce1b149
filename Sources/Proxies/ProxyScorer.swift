public import Datasets
public import Engine
internal import Networks
public import Spaces
internal import Streams

/// Scores nets of a space by proxies, each as it is before any training, from one minibatch.
///
///     var scorer = try ProxyScorer(space, [.naswot, .snip], batch: 32, threads: 2)
///     scorer.initialize(seed: 1)
///     try scorer.load(data.training, seed: 1)
///     for net in nets { print(try scorer.score(net)) }
///
/// A net has the initial weights of a stand-alone training with that seed: each parameter's are drawn by its name (`ParameterTable`), so
/// that they are those of the whole space's network, and nets that begin alike need not run their common prefix twice. The batch is the
/// first that a training with that seed would see, without augmentation. BatchNorm takes the batch's statistics, as in the released code,
/// which leaves nets in training mode; a second head takes no part.
///
/// Nets in the order of their texts share most; scores and bits do not depend on the order, nor on threads.
public struct ProxyScorer: ~Copyable {
  private let proxies: [Proxy], batch: Int
  /// What NASWOT reads; nil where it is not asked for.
  private var codes: CodePasses?
  /// What all others read.
  private var gradients: GradientPasses?

  /// Throws what networks and executors throw.
  ///
  /// - Parameters:
  ///   - several: whether nets keep several candidates of a choice, or none.
  ///   - batch: images of a minibatch.
  public init(
    _ space: Space, _ proxies: [Proxy], several: Bool = false, batch: Int, threads: Int, level: KernelLevel = .best
  ) throws {
    var space = space
    space.auxiliary = nil
    (self.proxies, self.batch) = (proxies, batch)
    let (readsForward, readsGradients) = (proxies.contains { $0.pass == .forward }, proxies.contains { $0.pass != .forward })
    codes = readsForward ? try CodePasses(space, several: several, batch: batch, threads: threads, level: level) : nil
    gradients = readsGradients ? try GradientPasses(space, several: several, batch: batch, threads: threads, level: level) : nil
  }

  /// Bytes that a scorer writes to, before it is made.
  public static func memory(_ space: Space, _ proxies: [Proxy], several: Bool = false, batch: Int, threads: Int = 1) throws -> Int {
    var bytes = 0
    if proxies.contains(where: { $0.pass == .forward }) {
      bytes += try CodePasses.network(space, several, batch).capacity(threads: threads).bytes
    }
    if proxies.contains(where: { $0.pass != .forward }) {
      bytes += try GradientPasses.network(space, several, batch).capacity(threads: threads).bytes
    }
    return bytes
  }

  /// Gives nets the initial weights of this seed from here on.
  public mutating func initialize(seed: UInt64) {
    codes?.initialize(seed)
    gradients?.initialize(seed)
  }

  /// Scores on the first batch of this seed from here on. Throws `DatasetError` where there are fewer images than the batch has. The images
  /// must be of the space's shape and classes.
  public mutating func load(_ images: PreparedImages, seed: UInt64) throws {
    var batches = try Batches(images, size: batch, stream: RandomStream(seed: seed, "images"))
    var pixels = [Float](repeating: 0, count: batch * images.imageSize), labels = [Int32](repeating: 0, count: batch)
    try pixels.withUnsafeMutableBufferPointer { pixels in
      try labels.withUnsafeMutableBufferPointer { labels in
        guard let pixels = pixels.baseAddress, let labels = labels.baseAddress else { return }
        try batches.fill(0, epoch: 0, images: pixels, labels: labels)
      }
    }
    load(pixels, labels)
  }

  /// Scores on this batch from here on: [images][height][width][channels], a label an image.
  package mutating func load(_ images: [Float], _ labels: [Int32]) {
    codes?.load(images, labels)
    gradients?.load(images, labels)
  }

  /// A number for each proxy, in their order: larger is better, −∞ or NaN where a net has none. Throws what plans throw.
  public mutating func score(_ net: Architecture) throws -> [Double] {
    let subnet = Subnet(net), kernel = try codes?.score(subnet) ?? .nan
    var found: [Proxy: Double] = [.naswot: kernel]
    for (proxy, score) in try gradients?.scores(subnet, proxies) ?? [:] { found[proxy] = score }
    return proxies.map { found[$0] ?? .nan }
  }
}

/// Forward passes whose signs are read operation by operation, before others write over what they left.
private struct CodePasses: ~Copyable {
  let network: Network, executor: Executor, kernel: ActivationKernel
  /// The plan that ran last on these images and weights, and what each of its instructions adds to the kernel.
  private var last: (plan: Plan, parts: [[Int]?])?

  init(_ space: Space, several: Bool, batch: Int, threads: Int, level: KernelLevel) throws {
    let network = try Self.network(space, several, batch), executor = try Executor(network.capacity(threads: threads), level: level)
    self.network = network
    self.executor = executor
    kernel = ActivationKernel(images: batch, threads: threads)
  }

  static func network(_ space: Space, _ several: Bool, _ batch: Int) throws -> Network {
    try Network(space, Classification(), batch: batch, .scoring(several: several))
  }

  var batch: Int { network.images.shape.images }

  mutating func initialize(_ seed: UInt64) {
    network.initialize(executor.contents, seed: seed)
    last = nil
  }

  mutating func load(_ images: [Float], _ labels: [Int32]) {
    network.load(images, labels, executor.contents)
    last = nil
  }

  /// Runs what the last net did not.
  mutating func score(_ subnet: Subnet) throws -> Double {
    let plan = try network.plan(subnet), shared = last.map { plan.shared(with: $0.plan) } ?? 0
    var parts = last.map { Array($0.parts[..<shared]) } ?? []
    var written: [Tensor: Nonlinearity] = [:]
    for instruction in plan.instructions[..<shared] { _ = instruction.activations(&written) }
    last = nil
    var start = shared
    while start < plan.instructions.count {
      let end = plan.begins[(start + 1)...].firstIndex(of: true) ?? plan.instructions.count
      executor.forward(plan, from: start, upTo: end, Mode(.batch))
      for instruction in plan.instructions[start..<end] {
        var part: [Int]?
        for view in instruction.activations(&written) {
          let own = kernel.agreements(view, executor)
          part = part.map { zip($0, own).map(+) } ?? own
        }
        parts.append(part)
      }
      start = end
    }
    last = (plan, parts)
    var sum = [Int](repeating: 0, count: batch * batch)
    for part in parts { if let part { for i in sum.indices { sum[i] += part[i] } } }
    return ActivationKernel.score(sum, images: batch)
  }
}

/// Passes whose gradients are read: of the loss, of the sum of outputs, and of that sum under weights without signs.
private struct GradientPasses: ~Copyable {
  let network: Network, executor: Executor
  /// The minibatch [images][…], which an image of ones takes the place of.
  private var images: [Float] = []
  /// What dropout draws from.
  private var noise = RandomStream(seed: 0, "noise")

  init(_ space: Space, several: Bool, batch: Int, threads: Int, level: KernelLevel) throws {
    let network = try Self.network(space, several, batch), executor = try Executor(network.capacity(threads: threads), level: level)
    self.network = network
    self.executor = executor
  }

  static func network(_ space: Space, _ several: Bool, _ batch: Int) throws -> Network {
    try Network(space, Classification(), batch: batch, several ? .mixture : .path, gradientOfImages: true)
  }

  mutating func initialize(_ seed: UInt64) {
    network.initialize(executor.contents, seed: seed)
    noise = RandomStream(seed: seed, "noise")
  }

  mutating func load(_ images: [Float], _ labels: [Int32]) {
    network.load(images, labels, executor.contents)
    self.images = images
  }

  mutating func scores(_ subnet: Subnet, _ proxies: [Proxy]) throws -> [Proxy: Double] {
    let plan = try network.plan(subnet), weights = plan.touched.filter { $0.kind == .weight }, memory = executor.contents
    var found: [Proxy: Double] = [:]
    let readsLoss = proxies.contains { $0.pass == .loss }
    if readsLoss || proxies.contains(.jacobCov) { executor.forward(plan, Mode(.training(tracks: false), random: noise)) }
    if readsLoss {
      clear(plan)
      var fisher = Fisher()
      if proxies.contains(.fisher) {
        for number in plan.instructions.indices.reversed() {
          fisher.take(plan.instructions[number], executor.contents)
          executor.backward(plan, from: number, downTo: number)
        }
      } else {
        executor.backward(plan)
      }
      found[.gradNorm] = GradNorm.score(weights, memory)
      found[.snip] = SNIP.score(weights, memory)
      found[.fisher] = fisher.score
    }
    if proxies.contains(.jacobCov), let gradient = network.imageGradient {
      (memory.arena + gradient.offset).update(repeating: 0, count: gradient.shape.count)
      clear(plan)
      giveOnes(plan)
      executor.backward(plan)
      found[.jacobCov] = JacobCov.score(gradient, executor.contents)
    }
    if proxies.contains(.synflow) { found[.synflow] = synflow(plan, weights) }
    return found
  }

  /// One image of ones through weights without signs, BatchNorm left out; leaves weights and images as they were.
  private func synflow(_ plan: Plan, _ weights: [Parameter]) -> Double {
    let memory = executor.contents, batch = network.batch(memory)
    let kept = plan.touched.map { $0.range.map { memory.parameters[$0] } }
    batch.images.update(repeating: 1, count: images.count)
    let exponent = Synflow.prepare(plan, images: network.images, memory)
    for instruction in plan.instructions {
      guard let normalization = instruction.normalization else { continue }
      let ones = [Float](repeating: 1, count: normalization.channels), zeros = [Float](repeating: 0, count: normalization.channels)
      normalization.restore((ones + zeros)[...], memory)
    }
    executor.forward(plan, Mode(.fixed, images: 1))
    clear(plan)
    giveOnes(plan)
    executor.backward(plan)
    let sum = SNIP.score(weights, memory)
    for (parameter, values) in zip(plan.touched, kept) {
      (memory.parameters + parameter.range.lowerBound).update(from: values, count: values.count)
    }
    batch.images.update(from: images, count: images.count)
    return Synflow.score(sum, exponent: exponent)
  }

  /// Empties the gradients of the parameters on a path.
  private func clear(_ plan: Plan) {
    let memory = executor.contents
    for parameter in plan.touched { (memory.gradients + parameter.range.lowerBound).update(repeating: 0, count: parameter.range.count) }
  }

  /// The gradient of the sum of all outputs, in place of the loss's.
  private func giveOnes(_ plan: Plan) {
    guard let gradient = plan.loss?.reads.first?.gradient else { preconditionFailure("a network's plan ends in its loss") }
    (executor.contents.arena + gradient.offset).update(repeating: 1, count: gradient.shape.count)
  }
}

extension Network {
  /// Writes a batch.
  fileprivate func load(_ images: [Float], _ labels: [Int32], _ memory: Memory) {
    let place = batch(memory)
    guard let own = place.labels else { preconditionFailure("classification has labels") }
    precondition(
      images.count == self.images.shape.count && labels.count == self.images.shape.images, "images of another shape than the batch")
    place.images.update(from: images, count: images.count)
    own.update(from: labels, count: labels.count)
  }
}
