/// One of `count` parts of a settling; what it computes does not depend on the cut.
public struct WorkShare: Hashable, Sendable {
  public let index, count: Int

  package init(index: Int, count: Int) {
    self.index = index
    self.count = count
  }

  /// Its part of 0..<n, cut at multiples of 16 so that no two threads write one cache line.
  public func of(_ n: Int) -> Range<Int> {
    if count == 1 { return 0..<n }
    let blocks = (n + 15) / 16
    return min(n, blocks * index / count * 16)..<min(n, blocks * (index + 1) / count * 16)
  }

  /// Its part of 0..<n, cut anywhere.
  func even(_ n: Int) -> Range<Int> { n * index / count..<n * (index + 1) / count }
}

/// The slices that a settling adds up, and how many images they hold.
public struct BatchExtent: Hashable, Sendable {
  public let slices, images: Int
}
