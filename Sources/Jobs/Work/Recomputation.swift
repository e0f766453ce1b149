/// A score of a run file beside what the stored weights give now: equal to the last bit, or the file is not to be trusted.
public struct Recomputation: Hashable, Sendable {
  /// Which score: "22212220", "test".
  public let name: String
  /// Right answers block by block, then the mean loss where the file keeps it.
  public let stored: [Double], found: [Double]

  public init(name: String, stored: [Double], found: [Double]) { (self.name, self.stored, self.found) = (name, stored, found) }

  /// Bit by bit; a loss that is no number agrees with another.
  public var agrees: Bool {
    stored.count == found.count && zip(stored, found).allSatisfy { $0.bitPattern == $1.bitPattern || ($0.isNaN && $1.isNaN) }
  }

  /// `count` of the numbers below `total`, evenly spread.
  static func spread(_ count: Int, over total: Int) -> [Int] {
    let count = max(0, min(count, total))
    return (0..<count).map { $0 * total / count }
  }
}
