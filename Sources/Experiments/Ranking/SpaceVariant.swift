public import Spaces

/// A space of the catalogue at a size of the experiment's own; what is not said is the catalogue's.
///
///     {name: nas-bench-macro, stem: 4, widths: [8, 16, 32], head: 128}
///
/// `{name: fairnas}` alone is the published space, for 224 × 224 images. Which fields a space takes differs: `activation` is
/// NAS-Bench-Macro's and ShuffleNet's, `form` ShuffleNet's and NAS-Bench-201's, `cells` NAS-Bench-201's, which takes nothing else but `stem`,
/// and NAS-Bench-Macro takes no strides; another's is refused when the space is made.
public struct SpaceVariant: Codable, Hashable, Sendable {
  /// As the catalogue calls them (docs/methods.md, spaces).
  public enum Name: String, Codable, CaseIterable, Sendable {
    case nasBenchMacro = "nas-bench-macro"
    case nasBench201 = "nas-bench-201"
    case fairNAS = "fairnas"
    case fairNASWithGates = "fairnas-se"
    case scarlet
    case moGA = "moga"
    case shuffleNet = "shufflenet"
    /// With SPOS's channel search.
    case shuffleNetChannels = "shufflenet-channels"
    case proxylessGPU = "proxyless-gpu"
    /// Of nets that enlarge images; their sizes are fixed.
    case superResolution512 = "sr-512"
    /// The same with FALSR's edges.
    case smallFALSR = "falsr-small"

    /// Whether its nets give larger images, and not classes.
    public var enlarges: Bool { [.superResolution512, .smallFALSR].contains(self) }
  }

  /// Says which fields may stand beside it.
  public var name: Name
  /// Channels of the first convolution; where left out 32, MoGA's, ShuffleNet's and NAS-Bench-201's 16, ProxylessGPU's 40. A separable one
  /// behind it has half of them, ProxylessGPU's three fifths, MoGA's all; NAS-Bench-201's first stage has all, and each stage doubles them.
  public var stem: Int?
  /// Channels and layers of each stage, as many of one as of the other; those of `Stages` where left out.
  public var widths, depths: [Int]?
  /// Stride of each stage's first layer, and of the stem; those of `Stages` and 2 where left out, for 224 × 224 images.
  public var strides: [Int]?
  public var stemStride: Int?
  /// Channels of the 1 × 1 convolution in front of the average; where left out 1280, MoGA's 960, ShuffleNet's 1024, ProxylessGPU's 1728.
  /// MoGA's linear layer behind it has four thirds of them.
  public var head: Int?
  /// NAS-Bench-Macro's and ShuffleNet's, ReLU where left out; the others' are fixed.
  public var activation: Activation?
  /// ShuffleNet's and NAS-Bench-201's: whether BatchNorm has a scale and a shift (`evaluation`, also where left out) or not (`search`).
  public var form: CellForm?
  /// NAS-Bench-201's cells of each stage; 5 where left out.
  public var cells: Int?
  /// Whether operations that differ in squeeze-excite alone train one set of all other weights (`Space.sharingTwins`); they do not where
  /// left out. Refused in spaces without such twins.
  public var shareSE: Bool?

  /// All sizes are the catalogue's unless said.
  public init(
    _ name: Name, stem: Int? = nil, widths: [Int]? = nil, depths: [Int]? = nil, strides: [Int]? = nil, stemStride: Int? = nil,
    head: Int? = nil, activation: Activation? = nil, form: CellForm? = nil, cells: Int? = nil, shareSE: Bool? = nil
  ) {
    (self.name, self.stem, self.widths, self.depths, self.strides) = (name, stem, widths, depths, strides)
    (self.stemStride, self.head, self.activation, self.form) = (stemStride, head, activation, form)
    (self.cells, self.shareSE) = (cells, shareSE)
  }

  /// A space as people name it outside of experiments: one of the catalogue, or a mapping `{name: nas-bench-macro, stem: 4}` for colour
  /// images of this side and ten classes. Throws as `Catalogue` and `StrictYAML`; `option` is what errors call the place.
  public static func space(reading text: String, image: Int, option: String) throws -> Space {
    guard text.contains(":") else { return try Catalogue.space(named: text) }
    return try StrictYAML.decode(Self.self, text, file: option)
      .space(input: ImageShape(height: image, width: image, channels: 3), classes: 10)
  }

  /// The space for images of a shape, valid as a whole. Throws `ExperimentError.value` where the sizes do not fit each other or the space,
  /// and `SpaceError` where the space that they make is none.
  public func space(input: ImageShape, classes: Int) throws -> Space {
    try validate()
    var space = try unchecked(input, classes)
    if shareSE == true {
      let plain = space
      space = space.sharingTwins()
      guard space != plain else {
        throw ExperimentError.value(
          field: "space.shareSE", reason: "is true, and no operations of \(name.rawValue) differ in squeeze-excite alone")
      }
    }
    try space.validate()
    return space
  }

