internal import CKernels

/// A plan made ready for many passes whose weights and statistics do not change: layers around depthwise windows run as one.
///
///     let inference = Inference(plan, executor, images: 1)
///     executor.infer(inference)
///
/// The bits of its outputs are those of `forward` under the same statistics. What lies inside blocks is not stored, so only outputs of
/// operations can be read behind it, and no backward follows.
public struct Inference: Sendable {
  /// The plan, from the instruction on with which it begins.
  let steps: [Step]
  /// Scratch of the blocks.
  let scratch: InferenceMemory.Scratch
  /// Whether no two steps write to one place, so that images need not wait for one another between layers.
  let isDisjoint: Bool
  /// How many images a pass has at most, and into how many parts each of them is cut where there are fewer than threads.
  let images, parts: Int
  private let coefficients: [Coefficients]

  /// How many images go through the layers together: enough to read weights rarely.
  static let together = 2

  /// What runs as one.
  enum Work: Sendable {
    /// With its matrices, where it has any.
    case instruction(any Instruction, InferenceMemory.Floats?)
    case block(DepthwiseBlock, DepthwiseBlock.Weights)

    /// What adds something up behind it, other than statistics.
    var settling: (any Instruction)? {
      guard case .instruction(let instruction, _) = self else { return nil }
      return instruction.barrier.contains(.forward) && instruction.normalization == nil ? instruction : nil
    }
    var splits: Bool { if case .instruction(let instruction, _) = self { instruction.splits } else { true } }
    /// Tensors that it stores.
    var written: [Tensor] {
      switch self {
      case .instruction(let instruction, _):
        instruction.outputs.map(\.tensor) + ((instruction as? Pointwise)?.kept.map { [$0] } ?? [])
      case .block(let block, _):
        [block.projection?.output.tensor ?? block.depthwise.output.tensor] + (block.expansion?.kept.map { [$0] } ?? [])
      }
    }
  }

  struct Step: Sendable {
    let work: Work
    /// Slices meet behind it, for what comes next may lie where it read, or because it settles something.
    let ends: Bool
  }

  /// a and b of one normalisation.
  private struct Coefficients: Sendable {
    let normalization: Normalization, values: [Float]
  }

  /// - Parameters:
  ///   - executor: whose parameters and running statistics hold what shall be used.
  ///   - first: the instruction to begin with.
  ///   - images: how many a pass will have at most.
  ///   - statistics: where normalisations take theirs from: `inherited`, found now, or `fixed`, as the tables hold them in each pass.
  ///   - memory: what other inferences of the executor have laid out already, while none of its parameters changed.
  public init(
    _ plan: Plan, from first: Int = 0, _ executor: borrowing Executor, images: Int, statistics: Mode.Statistics = .inherited,
    sharing memory: InferenceMemory? = nil
  ) {
    let memory = memory ?? InferenceMemory(executor), threads = executor.team.threads
    let parts = images < threads ? (threads + images - 1) / images : 1
    self.images = images
    self.parts = parts
    var blocks = Fusion(plan, from: first, parts: parts), steps: [Step] = [], scratch = 0
    while let (work, last) = blocks.next(memory) {
      if case .block(let block, _) = work { scratch = max(scratch, block.scratch) }
      steps.append(Step(work: work, ends: plan.begins(at: last + 1) || work.settling != nil))
    }
    self.steps = steps
    self.scratch = memory.scratch(scratch)
    var written = steps.flatMap(\.work.written)
    written.sort { $0.offset < $1.offset }
    isDisjoint = zip(written, written.dropFirst()).allSatisfy { $0.offset + $0.shape.count <= $1.offset }
    var coefficients: [Coefficients] = []
    for instruction in plan.instructions[first...] {
      guard let normalization = instruction.normalization, statistics == .inherited || !normalization.table.normalizes else { continue }
      coefficients.append(Coefficients(normalization: normalization, values: executor.inheritedCoefficients(normalization)))
    }
    self.coefficients = coefficients
  }

  /// Puts the coefficients where views read them.
  func restore(_ memory: Memory) {
    for own in coefficients { own.normalization.restore(own.values[...], memory) }
  }
}

/// Finds the blocks of a plan, one after another.
private struct Fusion {
  private let plan: Plan, parts: Int
  private let readers: [Int: Int]
  private var next: Int
  private var instructions: [any Instruction] { plan.instructions }

  init(_ plan: Plan, from first: Int, parts: Int) {
    (self.plan, next, self.parts) = (plan, first, parts)
    var readers: [Int: Int] = [:]
    for instruction in plan.instructions {
      for view in instruction.reads {
        readers[view.tensor.offset, default: 0] += 1
        if let residual = view.residual { readers[residual.offset, default: 0] += 1 }
      }
    }
    self.readers = readers
  }

  /// What runs next, and its last instruction.
  mutating func next(_ memory: InferenceMemory) -> (Inference.Work, last: Int)? {
    guard next < instructions.count else { return nil }
    let first = next
    if let (block, count) = block(at: first) {
      next += count
      return (.block(block, block.weights(memory)), next - 1)
    }
    next += 1
    return (.instruction(instructions[first], instructions[first].matrices.map(memory.packed)), first)
  }

  private func block(at first: Int) -> (DepthwiseBlock, count: Int)? {
    if let depthwise = instructions[first] as? Depthwise {
      let projection = projection(at: first + 1, of: depthwise)
      return (DepthwiseBlock(depthwise, projection: projection), projection == nil ? 1 : 2)
    }
    guard let expansion = instructions[first] as? Pointwise, let depthwise = inner(first + 1) as? Depthwise,
      joins(expansion.output, depthwise.input), !repeats(depthwise)
    else { return nil }
    let projection = projection(at: first + 2, of: depthwise)
    return (DepthwiseBlock(expansion: expansion, depthwise, projection: projection), projection == nil ? 2 : 3)
  }

  private func projection(at index: Int, of depthwise: Depthwise) -> Pointwise? {
    guard let projection = inner(index) as? Pointwise, projection.kept == nil, joins(depthwise.output, projection.input) else { return nil }
    return projection
  }

  /// An instruction of the operation to which the one before belongs: a later plan may begin with the next operation.
  private func inner(_ index: Int) -> (any Instruction)? {
    instructions.indices.contains(index) && !plan.begins(at: index) ? instructions[index] : nil
  }

  /// Whether what one writes is read by the other alone, without a residual.
  private func joins(_ written: View, _ read: View) -> Bool {
    written.tensor == read.tensor && read.residual == nil && readers[written.tensor.offset] == 1
  }

  /// Whether parts of an image would expand many rows twice.
  private func repeats(_ depthwise: Depthwise) -> Bool {
    let shared = (parts - 1) * (depthwise.kernel - 1) * depthwise.dilation
    return parts > 1 && 8 * shared > depthwise.input.shape.height
  }
}
