extension Space {
  /// MoGA (Chu et al. 2020; layers from the released nets): MobileNetV3-Large's skeleton, in each of its 14 layers an inverted residual
  /// of kernel 3, 5 or 7 and expansion 3 or 6, with or without squeeze-excite; 12¹⁴ = 1,283,918,464,548,864 paths.
  ///
  /// Candidates 0 to 5 expand by 3 with kernels 3, 5, 7, then by 6; 6 to 11 are the same with squeeze-excite (`MB3_K3_SE` …; a quarter of
  /// the hidden width). A layer's activation is its stage's: ReLU in the first two, h-swish behind, also inside squeeze-excite.
  /// - Parameters:
  ///   - stem: Channels and stride of the first 3 × 3 convolution; the separable one behind it keeps them.
  ///   - widths: Channels of each stage.
  ///   - depths: Layers of each stage.
  ///   - strides: Stride of each stage's first layer.
  ///   - head: Channels of the 1 × 1 convolution in front of the average, and of the one behind it, which has no BatchNorm.
  ///   - dropout: Probability in front of the classifier.
  public static func moGA(
    name: String = "moga", input: ImageShape = ImageShape(height: 224, width: 224, channels: 3), classes: Int = 1000,
    stem: (channels: Int, stride: Int) = (16, 2), widths: [Int] = Stages.moGA.widths, depths: [Int] = Stages.moGA.depths,
    strides: [Int] = Stages.moGA.strides, head: (convolved: Int, linear: Int) = (960, 1280), dropout: Double = 0.2
  ) -> Space {
    func blocks(_ activation: Activation) -> [Operation] {
      Operation.invertedResiduals(activation)
        + Operation.invertedResiduals(activation, SqueezeExcite(inner: activation), suffix: "_SE")
    }
    let early = blocks(.relu), late = blocks(.hSwish)
    let (choices, nodes) = Stages(widths: widths, depths: depths, strides: strides).chain(behind: stem.channels) {
      $0.stage < 2 ? early : late
    }
    return Space(
      name: name, input: input, classes: classes,
      stem: [
        .convolution(Convolution(.fixed(stem.channels), kernel: 3, stride: .fixed(stem.stride))), .normalization(), .activation(.hSwish),
        .convolution(Convolution(.current(dividedBy: 1), kernel: 3, groups: .depthwise)), .normalization(), .activation(.relu),
        .convolution(Convolution(.current(dividedBy: 1))), .normalization(),
      ],
      choices: choices, nodes: nodes,
      head: [
        .convolution(Convolution(.fixed(head.convolved))), .normalization(), .activation(.hSwish), .globalAverage,
        .linear(outputs: head.linear, bias: false), .activation(.hSwish), .dropout(dropout), .linear(outputs: classes),
      ])
  }
}