  private func unchecked(_ input: ImageShape, _ classes: Int) throws -> Space {
    if cells != nil, name != .nasBench201 {
      throw ExperimentError.value(field: "space.cells", reason: "only nas-bench-201 has cells; \(name.rawValue) has depths")
    }
    switch name {
    case .superResolution512, .smallFALSR:
      guard [stem, stemStride, head].allSatisfy({ $0 == nil }), [widths, depths, strides].allSatisfy({ $0 == nil }), activation == nil
      else {
        throw ExperimentError.value(field: "space", reason: "\(name.rawValue) takes nothing beside its name")
      }
      try refuseForm()
      return .smallSuperResolution(input: input, edges: name == .smallFALSR)
    case .nasBenchMacro:
      guard strides == nil, stemStride == nil else {
        throw ExperimentError.value(field: "space.strides", reason: "\(name.rawValue) takes none: its stages halve the images")
      }
      try refuseForm()
      let stages = try stages(.nasBenchMacro, strides: widths.map { $0.map { _ in 2 } })
      return .nasBenchMacro(
        input: input, classes: classes, stem: stem ?? 32, widths: stages.widths, depths: stages.depths, head: head ?? 1280,
        activation: activation ?? .relu)
    case .nasBench201:
      guard widths == nil, depths == nil, strides == nil, stemStride == nil, head == nil, activation == nil else {
        throw ExperimentError.value(field: "space", reason: "\(name.rawValue) takes stem, cells and form alone")
      }
      return .nasBench201(input: input, classes: classes, channels: stem ?? 16, cells: cells ?? 5, form: form ?? .evaluation)
    case .fairNAS, .fairNASWithGates:
      let stages = try mobile(.fairNAS)
      return .fairNAS(
        input: input, classes: classes, stem: separable(32), widths: stages.widths, depths: stages.depths, strides: stages.strides,
        head: head ?? 1280, squeeze: name == .fairNAS ? nil : 1)
    case .scarlet:
      let stages = try mobile(.fairNAS)
      return .scarlet(
        input: input, classes: classes, stem: separable(32), widths: stages.widths, depths: stages.depths, strides: stages.strides,
        head: head ?? 1280)
    case .proxylessGPU:
      let stages = try mobile(.proxylessGPU), channels = stem ?? 40
      return .proxylessGPU(
        input: input, classes: classes, stem: (channels, stemStride ?? 2, channels * 3 / 5), widths: stages.widths, depths: stages.depths,
        strides: stages.strides, head: head ?? 1728)
    case .moGA:
      let stages = try mobile(.moGA), convolved = head ?? 960
      return .moGA(
        input: input, classes: classes, stem: (stem ?? 16, stemStride ?? 2), widths: stages.widths, depths: stages.depths,
        strides: stages.strides, head: (convolved, convolved * 4 / 3))
    case .shuffleNet, .shuffleNetChannels:
      let stages = try stages(.shuffleNet, strides: strides)
      return .shuffleNet(
        name: name.rawValue, input: input, classes: classes, stem: (stem ?? 16, stemStride ?? 2), widths: stages.widths,
        depths: stages.depths,
        strides: stages.strides, head: head ?? 1024, activation: activation ?? .relu, form: form ?? .evaluation,
        tenths: name == .shuffleNet ? [10] : Stages.shuffleNetTenths)
    }
  }

  private func separable(_ channels: Int) -> (channels: Int, stride: Int, separable: Int) {
    (stem ?? channels, stemStride ?? 2, (stem ?? channels) / 2)
  }

  /// Of spaces whose activations and BatchNorm are fixed.
  private func mobile(_ own: Stages) throws -> Stages {
    guard activation == nil else {
      throw ExperimentError.value(field: "space.activation", reason: "\(name.rawValue)'s layers have their own")
    }
    try refuseForm()
    return try stages(own, strides: strides)
  }

  private func refuseForm() throws {
    guard form == nil else { throw ExperimentError.value(field: "space.form", reason: "only shufflenet and nas-bench-201 have two forms") }
  }

  private func stages(_ own: Stages, strides: [Int]?) throws -> Stages {
    let widths = widths ?? own.widths, depths = depths ?? own.depths, strides = strides ?? own.strides
    guard widths.count == depths.count, widths.count == strides.count else {
      throw ExperimentError.value(
        field: "space.widths", reason: "\(widths.count) widths, \(depths.count) depths, \(strides.count) strides")
    }
    return Stages(widths: widths, depths: depths, strides: strides)
  }
}

extension SpaceVariant: Validated {
  /// Each number alone; how they fit each other is seen when the space is made.
  public func validate() throws(ExperimentError) {
    for (field, size) in [("stem", stem), ("head", head)] { try positive(size, "space.\(field)", most: 100_000) }
    try positive(stemStride, "space.stemStride", most: 16)
    try positive(cells, "space.cells", most: 1_000)
    for (field, sizes, most) in [("widths", widths, 100_000), ("depths", depths, 1_000), ("strides", strides, 16)] {
      for size in sizes ?? [] { try positive(size, "space.\(field)", most: most) }
      try need((sizes?.count ?? 1) <= 100, "space.\(field)", "has \(sizes?.count ?? 0) stages, should be 100 or fewer")
    }
  }
}
