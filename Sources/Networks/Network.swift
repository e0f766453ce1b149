public import Engine
public import Spaces

/// Turns subnets of a space into plans over one arena, under a task: chains and graphs, single paths and mixtures, for training and for
/// scoring.
///
///     let network = try Network(space, Classification(), batch: 64, .path)
///     let executor = try Executor(network.capacity(threads: 2))
///     let plan = try network.plan(Subnet(path: [2, 0, 1]))
///
/// Every node (stem, place, fixed layers, head) has one region of the arena, sized for its worst candidate on every form in which its
/// input may come. Where single candidates are computed they lie over one another in it, else behind one another; what the node itself
/// stores lies behind them. No two nodes share memory, for backward, or a later subnet with the same prefix, reads it. Offsets depend
/// on what is computed up to there and on nothing else, so that two plans agree as far as what they compute does (`Plan.shared`).
///
/// Names, order and number of parameters depend on the space alone: a snapshot taken under one occupancy is read under all.
public struct Network: Sendable {
  /// How candidates share the arena. Whether a pass learns the mixture is the plan's business.
  public enum Occupancy: Hashable, Sendable {
    /// One candidate of each choice at a time, trained; several passes on one batch share the stem.
    case path
    /// Any candidates at once, trained.
    case mixture
    /// No gradients; one candidate of each choice at a time, or several.
    case scoring(several: Bool)
  }

  /// How a pass stands to the others of its step that read the same batch.
  public struct Turn: Hashable, Sendable {
    /// The stem's gradient already holds that of earlier passes.
    public var adds: Bool
    /// No pass comes after this one.
    public var closes: Bool

    /// For a pass among others; `alone` is the usual one.
    public init(adds: Bool, closes: Bool) {
      self.adds = adds
      self.closes = closes
    }

    /// The only pass on its batch.
    public static let alone = Turn(adds: false, closes: true)
  }

  /// As `init` was given them; they never change.
  public let space: Space, task: any Task, occupancy: Occupancy, slices: Int
  /// Names, shapes and laws of initial values; the values themselves lie in an executor's memory.
  public let parameters: ParameterTable
  /// Where a batch's images lie: [batch][height][width][channels], in front of all else.
  public let images: Tensor
  /// Where backward leaves d(loss)/d(images), of their shape; nil where nothing flows back into them. A subnet that does not read them
  /// leaves it as it was.
  public let imageGradient: Tensor?
  let tables: NetworkTables, wiring: Wiring, slots: MixtureSlots, knobs: KnobSlots?
  let mainLoss: LossPlace, secondLoss: LossPlace?
  /// Room for the parts of the weights' gradients, by node; none where nothing is learnt.
  let parts: [Int: WeightedSum.Parts]
  private(set) var regions: Regions
  /// What the worst plan wants besides its tensors.
  private(set) var needs = Needs()

  /// Throws `unsupported` where an operation has layers that no instruction computes there.
  ///
  /// - Parameters:
  ///   - batch: images that run together.
  ///   - slices: parts that a batch is cut into; they decide bits where statistics are taken or gradients summed.
  ///   - gradientOfImages: whether backward also finds d(loss)/d(images), where there are gradients at all.
  public init(
    _ space: Space, _ task: any Task, batch: Int, _ occupancy: Occupancy, _ knobs: Knobs = .none, slices: Int = Slice.count,
    gradientOfImages: Bool = false
  ) throws(NetworkError) {
    (self.space, self.task, self.occupancy, self.slices) = (space, task, occupancy, slices)
    let wiring = Wiring(space), trains = occupancy.trains
    var layout = Layout()
    images = layout.tensor(Shape(images: batch, height: space.input.height, width: space.input.width, channels: space.input.channels))
    var labels = 0, targets: Tensor?
    switch task.targets(of: space) {
    case .labels: labels = layout.reserveIntegers(batch)
    case .images(let image):
      targets = layout.tensor(Shape(images: batch, height: image.height, width: image.width, channels: image.channels))
    }
    func place(_ name: String, weight: Double) -> LossPlace {
      LossPlace(
        labels: labels, images: targets, results: layout.reserveDoubles(task.resultsPerSlice * (slices + 1)), slices: slices,
        weight: weight,
        name: name)
    }
    mainLoss = place("loss", weight: 1)
    secondLoss = space.auxiliary.map { place("auxiliary loss", weight: $0.weight) }
    slots = MixtureSlots(space, &layout)
    self.knobs =
      trains && knobs != .none ? KnobSlots(knobs: knobs, pathRate: ScalarSlot(&layout), skips: ScalarSlot(&layout)) : nil
    // Whether paths are dropped or not changes no parameter: such layers have none.
    tables = NetworkTables(space, wiring, dropsPaths: self.knobs?.knobs.dropsPaths == true)
    parameters = tables.parameters
    var parts: [Int: WeightedSum.Parts] = [:]
    if occupancy == .mixture {
      for node in wiring.nodes.indices {
        let count = tables.terms(of: node, wiring)
        if count > 0 { parts[node] = WeightedSum.Parts(&layout, count: count, slices: slices) }
      }
    }
    self.parts = parts
    self.wiring = wiring
    imageGradient = trains && gradientOfImages ? layout.tensor(images.shape) : nil
    regions = Regions(from: layout)
    try measure()
  }

