/// The spaces and published architectures that have a name.
public enum Catalogue {
  /// Benchmarks at their published scale, each followed by its reduced variants.
  public static var spaces: [Space] {
    let tiny = ImageShape(height: 14, width: 14, channels: 1), small = ImageShape(height: 32, width: 32, channels: 3)
    return [
      .nasBenchMacro(),
      .nasBenchMacro(name: "nas-bench-macro-tiny", input: tiny, stem: 4, widths: [8, 16, 32], head: 128),
      .fairNAS(),
      .fairNAS(name: "fairnas-cifar", input: small, classes: 10, stem: (32, 1, 16), strides: [1, 2, 2, 1, 2, 1]),
      .fairNAS(
        name: "fairnas-tiny", input: tiny, classes: 10, stem: (8, 1, 4), widths: [8, 12, 24, 48], depths: [2, 2, 2, 1],
        strides: [1, 2, 2, 1], head: 128),
      .darts(), .darts(name: "fairdarts", operations: Primitive.withoutNone), .darts(.s1), .darts(.s2), .darts(.s3), .darts(.s4),
      .partialDARTS(),
      .nasBench201(), .fairDARTSChain(),
    ]
  }

  /// Of all spaces here, in the order of their papers' tables.
  public static var published: [PublishedArchitecture] { PublishedArchitecture.fairNAS + PublishedArchitecture.nasBenchMacro }

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
