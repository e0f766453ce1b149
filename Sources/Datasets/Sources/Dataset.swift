public import Digests
public import FoundationEssentials

/// A training and a test set with the digest that job specs name them by.
///
///     let data = try Dataset.load(.fashionMNIST())
///     print(data.training.count, data.digest.short)
///
/// Every load decompresses and hashes all content, so that a digest always speaks of the bytes in memory and a damaged file
/// never trains a net. That takes half a second for Fashion-MNIST and ten for CIFAR-10 as xz: jobs read what was prepared once
/// (`PreparedFile`). Photographs of a folder are the exception: their names and classes are hashed and not their contents, which ImageNet
/// has 150 GB of. Copies share storage.
public struct Dataset: Sendable {
  /// As specs name it, for example "fashion-mnist".
  public let name: String
  /// The official sets; `Splits` says which of their images serve what.
  public let training, test: ImageSet
  /// What was read, in a fixed order.
  public let files: [SourceFile]
  /// SHA-256 of the name and of each file's official name, size and digest: it depends on neither folders nor compression.
  public let digest: Digest

  init(name: String, training: ImageSet, test: ImageSet, files: [SourceFile]) {
    self.name = name
    self.training = training
    self.test = test
    self.files = files
    let lines = files.map { "\($0.name) \($0.bytes) \($0.digest.hex)\n" }
    digest = Digest(of: "\(name)\n\(lines.joined())".utf8)
  }

  /// Reads and checks all files of the source, or makes the images of a synthetic one.
  ///
  /// - Parameter environment: where `CONCORD_DATA`, a folder of data sets, is looked up.
  /// - Throws: `DatasetError` for the first file that is missing or wrong; its `concernsFiles` tells this from wrong settings.
  public static func load(
    _ source: DataSource, environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(DatasetError) -> Dataset {
    switch source {
    case .fashionMNIST(let folder): try Publication.fashionMNIST.files(in: folder, environment).fashionMNIST()
    case .cifar10(let folder): try Publication.cifar10.files(in: folder, environment).records(.cifar10)
    case .cifar100(let folder): try Publication.cifar100.files(in: folder, environment).records(.cifar100)
    case .synthetic(let images): try images.dataset()
    case .imageFolder(let source): try source.dataset(environment)
    case .imagePairs(let source): try source.dataset(environment)
    case .declared(let images): throw images.absence
    }
  }
}
