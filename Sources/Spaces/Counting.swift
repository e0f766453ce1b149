/// Ways in which papers and tools count operations, so that a printed number can be told apart from an error.
public enum Counting: String, Codable, CaseIterable, Hashable, Sendable {
  /// Multiply-adds of convolutions and linear layers: `Cost.macs`.
  case macs = "MACs"
  /// Package thop 0.0.31 with BatchNorm taken out: MACs, 4 a value of an average pool of side 3, and h · w + 1 a value of the
  /// global average; maximum pools count nothing. The convention of FairDARTS.
  case thop
  /// MACs and two operations a value of a BatchNorm.
  case macsAndTwiceNorm = "MACs + 2 BN"
  /// MACs and four operations a value of a BatchNorm: NoisyDARTS.
  case macsAndFourTimesNorm = "MACs + 4 BN"
  /// Package ptflops, and mmcv's counter, which is derived from it: MACs, 2 a value of a BatchNorm, 1 a value of a ReLU and of a pool's
  /// input. The convention of PC-DARTS and P-DARTS on ImageNet, and of mmrazor.
  case ptflops
  /// MACs and one operation a value that squeeze-excite averages: FairNAS's nets with squeeze-excite.
  case macsAndGatePools = "MACs + SE pools"
  /// MACs, and of linear layers the additions too, 2n − 1 an output: the package thop as AngleNAS used it.
  case macsAndLinearAdditions = "MACs, linear 2n − 1"
  /// MACs and those of skips kept as 1 × 1 maps where no neighbour can take them in (`Space.unfoldableSkips`): SCARLET.
  case macsAndUnfoldedSkips = "MACs + unfoldable skips"

  /// The operations of an architecture for one image.
  public func count(_ architecture: Architecture, of space: Space) -> Int {
    let skips = self == .macsAndUnfoldedSkips ? space.skipMaps(at: space.unfoldableSkips(of: architecture)) : []
    return count(space.layers(of: architecture) + skips)
  }

  /// The operations of layers for one image.
  public func count(_ layers: [PlacedLayer]) -> Int { layers.flatMap(\.leaves).reduce(0) { $0 + $1.macs + extra($1) } }

  private func extra(_ layer: PlacedLayer) -> Int {
    let values = layer.output.positions * layer.output.channels, inputs = layer.input.positions * layer.input.channels
    switch (self, layer.layer) {
    case (.macs, _), (.macsAndUnfoldedSkips, _): return 0
    case (.thop, .pool(let pool)): return pool.kind == .average && pool.padded ? (pool.kernel + 1) * values : 0
    case (.thop, .globalAverage): return (layer.input.positions + 1) * values
    case (.macsAndTwiceNorm, .normalization), (.ptflops, .normalization): return 2 * values
    case (.macsAndFourTimesNorm, .normalization): return 4 * values
    case (.ptflops, .activation): return values
    case (.ptflops, .pool), (.ptflops, .globalAverage): return inputs
    case (.macsAndLinearAdditions, .linear): return layer.macs - values
    case (.macsAndGatePools, .squeezeExcite): return inputs
    default: return 0
    }
  }
}

extension Space {
  /// All layers of the network that an architecture is, the second head's not among them.
  public func layers(of architecture: Architecture) -> [PlacedLayer] {
    if isPadded, architecture.path != nil {
      let alone = restricted(to: architecture)
      return alone.layers(of: alone.whole)
    }
    let shapes = shapes
    var layers = stemLayers
    for (number, node) in nodes.enumerated() {
      let candidates = if case .place(let choice, _, _, _) = node { architecture.kept[choice] } else { [0] }
      for candidate in candidates { layers += self.layers(ofNode: number, candidate: candidate, shapes: shapes) }
    }
    return layers + headLayers
  }

  /// The architecture that keeps all: what a space of one network is.
  public var whole: Architecture { Architecture(kept: choices.map { Array($0.candidates.indices) }) }
}
