/// Skips of a chain as 1 × 1 maps without bias, BatchNorm and activation, as SCARLET's supernet computes them (Chu et al. 2021).
extension Space {
  /// The nodes at which an architecture of a chain keeps a candidate that does nothing, in order; none where it is no path.
  public func skips(of architecture: Architecture) -> [Int] {
    guard isChain, let path = architecture.path else { return [] }
    return nodes.indices.filter { node in
      guard case .place(let choice, _, _, _) = nodes[node] else { return false }
      return isSkip(ofNode: node, candidate: path[choice])
    }
  }

  /// Those of `skips` whose map no other layer can take in, so that the network without it is another one.
  ///
  /// A run of skips is taken in by what follows it where that begins with a dense convolution and has no residual, and by what
  /// precedes it where that ends in a dense convolution with or without BatchNorm and has no residual; stem and head are such
  /// neighbours too. Between two residual blocks the map's output also passes by the second one, hence stays.
  public func unfoldableSkips(of architecture: Architecture) -> [Int] {
    let skips = skips(of: architecture), path = architecture.path ?? []
    return skips.filter { skip in
      let before = nodes.indices.last { $0 < skip && !skips.contains($0) },
        behind = nodes.indices.first { $0 > skip && !skips.contains($0) }
      return !takesIn(before, path, stem, { $0.endsInDenseConvolution }) && !takesIn(behind, path, head, { $0.beginsWithDenseConvolution })
    }
  }

  /// What stands at these nodes where their skips are maps.
  public func skipMaps(at nodes: [Int]) -> [PlacedLayer] {
    let shapes = shapes
    return nodes.map { node in
      let shape = shapes[node + 1]
      return PlacedLayer(.convolution(Convolution(.fixed(shape.channels))), shape, shape)
    }
  }

  /// Whether a kept neighbour, or the space's end where there is none, can take a map in.
  private func takesIn(_ node: Int?, _ path: [Int], _ end: [Layer], _ fits: ([Layer]) -> Bool) -> Bool {
    guard let node else { return fits(end) }
    guard case .place(let choice, _, _, let stride) = nodes[node] else { return false }
    return !residual(ofNode: node, candidate: path[choice]) && fits(choices[choice].candidates[path[choice]].layers(stride: stride))
  }
}

extension [Layer] {
  fileprivate var beginsWithDenseConvolution: Bool { first?.isDenseConvolution == true }

  fileprivate var endsInDenseConvolution: Bool {
    if case .normalization = last { dropLast().last?.isDenseConvolution == true } else { last?.isDenseConvolution == true }
  }
}

extension Layer {
  fileprivate var isDenseConvolution: Bool { if case .convolution(let convolution) = self { convolution.groups == .one } else { false } }
}
