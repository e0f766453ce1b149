public import Engine
public import Spaces

/// What images are for: what a network gives for each, how far that is from what is wanted, and how well it does.
///
///     let task: any Task = Classification(labelSmoothing: 0.1)
///     let network = try Network(space, task, batch: 64, .path, .none)
///
/// A task is a value: its numbers decide bits, so it stands in a job's spec beside the space.
public protocol Task: Codable, Hashable, Sendable {
  /// What a subnet's score measures; larger is better.
  var metric: Metric { get }
  /// What is wanted of a network of this space, image by image.
  func targets(of space: Space) -> Targets
  /// Doubles that the loss keeps of each slice.
  var resultsPerSlice: Int { get }
  /// The instruction that compares a network's output, stored as it is read, with the targets.
  func loss(_ output: View, _ place: LossPlace) -> any Loss
}

/// A number by which subnets are ranked; larger is better.
public struct Metric: Codable, Hashable, Sendable {
  /// As tables and axes call it: "accuracy".
  public let name: String
  /// "fraction", "dB".
  public let unit: String

  /// `name` in lower case, without its unit.
  public init(name: String, unit: String) {
    self.name = name
    self.unit = unit
  }
}

/// What a batch's images are compared with; `Network.batch` gives the place of one of both.
public enum Targets: Hashable, Sendable {
  /// A class for each image, below so many.
  case labels(classes: Int)
  /// An image of this shape for each.
  case images(ImageShape)
}

/// Where a loss finds the targets and leaves what it found.
public struct LossPlace: Sendable {
  /// The first label's place among the batch's whole numbers, or the target images.
  public let labels: Int, images: Tensor?
  /// The first of its results' places among the Doubles.
  public let results: Int
  /// Parts that a batch is cut into: the loss keeps its results by slice, so that they are added up in slice order.
  public let slices: Int
  /// What the loss counts in the network's: 1 for the head, `Space.auxiliary`'s weight for a second one.
  public let weight: Double
  /// "loss", or "auxiliary loss".
  public let name: String
}
