package import Datasets
public import Digests
public import Spaces

/// What planning needs to know of a data set: its digest, the shape of its images, and how many there are.
public struct DataOutline: Hashable, Sendable {
  public var digest: Digest
  public var shape: ImageShape, classes: Int
  /// Images of the official sets.
  public var training, test: Int

  public init(digest: Digest, shape: ImageShape, classes: Int, training: Int, test: Int) {
    self.digest = digest
    self.shape = shape
    self.classes = classes
    self.training = training
    self.test = test
  }

  package init(_ data: Dataset) {
    let images = data.training
    self.init(
      digest: data.digest, shape: ImageShape(height: images.height, width: images.width, channels: images.channels),
      classes: images.classes, training: images.count, test: data.test.count)
  }
}
