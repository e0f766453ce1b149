/// The spaces and published architectures that have a name.
public enum Catalogue {
  /// Benchmarks at their published scale, each followed by its reduced variants.
  public static var spaces: [Space] { nasBenchMacro + fairNAS + scarlet + moGA + shuffleNet + proxylessGPU + cells + superResolution }

  private static let tiny = ImageShape(height: 14, width: 14, channels: 1), small = ImageShape(height: 32, width: 32, channels: 3)

  private static var nasBenchMacro: [Space] {
    [
      .nasBenchMacro(),
      .nasBenchMacro(name: "nas-bench-macro-tiny", input: tiny, stem: 4, widths: [8, 16, 32], head: 128),
    ]
  }

  private static var fairNAS: [Space] {
    [
      .fairNAS(),
      .fairNAS(name: "fairnas-cifar", input: small, classes: 10, stem: (32, 1, 16), strides: [1, 2, 2, 1, 2, 1]),
      .fairNAS(
        name: "fairnas-tiny", input: tiny, classes: 10, stem: (8, 1, 4), widths: [8, 12, 24, 48], depths: [2, 2, 2, 1],
        strides: [1, 2, 2, 1], head: 128),
      .fairNAS(name: "fairnas-se", squeeze: 1), .fairNAS(name: "fairnas-se-0.5", squeeze: 2),
      .fairNAS(name: "fairnas-se-cifar", input: small, classes: 10, stem: (32, 1, 16), strides: [1, 2, 2, 1, 2, 1], squeeze: 1),
      .fairNAS(
        name: "fairnas-se-tiny", input: tiny, classes: 10, stem: (8, 1, 4), widths: [8, 12, 24, 48], depths: [2, 2, 2, 1],
        strides: [1, 2, 2, 1], head: 128, squeeze: 1),
    ]
  }

  private static var scarlet: [Space] {
    [
      .scarlet(), .scarlet(name: "scarlet-cifar", input: small, classes: 10, stem: (32, 1, 16), strides: [1, 2, 2, 1, 2, 1]),
      .scarlet(
        name: "scarlet-tiny", input: tiny, classes: 10, stem: (8, 1, 4), widths: [8, 12, 24, 48], depths: [2, 2, 2, 1],
        strides: [1, 2, 2, 1], head: 128),
    ]
  }

  private static var moGA: [Space] {
    [
      .moGA(), .moGA(name: "moga-cifar", input: small, classes: 10, stem: (16, 1), strides: [1, 2, 2, 1, 2]),
      .moGA(
        name: "moga-tiny", input: tiny, classes: 10, stem: (8, 1), widths: [8, 12, 24], depths: [2, 2, 2], strides: [1, 2, 2],
        head: (96, 128)),
    ]
  }

  private static var shuffleNet: [Space] {
    [
      .shuffleNet(),
      .shuffleNet(
        name: "shufflenet-cifar", input: small, classes: 10, stem: (16, 1), strides: [1, 2, 2, 1], activation: .relu6, form: .search),
      .shuffleNet(
        name: "shufflenet-tiny", input: tiny, classes: 10, stem: (8, 1), widths: [16, 32, 64], depths: [2, 2, 3], strides: [1, 2, 2],
        head: 128, activation: .relu6, form: .search),
      .shuffleNet(name: "shufflenet-channels", tenths: Stages.shuffleNetTenths),
      .shuffleNet(
        name: "shufflenet-channels-cifar", input: small, classes: 10, stem: (16, 1), strides: [1, 2, 2, 1], activation: .relu6,
        form: .search, tenths: Stages.shuffleNetTenths),
      .shuffleNet(
        name: "shufflenet-channels-tiny", input: tiny, classes: 10, stem: (8, 1), widths: [20, 40, 80], depths: [2, 2, 3],
        strides: [1, 2, 2], head: 128, activation: .relu6, form: .search, tenths: Stages.shuffleNetTenths),
    ]
  }

  private static var proxylessGPU: [Space] {
    [
      .proxylessGPU(),
      .proxylessGPU(name: "proxyless-gpu-cifar", input: small, classes: 10, stem: (40, 1, 24), strides: [1, 2, 2, 1, 2, 1]),
      .proxylessGPU(
        name: "proxyless-gpu-tiny", input: tiny, classes: 10, stem: (8, 1, 4), widths: [8, 12, 24, 48], depths: [2, 2, 2, 1],
        strides: [1, 2, 2, 1], head: 128),
    ]
  }

  private static var superResolution: [Space] {
    [
      .superResolution(name: "moremnas"), .superResolution(name: "falsr", edges: true), .smallSuperResolution(),
      .smallSuperResolution(edges: true),
    ]
  }

  private static var cells: [Space] {
    [
      .darts(), .darts(name: "fairdarts", operations: Primitive.withoutNone), .darts(.s1), .darts(.s2), .darts(.s3), .darts(.s4),
      .partialDARTS(),
      .nasBench201(), .fairDARTSChain(),
    ]
  }

  /// Of all spaces here, in the order of their papers' tables.
  public static var published: [PublishedArchitecture] {
    let nets: [[PublishedArchitecture]] = [
      PublishedArchitecture.fairNAS, PublishedArchitecture.nasBenchMacro, PublishedArchitecture.scarlet, PublishedArchitecture.moGA,
      PublishedArchitecture.spos, PublishedArchitecture.angleNAS, PublishedArchitecture.superResolution,
    ]
    return nets.flatMap(\.self)
  }

  /// Genotypes of the DARTS family, in the order of the papers.
  public static var genotypes: [PublishedGenotype] {
    PublishedGenotype.methods + PublishedGenotype.fairDARTS + PublishedGenotype.noisyDARTS + PublishedGenotype.randomAndNoise
  }

  /// The space of this name; where there is none, the error says which is near.
  public static func space(named name: String) throws(SpaceError) -> Space {
    let spaces = spaces
    if let space = spaces.first(where: { $0.name == name }) { return space }
    let known = spaces.map(\.name)
    throw .unknown(name: name, kind: "space", nearest: nearest(to: name, among: known), known: known)
  }

  /// The published architecture of this name.
  public static func published(named name: String) throws(SpaceError) -> PublishedArchitecture {
    let published = published
    if let found = published.first(where: { $0.name == name }) { return found }
    let known = published.map(\.name)
    throw .unknown(name: name, kind: "published architecture", nearest: nearest(to: name, among: known), known: known)
  }
}
