/// Passes under known weights and statistics.
extension Executor {
  /// a and b under the running statistics as they are.
  func inheritedCoefficients(_ normalization: Normalization) -> [Float] {
    var memory = contents
    memory.mode = Mode(.inherited)
    normalization.table.settle(memory, BatchExtent(slices: 0, images: 0), positions: 1, WorkShare(index: 0, count: 1))
    return normalization.coefficients(memory)
  }

  /// Runs the leading images of the batch through a plan that was made ready on this executor.
  ///
  /// - Parameter images: how many; as many as it was made for where nil.
  public func infer(_ inference: Inference, images: Int? = nil) {
    let count = images ?? inference.images
    precondition(count <= inference.images, "it was made for \(inference.images) images")
    begin(Mode(.fixed, trains: false, images: count))
    inference.restore(contents)
    let slices = Slice.cut(count, into: capacity.slices)
    var first = 0
    if inference.parts == 1, team.threads == 1 || inference.isDisjoint {
      // A few images at a time go through all layers, so that they stay in the cache.
      let groups = stride(from: 0, to: count, by: Inference.together).map {
        Slice(index: 0, images: $0..<min($0 + Inference.together, count))
      }
      first = inference.steps.firstIndex { $0.work.settling != nil } ?? inference.steps.count
      run(inference.steps[..<first], groups, parts: 1, scratch: inference.scratch)
    }
    while first < inference.steps.count {
      let last =
        inference.parts > 1 ? first : inference.steps[first...].firstIndex(where: \.ends) ?? inference.steps.count - 1
      run(inference.steps[first...last], slices, parts: inference.parts, scratch: inference.scratch)
      first = last + 1
    }
  }
}
