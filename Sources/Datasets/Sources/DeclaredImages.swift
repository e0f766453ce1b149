/// The sizes of a data set that this version does not read: enough to plan an experiment, in a dry run.
///
///     {"name": "declared", "set": "ImageNet", "height": 224, "width": 224, "channels": 3, "classes": 1000,
///      "training": 1281167, "test": 50000}
public struct DeclaredImages: Codable, Hashable, Sendable {
  /// As people call it.
  public var set: String
  public var height, width, channels, classes: Int
  /// Images of the official sets.
  public var training, test: Int

  public init(set: String, height: Int, width: Int, channels: Int, classes: Int, training: Int, test: Int) {
    self.set = set
    self.height = height
    self.width = width
    self.channels = channels
    self.classes = classes
    self.training = training
    self.test = test
  }

  /// What loading ends with.
  var absence: DatasetError {
    .missing(file: set, looked: ["nowhere"], remedy: "this version plans for it (--dry-run) and has no reader of its files")
  }
}
