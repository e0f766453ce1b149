extension Space {
  /// SCARLET-NAS (Chu et al. 2021; layers from the released nets): FairNAS's layers with h-swish, each also with squeeze-excite, or
  /// skipped.
  ///
  /// Candidates 0 to 5 are those of FairNAS in its order, 6 to 11 the same with squeeze-excite (`MB3_K3_SE` …; a quarter of the hidden
  /// width), 12 is `skip`, at 13 of the 19 layers: all but the first of each stage. 13¹³ · 12⁶ = 904,380,222,282,761,981,952 paths; the
  /// paper's 13¹⁹ ignores where a skip is legal. No dropout, as in the released nets.
  /// - Parameters:
  ///   - stem: Channels and stride of the first 3 × 3 convolution, and channels of the separable one behind it.
  ///   - widths: Channels of each stage.
  ///   - depths: Layers of each stage, of which all but the first can be skipped.
  ///   - strides: Stride of each stage's first layer.
  ///   - head: Channels of the 1 × 1 convolution behind.
  public static func scarlet(
    name: String = "scarlet", input: ImageShape = ImageShape(height: 224, width: 224, channels: 3), classes: Int = 1000,
    stem: (channels: Int, stride: Int, separable: Int) = (32, 2, 16), widths: [Int] = Stages.fairNAS.widths,
    depths: [Int] = Stages.fairNAS.depths, strides: [Int] = Stages.fairNAS.strides, head: Int = 1280
  ) -> Space {
    let blocks = Operation.invertedResiduals(.hSwish) + Operation.invertedResiduals(.hSwish, SqueezeExcite(), suffix: "_SE")
    return mobileChain(
      name: name, input: input, classes: classes, stem: stem, stages: Stages(widths: widths, depths: depths, strides: strides), head: head,
      dropout: nil, skip: "skip"
    ) { $0.isFirst ? blocks : blocks + [.identity("skip")] }
  }
}
