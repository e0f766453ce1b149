package import Datasets
public import Digests
public import Spaces

/// What planning needs to know of a data set: its digest, the shape of its images, and how many there are. Kept in `results/images.json`,
/// so that a plan reads no images.
public struct DataOutline: Codable, Hashable, Sendable {
  /// That of the content, wherever it lies; for a data set that is not here one that no content has, so that no job planned with it is
  /// done.
  public var digest: Digest
  /// As published, before preparation.
  public var shape: ImageShape, classes: Int
  /// Images of the official sets.
  public var training, test: Int

  /// All sizes are those of the official sets.
  public init(digest: Digest, shape: ImageShape, classes: Int, training: Int, test: Int) {
    self.digest = digest
    self.shape = shape
    self.classes = classes
    self.training = training
    self.test = test
  }

  /// Whether a data set may be so: what a file keeps of one is not believed else, for numbers are multiplied.
  var isPlausible: Bool {
    [training, test].allSatisfy { (0...1 << 32).contains($0) } && (0...1 << 20).contains(classes)
      && [shape.height, shape.width].allSatisfy { (1...1 << 14).contains($0) } && (1...1 << 6).contains(shape.channels)
  }

  /// Of all pixels of both sets.
  var bytes: Int { (training + test) * shape.height * shape.width * shape.channels }

  /// What is known of a data set that is not here: its published or declared sizes, and a digest that is no data set's.
  package init(declared source: DataSource) {
    let sizes: DeclaredImages
    switch source {
    case .fashionMNIST:
      sizes = DeclaredImages(set: source.name, height: 28, width: 28, channels: 1, classes: 10, training: 60_000, test: 10_000)
    case .cifar10: sizes = DeclaredImages(set: source.name, height: 32, width: 32, channels: 3, classes: 10, training: 50_000, test: 10_000)
    case .cifar100:
      sizes = DeclaredImages(set: source.name, height: 32, width: 32, channels: 3, classes: 100, training: 50_000, test: 10_000)
    case .synthetic(let images):
      sizes = DeclaredImages(
        set: source.name, height: images.height, width: images.width, channels: images.channels, classes: images.classes,
        training: images.training, test: images.test)
    case .imageFolder(let images): sizes = images.declared
    case .imagePairs(let images): sizes = images.declared
    case .declared(let images): sizes = images
    }
    self.init(
      digest: Digest(of: "declared \(sizes.set)".utf8),
      shape: ImageShape(height: sizes.height, width: sizes.width, channels: sizes.channels), classes: sizes.classes,
      training: sizes.training, test: sizes.test)
  }

  /// Of a data set in memory.
  package init(_ data: Dataset) {
    let images = data.training
    self.init(
      digest: data.digest, shape: ImageShape(height: images.height, width: images.width, channels: images.channels),
      classes: images.classes, training: images.count, test: data.test.count)
  }
}
