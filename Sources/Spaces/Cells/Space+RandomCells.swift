public import Streams

extension Space {
  /// A genotype drawn as DARTS keeps them: into each sum two different edges, on each an operation other than `none`, all equally
  /// likely.
  public func randomCells(_ random: inout RandomStream) -> Architecture {
    var kept = choices.map { _ in [Int]() }
    for edges in edgesBySum {
      var left = edges
      for _ in 0..<min(2, edges.count) {
        let choice = left.remove(at: random.below(left.count))
        let candidates = choices[choice].candidates.indices.filter { choices[choice].candidates[$0].name != Primitive.none.rawValue }
        kept[choice] = [candidates[random.below(candidates.count)]]
      }
    }
    return Architecture(kept: kept)
  }
}
