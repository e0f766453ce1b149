import Engine
import GradientOracle
import Networks
import Spaces

/// A subnet of a space, said again layer by layer on a tape in Double: what a network must compute, parameters by name.
struct SpaceOracle {
  let space: Space, tape: Tape
  /// By name, as they are stored, with their shapes.
  let parameters: [String: [Number]], storedShapes: [String: [Int]]
  /// By choice and candidate.
  let weights: [[Number]]

  /// The mean loss of the head, and a second head's with its weight. Where the head gives images, the mean absolute difference from targets,
  /// numbers in their order.
  func loss(_ kept: [[Int]], _ images: Images, _ labels: [Int32], targets: [Float] = [], smoothing: Double = 0) -> Number {
    let isChain = space.isChain, naming: Naming = isChain ? .kinds : .numbers, shapes = space.shapes
    var values: [Images] = [table(space.stemLayers, images, "stem", naming) ?? images]
    for (index, node) in space.nodes.enumerated() {
      let zeros = Images(shape(shapes[index + 1], like: images)) { _, _, _, _ in tape.number(0) }
      switch node {
      case .place(let choice, let from, _, _):
        var sum = zeros
        for k in kept[choice] {
          let operation = space.choices[choice].candidates[k], input = values[from]
          let isLinear = space.skips != nil && space.isSkip(ofNode: index, candidate: k), shape = shapes[index + 1]
          let layers =
            isLinear
            ? [PlacedLayer(.convolution(Convolution(.fixed(shape.channels))), shape, shape)] : space.layers(ofNode: index, candidate: k)
          let isPool = if case .pool = layers.first?.layer { layers.count <= 2 && !isChain } else { false }
          let place = isChain ? "\(space.choices[choice].name)" : isPool ? "node\(from)" : "node\(index + 1)/\(space.choices[choice].name)"
          let stem = from == 0 && isPool ? "stem" : place
          guard var value = table(layers, input, "\(stem)/\(operation.name)", naming, owner: operation.weightsOf.map { "\(stem)/\($0)" })
          else { continue }
          if space.residual(ofNode: index, candidate: k) { value = value + input }
          let weight = weights[choice][k]
          sum = sum + value.mapped { $0 * weight }
        }
        values.append(sum)
      case .layers(_, let from, _):
        let layers = space.layers(ofNode: index, candidate: 0)
        values.append(table(layers, values[from], "node\(index + 1)", naming) ?? zeros)
      case .sum(let terms): values.append(terms.dropFirst().reduce(values[terms[0]]) { $0 + values[$1] })
      case .concatenation(let parts): values.append(concatenated(parts.map { values[$0] }))
      }
    }
    guard let logits = table(space.headLayers, values[space.nodes.count], "head", .kinds) else {
      preconditionFailure("a head gives something")
    }
    if space.upscaling != nil {
      let differences = zip(logits.numbers, targets).map { number, target in
        let difference = number.value - Double(target)
        return number.mapped(abs(difference), slope: difference < 0 ? -1 : 1)
      }
      return Number.sum(differences, tape) * (1 / Double(differences.count))
    }
    var loss = logits.crossEntropy(labels, smoothing: smoothing)
    if let auxiliary = space.auxiliary, let second = table(space.auxiliaryLayers, values[auxiliary.node], "auxiliary", .secondHead) {
      loss = loss + second.crossEntropy(labels, smoothing: smoothing) * auxiliary.weight
    }
    return loss
  }

  enum Naming { case kinds, numbers, secondHead }

  private func shape(_ image: ImageShape, like images: Images) -> Shape {
    Shape(images: images.shape.images, height: image.height, width: image.width, channels: image.channels)
  }

