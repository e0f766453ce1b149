extension Space {
  /// The space that AngleNAS shrinks for SPOS and ProxylessNAS (Hu et al. 2020; layers from the released code): ProxylessGPU's 21 layers,
  /// each an inverted residual, or the identity at all but the first of each stage.
  ///
  /// Candidates are `MB3_K3`, `MB6_K3`, `MB3_K5`, `MB6_K5`, `MB3_K7`, `MB6_K7`, by kernel and then by expansion, and 6 is `identity`,
  /// which the code writes −1: 141 operations, 6⁶ · 7¹⁵ = 221,502,229,807,900,608 paths.
  /// - Parameters:
  ///   - stem: Channels and stride of the first 3 × 3 convolution, and channels of the separable one behind it.
  ///   - widths: Channels of each stage.
  ///   - depths: Layers of each stage, of which all but the first can be the identity.
  ///   - strides: Stride of each stage's first layer.
  ///   - head: Channels of the 1 × 1 convolution behind.
  ///   - dropout: Probability in front of the classifier; nil as while searched, 0.2 where a net is trained for itself.
  public static func proxylessGPU(
    name: String = "proxyless-gpu", input: ImageShape = ImageShape(height: 224, width: 224, channels: 3), classes: Int = 1000,
    stem: (channels: Int, stride: Int, separable: Int) = (40, 2, 24), widths: [Int] = Stages.proxylessGPU.widths,
    depths: [Int] = Stages.proxylessGPU.depths, strides: [Int] = Stages.proxylessGPU.strides, head: Int = 1728, dropout: Double? = nil
  ) -> Space {
    let blocks = [3, 5, 7].flatMap { kernel in
      [3, 6].map { Operation.invertedResidual("MB\($0)_K\(kernel)", expansion: Double($0), kernel: kernel, activation: .relu6) }
    }
    return mobileChain(
      name: name, input: input, classes: classes, stem: stem, stages: Stages(widths: widths, depths: depths, strides: strides), head: head,
      dropout: dropout, skip: "identity"
    ) { $0.isFirst ? blocks : blocks + [.identity()] }
  }
}
