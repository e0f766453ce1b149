/// The hypervolume of points in the plane while they come one by one: the area between the origin and their front.
///
///     var volume = GrowingHypervolume()
///     for net in order { volume.add(error.gain, macs.gain) }
///     volume.area       // what `ParetoFront.hypervolume` gives of all of them
///
/// A point takes O(log n), besides the moves of a staircase.
public struct GrowingHypervolume: Sendable {
  private var stairs = Staircase()
  public private(set) var area = 0.0

  public init() {}

  /// A point, larger is better in both; one that is not above 0 in both adds nothing.
  public mutating func add(_ x: Double, _ y: Double) {
    guard x > 0, y > 0, !stairs.covers(x, y) else { return }
    area += stairs.gain(x, y)
    stairs.insert(x, y)
  }
}
