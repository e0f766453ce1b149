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
  ///   - squeeze: Puts squeeze-excite behind each depthwise convolution, of the operation's inputs divided by so much, as the
  ///     published nets "with SE" have it: 1 and 2 are the released code's SE-1.0 and SE-0.5. Layers then have swish, stem and head ReLU.
  public static func fairNAS(
    name: String = "fairnas", input: ImageShape = ImageShape(height: 224, width: 224, channels: 3), classes: Int = 1000,
    stem: (channels: Int, stride: Int, separable: Int) = (32, 2, 16), widths: [Int] = Stages.fairNAS.widths,
    depths: [Int] = Stages.fairNAS.depths, strides: [Int] = Stages.fairNAS.strides, head: Int = 1280, dropout: Double = 0.2,
    searchable: Int? = nil, squeeze: Int? = nil
  ) -> Space {
    let gate = squeeze.map { SqueezeExcite(of: .input, divisor: $0, inner: .swish, gate: .sigmoid) }
    let candidates = Operation.invertedResiduals(gate == nil ? .relu6 : .swish, gate), total = depths.reduce(0, +)
    return mobileChain(
      name: name, input: input, classes: classes, stem: stem, stages: Stages(widths: widths, depths: depths, strides: strides), head: head,
      dropout: dropout, activation: gate == nil ? .relu6 : .relu
    ) { $0.number < searchable ?? total ? candidates : [candidates[4]] }
  }
}
