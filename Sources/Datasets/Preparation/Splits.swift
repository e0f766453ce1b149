internal import Streams

/// Which images serve what: index sets into the official training and test sets, fixed by labels and spec.
///
/// Both sets are put into a random order whose every stretch has all classes in their shares, up to an image or two; splits are
/// stretches of it. So sets are stratified, the order within a set is random, and a smaller cap takes a subset of a larger one.
public struct Splits: Hashable, Sendable {
  /// Into the official training set; the two are disjoint.
  public let training, validation: [Int]
  /// The first of `training`.
  public let recalibration: [Int]
  /// Into the official test set.
  public let test: [Int]

  /// - Throws: `tooFewImages` naming the split that asks for more than are left.
  public init(_ spec: SplitSpec, of data: Dataset) throws(DatasetError) {
    let stream = RandomStream(seed: spec.seed, "splits")
    let order = Self.stratifiedOrder(data.training, stream.child("training"))
    guard spec.validation % data.training.together == 0 else {
      throw .invalid(
        field: "splits.validation",
        reason: "\(spec.validation) images part the \(data.training.together) patches of a photograph: give a multiple of them")
    }
    validation = Array(try Self.first(spec.validation, of: order[...], "validation"))
    let rest = order[validation.count...]
    training = Array(try Self.first(spec.training ?? rest.count, of: rest, "training"))
    recalibration = Array(try Self.first(spec.recalibration, of: training[...], "recalibration"))
    let testOrder = Self.stratifiedOrder(data.test, stream.child("test"))
    test = Array(try Self.first(spec.test ?? testOrder.count, of: testOrder[...], "test"))
  }

  /// So many from the head of a stretch.
  private static func first(_ count: Int, of indices: ArraySlice<Int>, _ split: String) throws(DatasetError) -> ArraySlice<Int> {
    guard count >= 0 else { throw .invalid(field: "splits.\(split)", reason: "\(count) images cannot be taken: give 0 or more") }
    guard count <= indices.count else { throw .tooFewImages(split: split, requested: count, available: indices.count) }
    return indices.prefix(count)
  }

  /// Photographs in random order, each with all of its patches. Other images all shuffled within their class; the k-th of a class of n comes at (k + ½)/n of the way, ties at random.
  private static func stratifiedOrder(_ set: ImageSet, _ stream: RandomStream) -> [Int] {
    var random = stream
    if set.together > 1 {
      return random.permutation(set.count / set.together).flatMap { group in (0..<set.together).map { group * set.together + $0 } }
    }
    var members = [[Int]](repeating: [], count: set.classes)
    for (image, label) in set.labels.enumerated() { members[Int(label)].append(image) }
    var places: [(place: Double, tie: UInt64, image: Int)] = []
    places.reserveCapacity(set.count)
    for label in members.indices {
      random.shuffle(&members[label])
      for (rank, image) in members[label].enumerated() {
        places.append(((Double(rank) + 0.5) / Double(members[label].count), random.bits(), image))
      }
    }
    places.sort { ($0.place, $0.tie, $0.image) < ($1.place, $1.tie, $1.image) }
    return places.map(\.image)
  }
}
