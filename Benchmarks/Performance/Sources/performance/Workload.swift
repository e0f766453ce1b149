import Datasets
import Engine
import Networks
import Spaces
import Strategies
import Streams
import Training

/// A network, its images and its batch: the same layers and shapes as the peer of that name.
///
/// A chain as `Peers/mobile.py` has it: 3 × 3 stem, inverted residuals with ReLU6, 1 × 1 head, global average, linear classifier.
struct Workload {
  typealias Block = (outputs: Int, stride: Int, expansion: Double, kernel: Int)

  let name: String, space: Space, batch: Int
  let kind: Kind

  /// What is timed: a step of each choice's one candidate; a step of all candidates at once, under a mixture that stays as it is; a forward
  /// pass alone.
  enum Kind { case path, mixture, inference }

  /// (b) the supernet of DARTS, (a) eight mixed inverted residuals, (c) the MB3_K3 path of NAS-Bench-Macro, (d) the same in small,
  /// (d16) with batches of 16, (e) inverted residuals with squeeze-excite and h-swish as SCARLET's, (f) blocks of ShuffleNetV2 as SPOS's,
  /// (g) the net of sr-512 with the median of multiply-adds, which enlarges images of 24 × 24, (i1), (i32) FairNAS-A on one and on 32 images of ImageNet's size, forward.
  static let all: [Workload] = {
    let colour = ImageShape(height: 32, width: 32, channels: 3), grey = ImageShape(height: 28, width: 28, channels: 1)
    let mixed: [Block] = [
      (32, 1, 3, 3), (32, 1, 6, 5), (64, 2, 3, 7), (64, 1, 6, 3), (64, 1, 3, 5), (128, 2, 6, 5), (128, 1, 6, 7), (128, 1, 3, 3),
    ]
    // Its text is one of this space: a net that the catalogue publishes.
    let whole = Space.fairNAS(), text = Catalogue.published.first { $0.name == "FairNAS-A" }?.text ?? ""
    let fairNAS = (try? whole.architecture(text)).map(whole.restricted(to:)) ?? whole
    return [
      Workload("a", colour, batch: 64, stem: 32, mixed, head: 256),
      Workload("c", colour, batch: 128, stem: 32, stages([64, 128, 256]), head: 1280),
      Workload("d", grey, batch: 128, stem: 8, stages([16, 32, 64]), head: 128),
      Workload("d16", grey, batch: 16, stem: 8, stages([16, 32, 64]), head: 128),
      Workload("e", .gatedPath, batch: 64), Workload("f", .shufflePath, batch: 64), Workload("g", restoration, batch: 16),
      Workload("i1", fairNAS, batch: 1, .inference), Workload("i32", fairNAS, batch: 32, .inference),
      Workload("b", .darts(), batch: 64, .mixture),
    ]
  }()

  /// conv_f16_k3_b1, conv_f32_k3_b1, conv_f16_k3_b1: of the 512 nets, by multiply-adds, one of the two in the middle.
  private static var restoration: Space {
    Space.smallSuperResolution(input: ImageShape(height: 24, width: 24, channels: 1)).restricted(to: Architecture(path: [0, 1, 0]))
  }

  private init(_ name: String, _ space: Space, batch: Int, _ kind: Kind = .path) {
    (self.name, self.space, self.batch, self.kind) = (name, space, batch, kind)
  }

  private init(_ name: String, _ input: ImageShape, batch: Int, stem: Int, _ blocks: [Block], head: Int) {
    (self.name, self.batch, kind) = (name, batch, .path)
    space = Space(
      name: name, input: input, classes: 10,
      stem: [.convolution(Convolution(.fixed(stem), kernel: 3)), .normalization(), .activation(.relu6)],
      choices: blocks.enumerated().map { number, block in
        Choice(
          "layer\(number + 1)", [.invertedResidual("block", expansion: block.expansion, kernel: block.kernel, activation: .relu6)])
      },
      nodes: blocks.enumerated().map { .place(choice: $0, from: $0, channels: $1.outputs, stride: $1.stride) },
      head: [
        .convolution(Convolution(.fixed(head))), .normalization(), .activation(.relu6), .globalAverage, .linear(outputs: 10),
      ])
  }

