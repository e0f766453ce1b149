/// The frame that FairNAS, SCARLET, FairDARTS's second space and ProxylessGPU share: MobileNetV2's stem and head around stages of layers.
extension Space {
  /// - Parameters:
  ///   - stem: Channels and stride of the first 3 × 3 convolution, and channels of the separable one behind it.
  ///   - head: Channels of the 1 × 1 convolution behind the stages.
  ///   - dropout: Probability in front of the classifier; nil for no such layer.
  ///   - activation: Of stem and head.
  ///   - skip: Name of the candidate that does nothing, where there is one.
  static func mobileChain(
    name: String, input: ImageShape, classes: Int, stem: (channels: Int, stride: Int, separable: Int), stages: Stages, head: Int,
    dropout: Double?, activation: Activation = .relu6, skip: String? = nil, candidates: (Stages.Layer) -> [Operation]
  ) -> Space {
    let (choices, nodes) = stages.chain(behind: stem.separable, candidates)
    return Space(
      name: name, input: input, classes: classes,
      stem: [
        .convolution(Convolution(.fixed(stem.channels), kernel: 3, stride: .fixed(stem.stride))), .normalization(), .activation(activation),
        .convolution(Convolution(.current(dividedBy: 1), kernel: 3, groups: .depthwise)), .normalization(), .activation(activation),
        .convolution(Convolution(.fixed(stem.separable))), .normalization(),
      ],
      choices: choices, nodes: nodes,
      head: [.convolution(Convolution(.fixed(head))), .normalization(), .activation(activation), .globalAverage]
        + (dropout.map { [.dropout($0)] } ?? []) + [.linear(outputs: classes)],
      symmetry: skip.map { .idle(name: $0, groups: stages.groups) } ?? .none)
  }
}

extension Operation {
  /// Inverted residuals `MB3_K3`, `MB3_K5`, … `MB6_K7`, by expansion and then by kernel; `MB3_K3_SE` … with squeeze-excite.
  static func invertedResiduals(_ activation: Activation, _ squeezeExcite: SqueezeExcite? = nil, suffix: String = "") -> [Operation] {
    [3, 6].flatMap { expansion in
      [3, 5, 7].map { kernel in
        .invertedResidual(
          "MB\(expansion)_K\(kernel)\(suffix)", expansion: Double(expansion), kernel: kernel, activation: activation,
          squeezeExcite: squeezeExcite)
      }
    }
  }
}
