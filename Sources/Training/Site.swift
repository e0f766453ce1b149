internal import Engine
internal import Spaces

/// Where a lowering builds: the arena's layout and the parameters so far.
struct Site {
  let images: Int
  var layout = Layout()
  /// Where tensors lie that nothing reads once their operation is done; nil where backward will read them.
  var passing: Layout?
  var parameters = ParameterTable()
  /// What a pass sets: the rate of dropped paths, and what is done to skips.
  let knobs: GraphLowering.Knobs?

  init(images: Int, hasKnobs: Bool = false) {
    self.images = images
    knobs = hasKnobs ? GraphLowering.Knobs(pathRate: Slot(&layout), skips: Slot(&layout)) : nil
  }

  /// The shape of a batch of such images.
  func shape(_ image: ImageShape) -> Shape { Shape(images: images, height: image.height, width: image.width, channels: image.channels) }

  mutating func tensor(_ image: ImageShape) -> Tensor { layout.tensor(shape(image)) }

  /// The output of a convolution: its tensor, and its normalisation where it has one.
  ///
  /// - Parameter passes: the tensor is read by the next unit of its operation alone.
  mutating func view(_ name: String, _ unit: Unit, passes: Bool, gradient: Tensor?) -> View {
    let shape = shape(unit.output)
    let tensor = passes ? passing?.tensor(shape) ?? layout.tensor(shape) : layout.tensor(shape)
    guard let normalization = normalization(name, unit) else { return View(tensor, gradient: gradient) }
    return View(tensor, normalization, unit.activation.inEngine, gradient: gradient)
  }

  /// The normalisation behind a unit, with its parameters and its table.
  mutating func normalization(_ name: String, _ unit: Unit) -> Normalization? {
    guard let affine = unit.affine else { return nil }
    let channels = unit.output.channels
    let scale = affine ? parameters.add("\(name)/scale", channels, .one, .scale) : nil
    let shift = affine ? parameters.add("\(name)/shift", channels, .zero, .shift) : nil
    return Normalization(
      channels: channels, table: layout.reserve(Normalization.floats(channels)), scale: scale, shift: shift,
      running: parameters.addStatistics("\(name)/running", channels: channels))
  }
}

extension Spaces.Activation {
  /// The engine's activation of this name.
  var inEngine: Engine.Activation {
    switch self {
    case .identity: .identity
    case .relu: .relu
    case .relu6: .relu6
    case .hSwish: .hSwish
    case .swish: .swish
    case .hSigmoid: .hSigmoid
    }
  }
}
