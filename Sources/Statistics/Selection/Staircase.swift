/// The points of a plane that no other of them covers, by rising x and so by falling y; a covers b where it is nowhere smaller.
///
///     var stairs = Staircase()
///     if !stairs.covers(2, 3) { stairs.insert(2, 3) }
///
/// Finding takes O(log n); inserting moves the steps behind, and each step leaves once.
struct Staircase {
  private var steps: [(x: Double, y: Double)] = []

  /// Whether a step is nowhere smaller.
  func covers(_ x: Double, _ y: Double) -> Bool {
    let place = place(of: x)
    return place < steps.count && steps[place].y >= y
  }

  /// Puts a point in place of the steps that it covers.
  ///
  /// - Precondition: no step covers it.
  mutating func insert(_ x: Double, _ y: Double) {
    steps.replaceSubrange(covered(by: x, y), with: CollectionOfOne((x: x, y: y)))
  }

  /// The area that a point adds to that below the steps, from the origin on.
  ///
  /// - Precondition: no step covers it, and all are above 0.
  func gain(_ x: Double, _ y: Double) -> Double {
    let covered = covered(by: x, y)
    var sum = 0.0, right = x, height = covered.upperBound < steps.count ? steps[covered.upperBound].y : 0
    for step in covered.reversed() {
      sum += (right - steps[step].x) * (y - height)
      (right, height) = (steps[step].x, steps[step].y)
    }
    return sum + (right - (covered.lowerBound > 0 ? steps[covered.lowerBound - 1].x : 0)) * (y - height)
  }

  /// The steps that are nowhere larger than a point that none of them covers.
  private func covered(by x: Double, _ y: Double) -> Range<Int> {
    var end = place(of: x)
    if end < steps.count && steps[end].x == x { end += 1 }
    var start = end
    while start > 0 && steps[start - 1].y <= y { start -= 1 }
    return start..<end
  }

  /// The first step with an x at least this.
  private func place(of x: Double) -> Int {
    var low = 0, high = steps.count
    while low < high {
      let middle = (low + high) / 2
      if steps[middle].x < x { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
