internal import Networks
public import Datasets
public import Spaces
public import Training

/// A published network whose trained weights were released, with the names that its checkpoint gives to tensors.
///
///     let net = try ReleasedNet(named: "FairNAS-A")
///     let weights = try net.weights(from: SafetensorsFile(reading: "fairnas-a.safetensors"))
public struct ReleasedNet: Sendable {
  /// As the paper has it.
  public let name: String
  /// The network alone: each choice has the candidates that it keeps.
  public let space: Space
  /// In per cent, as printed; nil where none is.
  public let top1: Double?, top5: Double?
  /// Paper or file that prints them.
  public let source: String
  /// What its released code shows it of a photograph.
  public let preprocessing: Preprocessing
  let scheme: KeyScheme, genotype: Genotype?

  /// The network of this name, letters large or small. Throws `noReleasedNames` with those that are known.
  public init(named name: String) throws {
    let architectures = Catalogue.published.filter { KeyScheme.of($0) != nil }, genotypes = Self.genotypes
    if let found = architectures.first(where: { $0.name.lowercased() == name.lowercased() }), let scheme = KeyScheme.of(found) {
      try self.init(found, scheme)
    } else if let found = genotypes.first(where: { $0.name.lowercased() == name.lowercased() }) {
      try self.init(found)
    } else {
      let known = architectures.map(\.name) + genotypes.map(\.name)
      throw WeightsError.noReleasedNames(network: name, nearest: nearest(to: name, among: known), known: known)
    }
  }

  /// All that are known, in the catalogue's order.
  public static var names: [String] { Catalogue.published.filter { KeyScheme.of($0) != nil }.map(\.name) + genotypes.map(\.name) }

  /// Of cells: those whose weights on CIFAR-10 were released.
  private static var genotypes: [PublishedGenotype] {
    Catalogue.genotypes.filter { $0.family == .fairDARTS && $0.printed.contains { $0.setting == .cifar && $0.top1 != nil } }
  }

  private init(_ published: PublishedArchitecture, _ scheme: KeyScheme) throws {
    let searched = try Catalogue.space(named: published.space), alone = searched.restricted(to: try searched.architecture(published.text))
    (name, source, self.scheme, genotype) = (published.name, published.source, scheme, nil)
    (top1, top5) = (published.published.top1, published.published.top5)
    space = published.family == .mmrazor ? alone.asMMRazorBuildsIt : alone
    preprocessing = Preprocessing(
      published.family == .mmrazor ? .mmrazor : [.spos, .angleNAS].contains(published.family) ? .openCV : .torchvision)
  }

  private init(_ published: PublishedGenotype) throws {
    let printed = published.printed.first { $0.setting == .cifar && $0.top1 != nil }, genotype = try published.genotype()
    (name, scheme, self.genotype) = (published.name, KeyScheme.fairDARTS, genotype)
    (top1, top5, source) = (printed?.top1, nil, printed?.source.rawValue ?? "")
    space = try EvaluationSetting.cifar.network(genotype)
    preprocessing = Preprocessing(.cifar, resize: space.input.height, crop: space.input.height)
  }

  /// The names of the checkpoint's tensors, each with its shape, in the network's order; `num_batches_tracked` left out.
  public func tensors() throws -> [(name: String, shape: [Int])] {
    let network = try network()
    return zip(try scheme.names(network, genotype: genotype), network.modules).flatMap { name, module in
      module.tensors.map { ("\(name).\($0.name)", $0.shape) }
    }
  }

  /// The weights of a checkpoint that was converted. Throws as `Snapshot.init(_:named:from:wrappers:of:)`.
  public func weights(from file: SafetensorsFile) throws -> Snapshot {
    let network = try network()
    return try Snapshot(
      network, named: scheme.names(network, genotype: genotype), from: file, wrappers: scheme.wrappers, of: name)
  }

  private func network() throws -> Network {
    try Network(space, Classification(), batch: 1, .scoring(several: !space.isChain))
  }
}

extension Space {
  /// A net of ShuffleNet blocks as mmrazor builds it, of which weights of SPOS's own code fit nothing: both branches of a block give half of
  /// its channels, where SPOS's first keeps those that enter; channels are shuffled in two groups behind each block, where SPOS takes even and
  /// odd ones in front of it; and the classifier has a bias.
  fileprivate var asMMRazorBuildsIt: Space {
    var space = self
    for case .place(let choice, _, let channels, _) in nodes {
      space.choices[choice].candidates = choices[choice].candidates.map { operation in
        let blocks = operation.layers.compactMap { layer -> Layer? in
          switch layer {
          case .shuffle: nil
          case .branches(let tables, let join): .branches(tables.map { $0.ending(in: channels / 2) }, join)
          default: layer
          }
        }
        return Operation(operation.name, blocks + [.shuffle(groups: 2)], residual: operation.residual)
      }
    }
    space.head = head.map { layer in
      guard case .linear(let outputs, _) = layer else { return layer }
      return .linear(outputs: outputs)
    }
    return space
  }
}

extension [Layer] {
  /// Its last convolution has so many outputs.
  fileprivate func ending(in outputs: Int) -> [Layer] {
    var layers = self
    for (index, layer) in enumerated().reversed() {
      guard case .convolution(var convolution) = layer else { continue }
      convolution.outputs = .fixed(outputs)
      layers[index] = .convolution(convolution)
      break
    }
    return layers
  }
}
