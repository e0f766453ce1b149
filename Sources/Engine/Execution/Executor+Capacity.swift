/// How much an executor reserves, counted before it is made.
extension Executor {
  /// What an executor holds, counted before it is made.
  public struct Capacity: Hashable, Sendable {
    public let images, slices, threads: Int
    /// Of the worst plan that will run.
    public let needs: Needs
    let activations: Layout, parameters, statistics, scratchPerThread, sumsPerSlice, weightsPerSlice: Int
    let keepsSquares: Bool

    /// - Parameters:
    ///   - activations: where the tensors and numbers of all plans end.
    ///   - parameters: floats of the parameter block.
    ///   - statistics: floats of the block of running statistics.
    ///   - needs: of the worst plan that will run.
    public init(
      images: Int, slices: Int = Slice.count, activations: Layout, parameters: Int, statistics: Int, needs: Needs, threads: Int,
      keepsSquares: Bool = false
    ) {
      self.images = images
      self.slices = slices
      self.threads = max(threads, 1)
      self.needs = needs
      self.activations = activations
      self.parameters = parameters
      self.statistics = statistics
      self.keepsSquares = keepsSquares
      scratchPerThread = (needs.scratch + 1023) / 1024 * 1024 + 64
      sumsPerSlice = (2 * needs.channels + 63) / 64 * 64
      weightsPerSlice = (needs.weights + 63) / 64 * 64
    }

    struct Offsets {
      /// Floats; `sums` counts Doubles.
      let parameters, gradients, velocity, square, statistics, weights, scratch, sums: Int
      let size: ArenaSize
    }

    var offsets: Offsets {
      var layout = activations
      let parameters = (0..<3).map { _ in layout.reserve(self.parameters) }
      let square = keepsSquares ? layout.reserve(self.parameters) : parameters[2]
      let statistics = layout.reserve(self.statistics), sums = layout.reserveDoubles(sumsPerSlice * slices)
      let weights = layout.reserve(weightsPerSlice * slices), scratch = layout.reserve(scratchPerThread * threads)
      return Offsets(
        parameters: parameters[0], gradients: parameters[1], velocity: parameters[2], square: square, statistics: statistics,
        weights: weights, scratch: scratch, sums: sums,
        size: ArenaSize(floats: layout.used, doubles: layout.doubles, integers: layout.integers))
    }

    /// Bytes of the arena; memory is taken as it is first written.
    public var bytes: Int { offsets.size.bytes }
  }
}
