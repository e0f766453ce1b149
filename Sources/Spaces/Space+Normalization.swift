/// BatchNorm without scale and shift, as the supernets of SPOS's released code have it, whose nets are retrained with both (Guo et al. 2020).
extension Space {
  /// The form in which no BatchNorm has a scale and a shift. Architectures keep their numbers and texts; parameters are fewer.
  public var withoutAffine: Space {
    var space = self
    space.stem = stem.withoutAffine
    space.head = head.withoutAffine
    space.choices = choices.map { choice in
      var choice = choice
      choice.candidates = choice.candidates.map { operation in
        var operation = operation
        operation.layers = operation.layers.withoutAffine
        operation.reducing = operation.reducing?.withoutAffine
        return operation
      }
      return choice
    }
    space.nodes = nodes.map { node in
      guard case .layers(let layers, let from, let channels) = node else { return node }
      return .layers(layers.withoutAffine, from: from, channels: channels)
    }
    space.auxiliary?.layers = auxiliary?.layers.withoutAffine ?? []
    return space
  }
}

extension [Layer] {
  fileprivate var withoutAffine: [Layer] {
    map { layer in
      switch layer {
      case .normalization: .normalization(affine: false)
      case .branches(let tables, let join): .branches(tables.map(\.withoutAffine), join)
      default: layer
      }
    }
  }
}