  private func concatenated(_ parts: [Images]) -> Images {
    let first = parts[0].shape, channels = parts.reduce(0) { $0 + $1.shape.channels }
    return Images(Shape(images: first.images, height: first.height, width: first.width, channels: channels)) { image, y, x, c in
      var rest = c
      for part in parts {
        if rest < part.shape.channels { return part[image, y, x, rest] }
        rest -= part.shape.channels
      }
      preconditionFailure("a channel beyond the last")
    }
  }

  /// Layers one behind the other; nil where nothing passes.
  private func table(_ layers: [PlacedLayer], _ input: Images, _ name: String, _ naming: Naming, owner: String? = nil) -> Images? {
    var value = input, position = 0, last = "", gates = 0, shared = ""
    // What may join the layer in front of it has no number of its own.
    var canMap = false, isBareDepthwise = false
    for (number, placed) in layers.enumerated() {
      func begin(_ word: String, isGate: Bool = false) {
        position += 1
        last = naming == .kinds ? "\(name)/\(word)\(position)" : "\(name)/\(position)"
        // The owner of a twin's weights has no squeeze-excite, so its numbers are smaller.
        if isGate { gates += 1 } else { shared = "\(owner ?? "nobody")/\(word)\(position - gates)" }
        (canMap, isBareDepthwise) = (true, false)
      }
      func weights(_ suffix: String, _ lengths: [Int]? = nil) -> [Number] {
        let own = "\(last)/\(suffix)", whole = "\(shared)/\(suffix)", name = parameters[own] == nil ? whole : own
        guard let numbers = parameters[name], let shape = storedShapes[name] else { preconditionFailure("there is no parameter \(own)") }
        guard let lengths else { return numbers }
        // The first along each axis.
        return numbers.indices.filter { flat in
          var rest = flat
          return zip(shape, lengths).reversed().allSatisfy { length, kept in
            defer { rest /= length }
            return rest % length < kept
          }
        }.map { numbers[$0] }
      }
      switch placed.layer {
      case .convolution(let convolution):
        let kernel = convolution.kernel, inputs = placed.input.channels, outputs = placed.output.channels
        if placed.isPointwise, isBareDepthwise, !convolution.bias {
          value = value.convolved(weights("pointwise", [inputs, outputs]), kernel: 1, outputs: outputs)
          isBareDepthwise = false
          continue
        }
        begin("convolution")
        let next = number + 1 < layers.count ? layers[number + 1] : nil
        if placed.isDepthwise {
          let isSeparable = next?.isPointwise == true && next?.hasBias == false && !convolution.bias
          value = value.convolvedDepthwise(
            weights(isSeparable ? "depthwise" : "weight", [kernel, kernel, inputs]), kernel: kernel, stride: placed.stride,
            dilation: convolution.dilation)
          isBareDepthwise = isSeparable
        } else {
          value = value.convolved(
            weights("weight", placed.groups > 1 ? nil : [kernel, kernel, inputs, outputs]), kernel: kernel, stride: placed.stride,
            dilation: convolution.dilation, groups: placed.groups,
            outputs: outputs)
        }
        if convolution.bias {
          let bias = weights("bias", [outputs])
          value = Images(value.shape) { value[$0, $1, $2, $3] + bias[$3] }
          canMap = false
        }
      case .normalization(let affine):
        if !canMap { begin("layer") }
        let channels = [placed.output.channels]
        value = value.normalized(scale: affine ? weights("scale", channels) : nil, shift: affine ? weights("shift", channels) : nil)
        (canMap, isBareDepthwise) = (false, false)
      case .activation(let activation):
        value = value.activated(activation.inEngine)
        (canMap, isBareDepthwise) = (false, false)
      case .squeezeExcite(let gate):
        begin("layer", isGate: true)
        let mean = value.averaged()
        let reduced = linear(mean, weights("reduce/weight"), weights("reduce/bias")).activated(gate.inner.inEngine)
        let gates = linear(reduced, weights("expand/weight"), weights("expand/bias")).activated(gate.gate.inEngine), x = value
        value = Images(x.shape) { x[$0, $1, $2, $3] * gates[$0, 0, 0, $3] }
      case .branches(_, let join):
        begin("layer")
        let own = last, whole = owner.map { _ in shared }, x = value
        let ends = placed.branches.enumerated().compactMap { number, branch in
          table(branch, x, "\(own).\(number + 1)", naming, owner: whole.map { "\($0).\(number + 1)" })
        }
        value = join == .sum ? ends.dropFirst().reduce(ends[0], +) : concatenated(ends)
      case .pool(let pool):
        begin("layer")
        value = value.pooled(pool.kind == .max ? .max : .average, kernel: pool.kernel, stride: placed.stride, padded: pool.padded)
      case .factorizedReduce:
        begin("layer")
        let even = value.convolved(weights("even"), kernel: 1, stride: 2, outputs: placed.output.channels / 2), x = value
        let further = Images(x.shape) { x[$0, min($1 + 1, x.shape.height - 1), min($2 + 1, x.shape.width - 1), $3] }
        let odd = further.convolved(weights("odd"), kernel: 1, stride: 2, outputs: placed.output.channels - placed.output.channels / 2)
        value = concatenated([even, odd])
      case .channels:
        begin("layer")
        let first = placed.firstChannel, x = value
        value = Images(shape(placed.output, like: x)) { x[$0, $1, $2, first + $3] }
      case .shuffle(let groups):
        begin("layer")
        let width = placed.output.channels / groups, x = value
        value = Images(x.shape) { x[$0, $1, $2, $3 % groups * width + $3 / groups] }
      case .pixelShuffle(let factor, let order):
        begin("layer")
        let width = placed.output.channels, x = value
        value = Images(shape(placed.output, like: x)) { image, y, column, c in
          let square = y % factor * factor + column % factor
          return x[image, y / factor, column / factor, order == .positions ? square * width + c : c * factor * factor + square]
        }
      case .zeroPad:
        begin("layer")
        let inputs = placed.input.channels, outputs = placed.output.channels, x = value
        let sources = Dictionary(uniqueKeysWithValues: (0..<inputs).map { ($0 * outputs / inputs, $0) })
        value = Images(shape(placed.output, like: x)) { image, y, column, c in
          sources[c].map { x[image, y, column, $0] } ?? tape.number(0)
        }
      case .globalAverage:
        begin("layer")
        value = value.averaged()
      case .flatten:
        begin("layer")
        value = Images(shape: shape(placed.output, like: value), numbers: value.numbers)
        canMap = false
      case .linear(_, let bias):
        begin("layer")
        let isLast = !layers[(number + 1)...].contains { if case .linear = $0.layer { true } else { false } }
        last = isLast ? (naming == .kinds ? "classifier" : "\(name)/classifier") : "\(name)/hidden"
        value = linear(value, weights("weight"), bias ? weights("bias") : nil)
      case .dropout(let rate): if rate > 0 { preconditionFailure("the oracle drops nothing") } else { begin("layer") }
      case .dropPath: break
      case .zero: return nil
      case .noise: preconditionFailure("the oracle draws nothing")
      }
    }
    return value
  }

  private func linear(_ x: Images, _ weights: [Number], _ bias: [Number]?) -> Images {
    let outputs = weights.count / x.shape.channels, product = x.convolved(weights, kernel: 1, outputs: outputs)
    guard let bias else { return product }
    return Images(product.shape) { product[$0, $1, $2, $3] + bias[$3] }
  }
}

extension PlacedLayer {
  fileprivate var hasBias: Bool { if case .convolution(let convolution) = layer { convolution.bias } else { false } }
}

extension Activation {
  fileprivate var inEngine: Nonlinearity {
    switch self {
    case .identity: .identity
    case .relu: .relu
    case .relu6: .relu6
    case .hSwish: .hSwish
    case .swish: .swish
    case .hSigmoid: .hSigmoid
    case .sigmoid: .sigmoid
    }
  }
}