  /// Once, in `init`: sizes every region and what executors must hold besides.
  private mutating func measure() throws(NetworkError) {
    let measured = try Measurement(self)
    regions = measured.regions
    needs = measured.needs
    if occupancy.isSeveral {
      // All candidates at once, both ways of learning: no plan wants more.
      for learns in occupancy == .mixture ? [false, true] : [false] {
        let whole = Subnet(space.whole, under: Mixture(space.choices.map { $0.candidates.map { _ in 1 } }))
        var built = try build(whole, .alone, learns: learns)
        needs = needs.covering(built.plan(nil).needs)
      }
    }
  }

  /// What an executor of any plan holds. An executor that was made for it runs all plans of this network.
  ///
  /// - Parameter keepsSquares: whether the optimiser keeps a second moment (Adam).
  public func capacity(threads: Int, keepsSquares: Bool = false) -> Executor.Capacity {
    Executor.Capacity(
      images: images.shape.images, slices: slices, activations: regions.end, parameters: parameters.count,
      statistics: parameters.statisticsCount,
      needs: needs, threads: threads, keepsSquares: keepsSquares)
  }

  /// The plan of a subnet; what nobody reads is not computed. Where training, the space's second head takes part.
  ///
  /// Throws `subnet` where it is none of this space, and, where the arena was made for one candidate of each choice, `several`, `none` or
  /// `weighted` where it keeps more, or none for a node that is read by itself, or weighs them. The trainer asks for one in every pass of a
  /// path, and keeps those of the mixture.
  ///
  /// - Parameters:
  ///   - turn: how the pass stands to others on its batch; matters for paths that are trained.
  ///   - learns: whether backward also finds the gradients of the mixture's weights.
  public func plan(_ subnet: Subnet, _ turn: Turn = .alone, learns: Bool = false) throws(NetworkError) -> Plan {
    try check(subnet)
    var built = try build(subnet, turn, learns: learns)
    let plan = built.plan(turn)
    guard needs.covers(plan.needs) else { throw .exceeds(plan: "a subnet of \(space.name)") }
    return plan
  }

  private func check(_ subnet: Subnet) throws(NetworkError) {
    guard subnet.kept.count == space.choices.count,
      zip(subnet.kept, space.choices).allSatisfy({ $0.allSatisfy($1.candidates.indices.contains) })
    else { throw .subnet(kept: subnet.kept, choices: space.choices.map(\.candidates.count)) }
    if occupancy.isSeveral { return }
    if let choice = subnet.kept.firstIndex(where: { $0.count > 1 }) { throw .several(choice: space.choices[choice].name) }
    if subnet.mixture != nil { throw .weighted }
  }

  /// Puts a subnet's weights where passes read them, each times its choice's gain; lowers nothing. Does nothing for one without a mixture.
  /// Called before each pass, for another mixture needs no other plan.
  public func set(_ subnet: Subnet, _ memory: Memory) { if let mixture = subnet.mixture { slots.set(mixture, memory) } }

  /// Takes what backward found for the mixture that was set, in its shape, and clears it: after a plan made with `learns`.
  public func takeGradient(of mixture: Mixture, _ memory: Memory) -> Mixture { slots.takeGradient(of: mixture, memory) }

  /// Sets what the knobs of passes say: the rate at which paths are dropped, and the rate or amount of what is done to skips. Does nothing
  /// for a network without knobs.
  public func set(pathRate: Double, skips: Double, _ memory: Memory) {
    knobs?.pathRate.set(pathRate, memory)
    knobs?.skips.set(skips, memory)
  }

  /// Where a batch's images and targets are written, in place, before a pass. The pointers are the memory's: good as long as it lives.
  public func batch(_ memory: Memory) -> BatchMemory {
    BatchMemory(
      images: memory.arena + images.offset, labels: mainLoss.images == nil ? memory.integers + mainLoss.labels : nil,
      targets: mainLoss.images.map { memory.arena + $0.offset })
  }
}

/// The one place where data meet the arena.
public struct BatchMemory {
  /// [images][height][width][channels].
  public let images: UnsafeMutablePointer<Float>
  /// [images], where the task has labels.
  public let labels: UnsafeMutablePointer<Int32>?
  /// [images][height][width][channels], where the task's targets are images.
  public let targets: UnsafeMutablePointer<Float>?
}

extension Network.Occupancy {
  /// Whether there is room for gradients.
  public var trains: Bool { if case .scoring = self { false } else { true } }
  /// Whether regions of candidates lie behind one another, so that all can be computed at once.
  var isSeveral: Bool { self == .mixture || self == .scoring(several: true) }
}
