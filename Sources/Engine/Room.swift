/// How much an executor reserves, counted before it is made.
extension Executor {
  /// What an executor holds, counted before it is made.
  public struct Room: Hashable, Sendable {
    public let images, slices, threads: Int
    let activations, parameters, statistics, scratchPerThread, sumsPerSlice, weightsPerSlice: Int
    let keepsSquares: Bool

    /// `activations`, `parameters` and `statistics` in floats, `needs` of the worst plan that will run.
    public init(
      images: Int, slices: Int = 4, activations: Int, parameters: Int, statistics: Int, needs: Needs, threads: Int,
      keepsSquares: Bool = false
    ) {
      self.images = images
      self.slices = slices
      self.threads = max(threads, 1)
      self.activations = activations
      self.parameters = parameters
      self.statistics = statistics
      self.keepsSquares = keepsSquares
      scratchPerThread = (needs.scratch + 1023) / 1024 * 1024 + 64
      sumsPerSlice = (2 * needs.channels + 63) / 64 * 64
      weightsPerSlice = (needs.weights + 63) / 64 * 64
    }

    struct Offsets {
      let parameters, gradients, velocity, square, statistics, sums, weights, scratch, end: Int
    }

    var offsets: Offsets {
      var layout = Layout(from: activations)
      let parameters = (0..<3).map { _ in layout.reserve(self.parameters) }
      let square = keepsSquares ? layout.reserve(self.parameters) : parameters[2]
      let statistics = layout.reserve(self.statistics), sums = layout.reserve(2 * sumsPerSlice * slices)
      let weights = layout.reserve(weightsPerSlice * slices), scratch = layout.reserve(scratchPerThread * threads)
      return Offsets(
        parameters: parameters[0], gradients: parameters[1], velocity: parameters[2], square: square, statistics: statistics, sums: sums,
        weights: weights, scratch: scratch, end: layout.used)
    }

    /// Bytes of the arena; memory is taken as it is first written.
    public var bytes: Int { offsets.end * MemoryLayout<Float>.stride }
  }
}
