extension Space {
  /// FairNAS (Chu et al. 2021): inverted residuals of kernel 3, 5 or 7 and expansion 3 or 6 in each of its layers, no identities.
  ///
  /// The defaults are ImageNet scale: 19 layers in six stages, 6¹⁹ paths. Candidates 0, 1, 2 expand by 3 with kernels 3, 5, 7;
  /// 3, 4, 5 expand by 6. The paper's text counts 18 searchable layers and does not say which one is fixed: with
  /// `searchable` below the number of layers, those at the end have the one candidate of all published nets, `MB6_K5`.
  /// - Parameters:
  ///   - stem: Channels and stride of the first 3 × 3 convolution, and channels of the separable one behind it.
  ///   - widths: Channels of each stage.
  ///   - depths: Layers of each stage.
  ///   - strides: Stride of each stage's first layer.
  ///   - head: Channels of the 1 × 1 convolution behind.
  ///   - dropout: Probability in front of the classifier.
  public static func fairNAS(
    name: String = "fairnas", input: ImageShape = ImageShape(height: 224, width: 224, channels: 3), classes: Int = 1000,
    stem: (channels: Int, stride: Int, separable: Int) = (32, 2, 16), widths: [Int] = [32, 40, 80, 96, 192, 320],
    depths: [Int] = [2, 4, 4, 4, 4, 1], strides: [Int] = [2, 2, 2, 1, 2, 1], head: Int = 1280, dropout: Double = 0.2, searchable: Int? = nil
  ) -> Space {
    precondition(widths.count == depths.count && widths.count == strides.count, "each stage has a width, a depth and a stride")
    let candidates = [3, 6].flatMap { expansion in
      [3, 5, 7].map { kernel in
        Operation.invertedResidual("MB\(expansion)_K\(kernel)", expansion: Double(expansion), kernel: kernel, activation: .relu6)
      }
    }
    let total = depths.reduce(0, +)
    var choices: [Choice] = [], nodes: [Node] = []
    for (stage, depth) in depths.enumerated() {
      for layer in 0..<depth {
        let number = choices.count
        nodes.append(.place(choice: number, from: number, channels: widths[stage], stride: layer == 0 ? strides[stage] : 1))
        choices.append(Choice("layer\(number + 1)", number < searchable ?? total ? candidates : [candidates[4]]))
      }
    }
    return Space(
      name: name, input: input, classes: classes,
      stem: [
        .convolution(Convolution(.fixed(stem.channels), kernel: 3, stride: .fixed(stem.stride))), .normalization(), .activation(.relu6),
        .convolution(Convolution(.current(dividedBy: 1), kernel: 3, groups: .depthwise)), .normalization(), .activation(.relu6),
        .convolution(Convolution(.fixed(stem.separable))), .normalization(),
      ],
      choices: choices, nodes: nodes,
      head: [
        .convolution(Convolution(.fixed(head))), .normalization(), .activation(.relu6), .globalAverage, .dropout(dropout),
        .linear(outputs: classes),
      ])
  }
}