  /// MB3_K3 in stages of two, three and three layers, the first of each with stride 2.
  private static func stages(_ widths: [Int]) -> [Block] {
    zip(widths, [2, 3, 3]).flatMap { width, layers in (0..<layers).map { (width, $0 == 0 ? 2 : 1, 3, 3) } }
  }

  var cost: Cost { CostTable(space).cost(of: space.whole) }

  /// Floating-point operations of one step on one image: forward, and twice as many backward where there is one.
  var operationsPerImage: Double { (kind == .inference ? 2 : 6) * Double(cost.macs) }

  /// Bytes that must cross memory for one image where a phase's tensors do not fit the cache.
  ///
  /// Each convolution reads its input and writes its output forward; backward it reads its input, its output and the output's
  /// gradient, and writes the input's. Weights are read twice, their gradient and momentum written and read once a batch. Forward alone is
  /// a third of the first and a sixth of the second.
  var bytesPerImage: Double {
    let inner = space.nodes.enumerated().flatMap { number, node -> [PlacedLayer] in
      guard case .place(let choice, _, _, _) = node else { return space.layers(ofNode: number, candidate: 0) }
      return space.choices[choice].candidates.indices.flatMap { space.layers(ofNode: number, candidate: $0) }
    }
    let layers = space.stemLayers + inner + space.headLayers
    let floats = layers.reduce(0) { sum, layer in
      guard case .convolution = layer.layer else { return sum }
      return sum + 3 * (layer.input.positions * layer.input.channels + layer.output.positions * layer.output.channels)
    }
    let step = 4 * Double(floats), weights = 4 * Double(cost.parameters) / Double(batch)
    return kind == .inference ? step / 3 + weights : step + 6 * weights
  }

  /// So many batches of synthetic images.
  func images(batches: Int) throws -> PreparedImages {
    let shape = space.outputImage ?? space.input
    let source = SyntheticImages(
      training: batches * batch + 20, test: 20, height: shape.height, width: shape.width, channels: shape.channels)
    let split = SplitSpec(training: batches * batch, validation: 10, recalibration: 1)
    return try PreparedData(try Dataset.load(.synthetic(source)), split, Preparation(upscaling: space.upscaling)).training
  }

  /// A trainer with the peer's optimiser: rate 0.05, momentum 0.9, decay 3 · 10⁻⁴ on all parameters; of nets that enlarge images Adam with rate
  /// 0.001.
  static func trainer(
    _ space: Space, batch: Int, images: PreparedImages, threads: Int, level: KernelLevel
  ) throws -> Trainer<UniformSampling> {
    try trainer(space, UniformSampling(), batch: batch, images: images, threads: threads, level: level)
  }

  static func trainer<Method: Strategy>(
    _ space: Space, _ method: Method, batch: Int, images: PreparedImages, threads: Int, level: KernelLevel
  ) throws -> Trainer<Method> {
    let recipe =
      space.upscaling == nil
      ? Recipe(optimizer: Optimizer(.sgd(SGD(momentum: 0.9, decay: 3e-4))), schedule: Schedule(.constant, peak: 0.05), batch: batch)
      : Recipe(
        optimizer: Optimizer(.adam(Adam())), schedule: Schedule(.constant, peak: 0.001), batch: batch,
        goal: .superResolution(SuperResolution()))
    return try Trainer(space, recipe.task, method, recipe, passes: 1 << 40, images: images, seed: 1, threads: threads, level: level)
  }
}

/// The weights' step of DARTS, α left alone: what the peer's `b` does.
struct FixedMixture: Strategy {
  static var relaxes: Bool { true }

  func mixture(_ space: Space, _ state: Stateless) -> Mixture {
    Mixture(space.choices.map { choice in choice.candidates.map { _ in 1 / Double(choice.candidates.count) } })
  }

  func step(_ now: Moment, _ space: Space, _ state: inout Stateless, _ random: inout RandomStream) -> [Action] {
    [.pass(Pass(.mixture, .training())), .updateWeights]
  }
}
