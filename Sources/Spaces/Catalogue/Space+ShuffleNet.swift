extension Space {
  /// SPOS's space of ShuffleNetV2 blocks (Guo et al. 2020; layers from the released code): 20 layers in four stages, each one of
  /// `choice_3`, `choice_5`, `choice_7` and `choice_x`; 4²⁰ = 1,099,511,627,776 paths.
  ///
  /// Where a layer keeps height and width, its channels are split into the even ones, which pass, and the odd ones, which are convolved;
  /// where it halves them, all are convolved in two branches. Both are joined. No activation follows a depthwise convolution.
  ///
  /// The supernet's BatchNorm has no scale and no shift (`form: .search`), a net trained for itself has both; published costs have them.
  /// - Parameters:
  ///   - stem: Channels, even, and stride of the first 3 × 3 convolution.
  ///   - widths: Channels of each stage, even.
  ///   - depths: Layers of each stage.
  ///   - strides: Stride of each stage's first layer.
  ///   - head: Channels of the 1 × 1 convolution behind.
  ///   - tenths: Widths between a block's convolutions, in tenths of half the stage's, rounded down, the widest first; 10 unless said. Where
  ///     there are several each block is a candidate in each of them, `choice_3@1.6`, and all train the first channels of the widest one's
  ///     weights: the paper's channel search (`Stages.shuffleNetTenths`), (4 · 8)²⁰ paths.
  public static func shuffleNet(
    name: String = "shufflenet", input: ImageShape = ImageShape(height: 224, width: 224, channels: 3), classes: Int = 1000,
    stem: (channels: Int, stride: Int) = (16, 2), widths: [Int] = Stages.shuffleNet.widths, depths: [Int] = Stages.shuffleNet.depths,
    strides: [Int] = Stages.shuffleNet.strides, head: Int = 1024, dropout: Double = 0.1, activation: Activation = .relu,
    form: CellForm = .evaluation, tenths: [Int] = [10]
  ) -> Space {
    let normalization = Layer.normalization(affine: form == .evaluation), bend = Layer.activation(activation)
    let (choices, nodes) = Stages(widths: widths, depths: depths, strides: strides).chain(behind: stem.channels) { layer in
      func candidates(_ block: (ShuffleBlock) -> Operation) -> [Operation] {
        let widths = tenths.map { tenths in
          block(
            ShuffleBlock(
              inputs: layer.inputs, outputs: layer.channels, width: layer.channels / 2 * tenths / 10, stride: layer.stride,
              normalization: normalization, activation: bend))
        }
        return tenths.count > 1 ? Operation.sliced(zip(tenths, widths).map { ("\($1.name)@\($0 / 10).\($0 % 10)", $1) }) : widths
      }
      return [3, 5, 7].flatMap { kernel in candidates { $0.shuffle(kernel) } } + candidates(\.xception)
    }
    return Space(
      name: name, input: input, classes: classes,
      stem: [.convolution(Convolution(.fixed(stem.channels), kernel: 3, stride: .fixed(stem.stride))), normalization, bend],
      choices: choices, nodes: nodes,
      head: [
        .convolution(Convolution(.fixed(head))), normalization, bend, .globalAverage, .dropout(dropout),
        .linear(outputs: classes, bias: false),
      ])
  }
}

extension Operation {
  /// Under new names, all behind the first training the first one's weights.
  fileprivate static func sliced(_ widths: [(name: String, operation: Operation)]) -> [Operation] {
    widths.enumerated().map { number, width in
      var operation = width.operation
      (operation.name, operation.weightsOf) = (width.name, number > 0 ? widths[0].name : nil)
      return operation
    }
  }
}

/// The blocks that may stand at one layer of SPOS's space.
private struct ShuffleBlock {
  /// Channels of the layer, and between its convolutions.
  let inputs: Int, outputs: Int, width: Int, stride: Int
  let normalization: Layer, activation: Layer

  /// Of each branch's input.
  private var entering: Int { stride > 1 ? inputs : inputs / 2 }

  private func pointwise(_ channels: Int) -> [Layer] { [.convolution(Convolution(.fixed(channels))), normalization, activation] }

  private func depthwise(_ kernel: Int, stride: Int = 1) -> [Layer] {
    [.convolution(Convolution(.current(dividedBy: 1), kernel: kernel, stride: .fixed(stride), groups: .depthwise)), normalization]
  }

  /// 1 × 1, depthwise, 1 × 1.
  func shuffle(_ kernel: Int) -> Operation {
    block("choice_\(kernel)", kernel, pointwise(width) + depthwise(kernel, stride: stride) + pointwise(outputs - entering))
  }

  /// Three times depthwise and 1 × 1.
  var xception: Operation {
    block(
      "choice_x", 3,
      depthwise(3, stride: stride) + pointwise(width) + depthwise(3) + pointwise(width) + depthwise(3) + pointwise(outputs - entering))
  }

  private func block(_ name: String, _ kernel: Int, _ main: [Layer]) -> Operation {
    if stride > 1 { return Operation(name, [.branches([depthwise(kernel, stride: stride) + pointwise(inputs), main], .concatenation)]) }
    return Operation(
      name,
      [
        .shuffle(groups: inputs / 2),
        .branches([[.channels(.first, of: 2)], [.channels(.others, of: 2)] + main], .concatenation),
      ])
  }
}
