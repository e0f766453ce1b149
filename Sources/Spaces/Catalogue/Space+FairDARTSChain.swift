extension Space {
  /// The second space of FairDARTS (Chu et al. 2020), on ImageNet: a chain in which each layer is an inverted residual of kernel
  /// 3, 5 or 7 and expansion 3 or 6, or is skipped where shapes allow it.
  ///
  /// The code was never released, and the paper's text refers to ProxylessNAS: the defaults are its 21 layers. Only sequences of
  /// the layers that are not skipped count within a stage.
  /// - Parameters:
  ///   - stem: Channels and stride of the first 3 × 3 convolution, and channels of the separable one behind it.
  ///   - widths: Channels of each stage.
  ///   - depths: Layers of each stage, of which all but the first can be skipped.
  ///   - strides: Stride of each stage's first layer.
  ///   - head: Channels of the 1 × 1 convolution behind.
  public static func fairDARTSChain(
    name: String = "fairdarts-s2", input: ImageShape = ImageShape(height: 224, width: 224, channels: 3), classes: Int = 1000,
    stem: (channels: Int, stride: Int, separable: Int) = (32, 2, 16), widths: [Int] = [24, 40, 80, 96, 192, 320],
    depths: [Int] = [4, 4, 4, 4, 4, 1], strides: [Int] = [2, 2, 2, 1, 2, 1], head: Int = 1280
  ) -> Space {
    let candidates = Operation.invertedResiduals(.relu6)
    return mobileChain(
      name: name, input: input, classes: classes, stem: stem, stages: Stages(widths: widths, depths: depths, strides: strides), head: head,
      dropout: nil, skip: "skip"
    ) { $0.isFirst ? candidates : candidates + [.identity("skip")] }
  }
}
