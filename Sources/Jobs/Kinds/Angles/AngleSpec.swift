/// Hold a supernet's weights after so many passes against those that its training began with: the sums of which angles are made.
///
/// The first weights follow from the supernet's spec and need not be kept.
public struct AngleSpec: Codable, Hashable, Sendable {
  public var supernet: JobReference<SupernetSpec>
  /// Of one of the supernet's snapshots.
  public var passes: Int
  public var numerics: Int

  public init(_ supernet: JobReference<SupernetSpec>, passes: Int, numerics: Int = Job.numerics) {
    (self.supernet, self.passes, self.numerics) = (supernet, passes, numerics)
  }
}
