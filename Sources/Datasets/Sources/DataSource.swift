/// Which images an experiment uses, as its spec says it.
///
/// In JSON and YAML: `{"name": "fashion-mnist"}`, `{"name": "cifar10", "folder": "data/cifar10"}`,
/// `{"name": "synthetic", "seed": 1, "height": 8, …}`. Folders are where to look, no part of the data's digest.
public enum DataSource: Hashable, Sendable {
  /// 28 × 28 × 1, 10 classes, 60,000 and 10,000 images (Xiao, Rasul and Vollgraf 2017).
  case fashionMNIST(folder: String? = nil)
  /// 32 × 32 × 3, 10 classes, 50,000 and 10,000 images (Krizhevsky 2009).
  case cifar10(folder: String? = nil)
  /// The same with 100 classes (the fine labels).
  case cifar100(folder: String? = nil)
  /// Made from a seed.
  case synthetic(SyntheticImages)
  /// Photographs of a folder, decoded while they are needed.
  case imageFolder(ImageFolderSource)
  /// Squares of photographs with the larger ones that nets are to make of them.
  case imagePairs(ImagePairSource)
  /// Images that this version cannot read, by their sizes: experiments of them are declared and planned.
  case declared(DeclaredImages)

  /// The name in specs, tables and files.
  public var name: String { word.rawValue }

  /// The words of experiments and job specs.
  private enum Word: String, Codable, CaseIterable {
    case fashionMNIST = "fashion-mnist"
    case cifar10, cifar100, synthetic
    case imageFolder = "image-folder"
    case imagePairs = "image-pairs"
    case declared
  }

  private var word: Word {
    switch self {
    case .fashionMNIST: .fashionMNIST
    case .cifar10: .cifar10
    case .cifar100: .cifar100
    case .synthetic: .synthetic
    case .imageFolder: .imageFolder
    case .imagePairs: .imagePairs
    case .declared: .declared
    }
  }
}

extension DataSource {
  /// The same images wherever they lie: what the identity of a job may hold.
  public var withoutFolder: DataSource {
    switch self {
    case .fashionMNIST: .fashionMNIST()
    case .cifar10: .cifar10()
    case .cifar100: .cifar100()
    case .imageFolder(let source): .imageFolder(source.withoutFolder)
    case .imagePairs(let source): .imagePairs(source.withoutFolder)
    case .synthetic, .declared: self
    }
  }

  /// How many times as high and wide what nets are to give is, where the data set itself says it.
  public var factor: Int? { if case .imagePairs(let own) = self { own.factor } else { nil } }

  /// Whether images stay in their files and are decoded for each batch, so that nothing of theirs is prepared or held.
  public var isStreamed: Bool { if case .imageFolder = self { true } else { false } }
}

extension DataSource: Codable {
  private enum Key: String, CodingKey { case name, folder }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    guard let word = try? container.decode(Word.self, forKey: .name) else {
      let name = try container.decode(String.self, forKey: .name), known = Word.allCases.map(\.rawValue)
      throw DecodingError.dataCorruptedError(
        forKey: .name, in: container,
        debugDescription: "no data set is called '\(name)': expected \(known.dropLast().joined(separator: ", ")) or \(known.last ?? "")")
    }
    let folder = try container.decodeIfPresent(String.self, forKey: .folder)
    switch word {
    case .fashionMNIST: self = .fashionMNIST(folder: folder)
    case .cifar10: self = .cifar10(folder: folder)
    case .cifar100: self = .cifar100(folder: folder)
    case .synthetic: self = .synthetic(try SyntheticImages(from: decoder))
    case .imageFolder: self = .imageFolder(try ImageFolderSource(from: decoder))
    case .imagePairs: self = .imagePairs(try ImagePairSource(from: decoder))
    case .declared: self = .declared(try DeclaredImages(from: decoder))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(name, forKey: .name)
    switch self {
    case .fashionMNIST(let folder), .cifar10(let folder), .cifar100(let folder): try container.encodeIfPresent(folder, forKey: .folder)
    case .synthetic(let images): try images.encode(to: encoder)
    case .imageFolder(let source): try source.encode(to: encoder)
    case .imagePairs(let source): try source.encode(to: encoder)
    case .declared(let images): try images.encode(to: encoder)
    }
  }
}
